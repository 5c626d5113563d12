// All maneuvers to come, next first.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Card {
    id: card

    property var steps: null
    // While moving a list has few rows and does not scroll.
    property int rows: Metrics.maximumRows

    signal closed

    implicitWidth: Metrics.columnWidth
    implicitHeight: header.height + list.contentHeight + 1
    clip: true

    Item {
        id: header

        width: parent.width
        height: Metrics.target + 16

        Label {
            anchors.left: parent.left
            anchors.leftMargin: 24
            anchors.verticalCenter: parent.verticalCenter
            weight: Font.DemiBold
            text: qsTr("Steps")
        }

        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Close")
            iconName: "close"
            onClicked: card.closed()
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    ListView {
        id: list

        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 1
        clip: true
        model: card.steps
        interactive: card.rows > Metrics.maximumRows
        boundsBehavior: Flickable.StopAtBounds

        delegate: Item {
            id: step

            required property string kind
            required property string modifier
            required property real turnDeg
            required property var stubsDeg
            required property int roundaboutExit
            required property bool leftHand
            required property bool tunnel
            required property string street
            required property string streetShort
            required property string distance
            required property int index

            width: ListView.view.width
            height: visible ? Metrics.rowHeight + Metrics.hairline : 0
            visible: index < card.rows
            Accessible.role: Accessible.ListItem
            Accessible.name: distance + ", " + street

            ManeuverIcon {
                id: arrow

                anchors.left: parent.left
                anchors.leftMargin: 24
                anchors.verticalCenter: parent.verticalCenter
                size: 48
                color: step.index === 0 ? Theme.accent : Theme.text
                kind: step.kind
                modifier: step.modifier
                turnDeg: step.turnDeg
                stubsDeg: step.stubsDeg
                leftHand: step.leftHand
                tunnel: step.tunnel
            }

            Column {
                anchors.left: arrow.right
                anchors.leftMargin: 20
                anchors.right: parent.right
                anchors.rightMargin: 20
                anchors.verticalCenter: parent.verticalCenter

                NameLabel {
                    width: parent.width
                    height: 36
                    fullText: step.street !== "" ? step.street : "–"
                    shortText: step.streetShort
                    Accessible.ignored: true
                }

                Label {
                    width: parent.width
                    height: 28
                    size: Label.S
                    color: Theme.text2
                    text: step.distance
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
            }

            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
