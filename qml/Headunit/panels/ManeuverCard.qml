// The next maneuver: arrow, distance, street, how near, lanes, and the one after. Touch opens the list of steps.
import QtQuick
import Headunit

TouchCard {
    id: card

    property var turn: ({})
    property var then: ({})
    property string distance: ""
    property real progress: 0
    readonly property var lanes: turn.lanes ?? []
    readonly property bool hasLanes: lanes.length > 0
    readonly property bool hasThen: (then.kind ?? "") !== ""
    readonly property bool flat: Metrics.portrait
    // Portrait puts the lanes to the right of the street.
    readonly property real wordsWidth: flat && hasLanes ? 320 : width - 144 - 64
    readonly property real barY: flat ? 172 : 137
    readonly property real bodyHeight: flat ? 196 : hasLanes ? 249 : 161

    name: qsTr("In %1: %2").arg(distance).arg(turn.street ?? "")
    implicitWidth: Metrics.columnWidth
    implicitHeight: bodyHeight + (hasThen ? 62 : 0)

    ManeuverIcon {
        anchors.left: parent.left
        anchors.leftMargin: card.flat ? 40 : 30
        y: card.flat ? 36 : 21
        kind: card.turn.kind ?? ""
        modifier: card.turn.modifier ?? ""
        turnDeg: card.turn.turnDeg ?? 0
        stubsDeg: card.turn.stubsDeg ?? []
        roundaboutExit: card.turn.roundaboutExit ?? 0
        leftHand: card.turn.leftHand ?? false
        tunnel: card.turn.tunnel ?? false
    }

    Column {
        anchors.left: parent.left
        anchors.leftMargin: card.flat ? 172 : 144
        y: card.flat ? 34 : 21
        width: card.width - (card.flat ? 172 : 144) - 24 - (card.flat && card.hasLanes ? 350 : 0)

        Label {
            width: parent.width
            height: 53
            size: Label.L
            text: card.distance
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        Row {
            width: parent.width
            spacing: 12

            Rectangle {
                id: exit

                visible: (card.turn.exitRef ?? "") !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: exitLabel.implicitWidth + 24
                height: 40
                radius: 8
                color: Theme.raised
                border.width: 2
                border.color: Theme.control

                Label {
                    id: exitLabel

                    anchors.centerIn: parent
                    size: Label.S
                    weight: Font.Bold
                    text: card.turn.exitRef ?? ""
                }
            }

            NameLabel {
                width: parent.width - (exit.visible ? exit.width + 12 : 0)
                height: 48
                fullText: card.turn.street ?? ""
                shortText: card.turn.streetShort ?? ""
                Accessible.ignored: true
            }
        }
    }

    DistanceBar {
        x: 25
        y: card.barY
        width: card.width - 50
        progress: card.progress
    }

    LaneStrip {
        visible: card.hasLanes
        // Its lanes never mirror, its place does.
        x: Metrics.mirrored ? 25 : card.width - width - 25
        y: card.flat ? 48 : 161
        width: card.flat ? 326 : card.width - 50
        lanes: card.lanes
    }

    Item {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 62
        visible: card.hasThen

        Divider {
            width: parent.width
        }

        Label {
            id: word

            anchors.left: parent.left
            anchors.leftMargin: 25
            anchors.verticalCenter: parent.verticalCenter
            size: Label.S
            color: Theme.text2
            text: qsTr("Then")
            Accessible.ignored: true
        }

        ManeuverIcon {
            id: arrow

            anchors.left: word.right
            anchors.leftMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            size: 36
            color: Theme.text
            kind: card.then.kind ?? ""
            modifier: card.then.modifier ?? ""
            turnDeg: card.then.turnDeg ?? 0
            leftHand: card.then.leftHand ?? false
            tunnel: card.then.tunnel ?? false
        }

        NameLabel {
            anchors.left: arrow.right
            anchors.leftMargin: 14
            anchors.right: parent.right
            anchors.rightMargin: 25
            anchors.verticalCenter: parent.verticalCenter
            size: Label.S
            weight: Font.Medium
            fullText: card.then.street ?? ""
            shortText: card.then.streetShort ?? ""
            Accessible.ignored: true
        }
    }
}
