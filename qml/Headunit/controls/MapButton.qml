// A button that floats over the map.
import QtQuick
import Headunit

TouchArea {
    id: button

    property string iconName: ""
    property color ink: Theme.text
    default property alias content: slot.data

    focusRadius: Metrics.radiusCard

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Metrics.radiusCard
        color: button.pressed ? Theme.press : Theme.surface
        border.width: Metrics.hairline
        border.color: Theme.line
    }

    Icon {
        anchors.centerIn: parent
        visible: button.iconName !== ""
        name: button.iconName
        size: Metrics.iconButton
        color: button.ink
    }

    Item {
        id: slot

        anchors.fill: parent
    }
}
