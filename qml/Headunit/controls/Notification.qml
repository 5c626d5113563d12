// One message: icon, what, why, at most one button. Touching it anywhere else sends it away.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Card {
    id: note

    property string iconName: ""
    property string title: ""
    property string text: ""
    property string action: ""
    // "info", "warn" or "bad"
    property string level: "info"

    signal dismissed
    signal acted

    implicitWidth: Metrics.columnWidth
    implicitHeight: words.height + 48 + (action === "" ? 0 : Metrics.target + 16)

    TouchArea {
        anchors.fill: parent
        name: note.title + ". " + note.text
        role: Accessible.AlertMessage
        focusRadius: Metrics.radiusCard
        onClicked: note.dismissed()
    }

    Icon {
        anchors.left: parent.left
        anchors.leftMargin: Metrics.padding
        y: 24
        name: note.iconName
        size: 40
        color: note.level === "bad" ? Theme.bad : note.level === "warn" ? Theme.warn : Theme.accent
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Metrics.padding + 40 + 16
        anchors.right: parent.right
        anchors.rightMargin: Metrics.padding
        y: 24

        Label {
            width: parent.width
            text: note.title
            wrapMode: Text.Wrap
            maximumLineCount: 2
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            width: parent.width
            visible: note.text !== ""
            size: Label.S
            color: Theme.text2
            text: note.text
            wrapMode: Text.Wrap
            maximumLineCount: 3
            horizontalAlignment: Text.AlignLeft
        }
    }

    TouchButton {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 16
        visible: note.action !== ""
        text: note.action
        onClicked: note.acted()
    }
}
