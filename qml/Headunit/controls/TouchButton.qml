// A button with words: one primary a screen, the others plain, outlined or destructive.
import QtQuick
import Headunit

TouchArea {
    id: button

    enum Kind { Plain, Primary, Outline, Destructive }

    property int kind: TouchButton.Plain
    property string text: ""
    property string iconName: ""
    readonly property color ink: !enabled ? Theme.disabled : kind === TouchButton.Primary ? Theme.accentInk
        : kind === TouchButton.Destructive ? Theme.bad : Theme.text

    name: text
    implicitWidth: Math.max(Metrics.target, content.implicitWidth + 56)

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Metrics.radiusButton
        color: button.kind === TouchButton.Primary && button.enabled
            ? (button.pressed ? Theme.accentPress : Theme.accent)
            : button.pressed ? Theme.press
            : button.kind === TouchButton.Plain || button.kind === TouchButton.Primary ? Theme.raised : "transparent"
        border.width: button.kind === TouchButton.Outline || button.kind === TouchButton.Destructive ? 2 : 0
        border.color: button.kind === TouchButton.Destructive ? Theme.bad : Theme.control
    }

    Row {
        id: content

        anchors.centerIn: parent
        height: parent.height
        spacing: 14

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.iconName !== ""
            name: button.iconName
            size: 36
            color: button.ink
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            width: Math.min(implicitWidth, button.width - 24 - (button.iconName !== "" ? 50 : 0))
            text: button.text
            weight: Font.DemiBold
            color: button.ink
            Accessible.ignored: true
        }
    }
}
