// A jam that the driver sees: go round the next stretch, however long he takes it to be.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Card {
    id: card

    property list<string> lengths: []

    signal chosen(int index)
    signal closed

    implicitWidth: 596
    implicitHeight: Metrics.portrait ? 152 : 108
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Jam here")

    Timer {
        running: card.shown
        interval: 10000
        onTriggered: card.closed()
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.right: buttons.left
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            weight: Font.DemiBold
            text: qsTr("Jam here")
            elide: Text.ElideRight
        }

        Label {
            width: parent.width
            size: Label.S
            color: Theme.text2
            text: qsTr("avoid the next")
            elide: Text.ElideRight
        }
    }

    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: Metrics.targetGap

        Repeater {
            model: card.lengths

            TouchButton {
                required property int index
                required property string modelData

                width: 104
                height: 76
                text: modelData
                onClicked: card.chosen(index)
            }
        }
    }
}
