// A lamp of the instrument cluster, repeated: on in its colour, off dimmed, unknown as a dash. Never the only display.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: lamp

    required property string iconName
    required property string label
    // "on", "off" or "unknown"
    required property string lampState
    // "ok", "warn", "bad" or "info"
    required property string level

    implicitWidth: 40
    implicitHeight: 44
    Accessible.role: Accessible.Indicator
    Accessible.name: lamp.lampState === "on" ? qsTr("%1: on").arg(lamp.label)
        : lamp.lampState === "off" ? qsTr("%1: off").arg(lamp.label) : qsTr("%1: unknown").arg(lamp.label)

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: lamp.iconName
        size: 40
        color: lamp.lampState !== "on" ? Theme.disabled
            : lamp.level === "ok" ? Theme.ok : lamp.level === "warn" ? Theme.warn
            : lamp.level === "bad" ? Theme.bad : Theme.accent
    }

    Rectangle {
        // Off and unknown must not look the same.
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        visible: lamp.lampState === "unknown"
        width: 14
        height: 3
        color: Theme.disabled
    }
}
