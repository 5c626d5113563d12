// What a page of settings is about, with what can be done to all of it.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: head

    property string title: ""
    property string text: ""
    property list<string> buttons: []
    // Index of the button that destroys something, -1 for none.
    property int destructive: -1

    signal touched(int index)

    readonly property bool stacked: buttons.length > 0 && caption.implicitWidth + actions.width + 16 > width

    implicitHeight: (stacked ? 132 + 100 : 132) + Metrics.hairline

    Label {
        id: caption

        anchors.left: parent.left
        y: head.text === "" ? 46 : 30
        width: head.stacked ? parent.width : parent.width - actions.width - Metrics.gap
        weight: Font.DemiBold
        text: head.title
        horizontalAlignment: Text.AlignLeft
    }

    Label {
        anchors.left: parent.left
        y: 70
        width: head.stacked ? parent.width : parent.width - actions.width - Metrics.gap
        size: Label.S
        color: Theme.text2
        text: head.text
        horizontalAlignment: Text.AlignLeft
    }

    Row {
        id: actions

        anchors.right: parent.right
        y: head.stacked ? 128 : 28
        spacing: Metrics.targetGap

        Repeater {
            model: head.buttons

            TouchButton {
                required property int index
                required property string modelData

                kind: index === head.destructive ? TouchButton.Destructive : TouchButton.Outline
                text: modelData
                onClicked: head.touched(index)
            }
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
