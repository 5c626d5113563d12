// A 76 dp target with an icon: bare until pressed, or on a raised tile, or the accent one.
import QtQuick
import Headunit

TouchArea {
    id: button

    property string iconName: ""
    property real iconSize: Metrics.iconButton
    property bool raised: false
    property bool primary: false
    property color ink: !enabled ? Theme.disabled : primary ? Theme.accentInk : Theme.text
    property real radius: Metrics.radiusButton

    focusRadius: radius

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: button.radius
        color: button.primary ? (button.pressed ? Theme.accentPress : Theme.accent)
            : button.pressed ? Theme.press : button.raised ? Theme.raised : "transparent"
    }

    Icon {
        anchors.centerIn: parent
        name: button.iconName
        size: button.iconSize
        color: button.ink
    }
}
