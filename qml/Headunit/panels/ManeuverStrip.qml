// The next maneuver over any other screen: arrow, distance, street, the one after, arrival. The whole strip returns to the map.
import QtQuick
import Headunit

Item {
    id: strip

    property var turn: ({})
    property var then: ({})
    property var trip: ({})
    property string distance: ""
    property real progress: 0
    readonly property bool hasThen: (then.kind ?? "") !== ""
    // Portrait: what follows stands in a row of its own, as in the maneuver card.
    readonly property bool tall: Metrics.portrait
    // A narrow stage keeps the arrow of what follows and lets its name go.
    readonly property bool narrow: !tall && width < 1060
    readonly property real lineHeight: 84

    signal clicked

    implicitHeight: tall && hasThen ? 148 : 88

    TouchArea {
        anchors.fill: parent
        name: qsTr("In %1: %2").arg(strip.distance).arg(strip.turn.street ?? "")
        onClicked: strip.clicked()
    }

    ManeuverIcon {
        id: arrow

        anchors.left: parent.left
        anchors.leftMargin: 24
        y: (strip.lineHeight - height) / 2
        size: 64
        kind: strip.turn.kind ?? ""
        modifier: strip.turn.modifier ?? ""
        turnDeg: strip.turn.turnDeg ?? 0
        stubsDeg: strip.turn.stubsDeg ?? []
        roundaboutExit: strip.turn.roundaboutExit ?? 0
        leftHand: strip.turn.leftHand ?? false
        tunnel: strip.turn.tunnel ?? false
    }

    Label {
        id: metres

        anchors.left: arrow.right
        anchors.leftMargin: 28
        height: strip.lineHeight
        size: Label.L
        text: strip.distance
        Accessible.ignored: true
    }

    NameLabel {
        anchors.left: metres.right
        anchors.leftMargin: 24
        anchors.right: follows.left
        anchors.rightMargin: 24
        height: strip.lineHeight
        fullText: strip.turn.street ?? ""
        shortText: strip.turn.streetShort ?? ""
        Accessible.ignored: true
    }

    Item {
        id: follows

        readonly property bool beside: !strip.tall && strip.hasThen

        anchors.right: arrival.left
        width: beside ? followsRow.width + 49 : 0
        height: strip.lineHeight
        visible: beside

        Divider {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            vertical: true
            height: 48
        }

        Row {
            id: followsRow

            anchors.left: parent.left
            anchors.leftMargin: 25
            height: parent.height
            spacing: 14
            visible: follows.beside

            Label {
                height: parent.height
                size: Label.S
                color: Theme.text2
                text: qsTr("Then")
                Accessible.ignored: true
            }

            ManeuverIcon {
                anchors.verticalCenter: parent.verticalCenter
                size: 36
                color: Theme.text
                kind: strip.then.kind ?? ""
                modifier: strip.then.modifier ?? ""
                turnDeg: strip.then.turnDeg ?? 0
                leftHand: strip.then.leftHand ?? false
                tunnel: strip.then.tunnel ?? false
            }

            NameLabel {
                visible: !strip.narrow
                width: visible ? Math.min(implicitWidth, strip.width * 0.2) : 0
                height: parent.height
                size: Label.S
                weight: Font.Medium
                fullText: strip.then.street ?? ""
                shortText: strip.then.streetShort ?? ""
                Accessible.ignored: true
            }
        }
    }

    Item {
        id: arrival

        anchors.right: parent.right
        anchors.rightMargin: 24
        width: 24 + Math.max(clock.implicitWidth, rest.implicitWidth)
        height: strip.lineHeight

        Divider {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            visible: follows.beside
            vertical: true
            height: 48
        }

        Label {
            id: clock

            anchors.right: parent.right
            y: 8
            height: 38
            weight: Font.DemiBold
            text: strip.trip.arrival || "–"
            Accessible.ignored: true
        }

        Label {
            id: rest

            anchors.right: parent.right
            y: 46
            height: 30
            size: Label.S
            color: Theme.text2
            text: [strip.trip.duration ?? "", strip.trip.distance ?? ""].filter(part => part !== "").join(" · ")
            Accessible.ignored: true
        }
    }

    Item {
        y: strip.lineHeight
        width: parent.width
        height: 60
        visible: strip.tall && strip.hasThen

        Divider {
            width: parent.width
        }

        Label {
            id: word

            anchors.left: parent.left
            anchors.leftMargin: 25
            height: parent.height
            size: Label.S
            color: Theme.text2
            text: qsTr("Then")
            Accessible.ignored: true
        }

        ManeuverIcon {
            id: second

            anchors.left: word.right
            anchors.leftMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            size: 36
            color: Theme.text
            kind: strip.then.kind ?? ""
            modifier: strip.then.modifier ?? ""
            turnDeg: strip.then.turnDeg ?? 0
            leftHand: strip.then.leftHand ?? false
            tunnel: strip.then.tunnel ?? false
        }

        NameLabel {
            anchors.left: second.right
            anchors.leftMargin: 14
            anchors.right: parent.right
            anchors.rightMargin: 25
            height: parent.height
            size: Label.S
            weight: Font.Medium
            fullText: strip.then.street ?? ""
            shortText: strip.then.streetShort ?? ""
            Accessible.ignored: true
        }
    }

    DistanceBar {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 4
        radius: 0
        progress: strip.progress
    }
}
