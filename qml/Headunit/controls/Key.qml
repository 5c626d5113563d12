// One key, flush with its neighbours. A letter that leads nowhere is dim and has no tile, yet it types.
import QtQuick
import Headunit

TouchArea {
    id: key

    property string text: ""
    property string iconName: ""
    property bool live: true
    property bool letter: true
    property bool primary: false
    // The way to another set of characters: small, so that it is not read as a letter.
    property bool switches: false
    readonly property color ink: primary ? Theme.accentInk : live ? Theme.text : Theme.disabled

    name: text
    focusRadius: 0

    Rectangle {
        anchors.fill: parent
        z: -1
        color: key.primary ? (key.pressed ? Theme.accentPress : Theme.accent)
            : key.pressed ? Theme.press : key.live ? Theme.raised : Theme.surface
    }

    Divider {
        anchors.left: parent.left
        height: parent.height
        vertical: true
        visible: !key.primary
    }

    Divider {
        width: parent.width
        visible: !key.primary
    }

    Row {
        anchors.centerIn: parent
        spacing: 12

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: key.iconName !== ""
            name: key.iconName
            size: 36
            color: key.ink
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            // Words on function keys keep their weight; a dimmed letter is lighter as well as darker.
            size: key.switches ? Label.S : Label.M
            weight: !key.live ? Font.Normal : key.letter || key.primary || size === Label.S ? Font.DemiBold : Font.Medium
            color: key.ink
            text: key.text
            Accessible.ignored: true
        }
    }
}
