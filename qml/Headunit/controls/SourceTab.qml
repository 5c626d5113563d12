// One of several flush tabs along an edge, with a bar over the chosen one.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

TouchArea {
    id: tab

    property string text: ""
    property string iconName: ""
    property bool selected: false
    property bool last: false

    name: text
    role: Accessible.PageTab
    checked: selected
    checkable: true
    focusRadius: 0
    implicitHeight: 104

    Rectangle {
        anchors.fill: parent
        z: -1
        color: tab.pressed ? Theme.press : "transparent"
    }

    Rectangle {
        width: parent.width
        height: 4
        visible: tab.selected
        color: Theme.accent
    }

    Row {
        anchors.centerIn: parent
        spacing: 16

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: tab.iconName !== ""
            name: tab.iconName
            color: tab.selected ? Theme.accent : Theme.text2
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, tab.width - 24 - (tab.iconName === "" ? 0 : Metrics.iconRow + 16))
            size: Label.S
            weight: tab.selected ? Font.DemiBold : Font.Normal
            color: tab.selected ? Theme.text : Theme.text2
            text: tab.text
            Accessible.ignored: true
        }
    }

    Divider {
        anchors.right: parent.right
        visible: !tab.last
        vertical: true
        height: parent.height
    }
}
