// A row of a list: icon, M over S, something trailing, a divider below. The whole row is the target.
import QtQuick
import Headunit

TouchArea {
    id: row

    property string iconName: ""
    property color iconColor: selected ? Theme.accent : Theme.text2
    property string title: ""
    // Matched part of the title, shown in the accent colour.
    property int matchBegin: 0
    property int matchLength: 0
    property string subtitle: ""
    // Follows the subtitle and is never cut: a distance, a time.
    property string tail: ""
    property string trailingText: ""
    property string trailingIcon: ""
    property bool selected: false
    property bool divided: true
    property bool interactive: true
    property real padding: Metrics.padding
    // Put a control at the end of the row: `ListRow { trailing: Toggle {} }`.
    property alias trailing: slot.data

    readonly property bool second: subtitle !== "" || tail !== ""

    name: title + (subtitle === "" ? "" : ", " + subtitle) + (tail === "" ? "" : ", " + tail)
    enabled: interactive
    focusRadius: 0
    role: Accessible.ListItem
    implicitHeight: Metrics.rowHeight + Metrics.hairline
    implicitWidth: 400

    Rectangle {
        anchors.fill: parent
        z: -1
        color: row.pressed ? Theme.press : row.selected ? Theme.accentTint : "transparent"
    }

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: row.padding
        anchors.verticalCenter: parent.verticalCenter
        visible: row.iconName !== ""
        name: row.iconName
        color: row.iconColor
    }

    Column {
        anchors.left: parent.left
        anchors.leftMargin: row.iconName === "" ? row.padding : row.padding + Metrics.iconRow + 18
        anchors.right: trail.left
        anchors.rightMargin: trail.width > 0 ? Metrics.gap : 0
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            height: row.second ? 36 : Metrics.lineM
            readonly property bool marked: row.matchLength > 0
            textFormat: marked ? Text.StyledText : Text.PlainText
            text: marked ? row.highlight() : row.title
            weight: row.selected ? Font.DemiBold : Font.Medium
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        TailedLabel {
            width: parent.width
            height: 28
            visible: row.second
            text: row.subtitle
            tail: row.tail
        }
    }

    Row {
        id: trail

        anchors.right: parent.right
        anchors.rightMargin: row.padding
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height
        spacing: Metrics.gap

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.trailingText !== ""
            size: Label.S
            color: Theme.text2
            text: row.trailingText
            Accessible.ignored: true
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.trailingIcon !== ""
            name: row.trailingIcon
            size: Metrics.iconStatus
            color: Theme.text2
        }

        Item {
            id: slot

            width: childrenRect.width
            height: parent.height
        }
    }

    Divider {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: row.divided
    }

    function escaped(words: string): string {
        return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    }

    function highlight(): string {
        const end = matchBegin + matchLength;
        return escaped(title.slice(0, matchBegin)) + "<font color=\"" + Theme.accent + "\">"
            + escaped(title.slice(matchBegin, end)) + "</font>" + escaped(title.slice(end));
    }
}
