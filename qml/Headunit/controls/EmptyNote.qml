// What a screen shows when there is nothing to show: calm, and saying what would change that.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Column {
    id: note

    property string iconName: ""
    property string title: ""
    property string text: ""

    spacing: 8

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: note.iconName
        size: 96
        color: Theme.disabled
    }

    Item {
        width: 1
        height: 8
    }

    Label {
        width: parent.width
        text: note.title
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }

    Label {
        width: parent.width
        visible: note.text !== ""
        size: Label.S
        color: Theme.text2
        text: note.text
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
}
