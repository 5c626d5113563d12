// The seven places of the unit, learnt by position; beside the driver, or at the bottom of a portrait screen.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: rail

    required property ShellModel shell

    readonly property var places: [
        { screen: "map", icon: "navigation-variant", name: qsTr("Map") },
        { screen: "drive", icon: "speedometer", name: qsTr("Drive") },
        { screen: "energy", icon: "lightning-bolt", name: qsTr("Energy") },
        { screen: "media", icon: "music-note", name: qsTr("Media") },
        { screen: "phone", icon: "phone", name: qsTr("Phone") },
        { screen: "car", icon: "car-side", name: qsTr("Car") },
        { screen: "settings", icon: "cog-outline", name: qsTr("Settings") }
    ]
    readonly property real step: Metrics.portrait ? (width - 2 * end - Metrics.target) / (places.length - 1)
        : Metrics.target + Metrics.targetGap
    readonly property real end: Metrics.portrait ? 36 : 25

    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Screens")

    Divider {
        anchors.top: parent.top
        width: parent.width
        visible: Metrics.portrait
    }

    Repeater {
        model: rail.places

        TouchArea {
            id: item

            required property var modelData
            required property int index
            readonly property bool selected: rail.shell.screen === modelData.screen
            readonly property real along: rail.end + index * rail.step

            name: modelData.name
            role: Accessible.PageTab
            checked: selected
            x: !Metrics.portrait ? 14 : Metrics.mirrored ? rail.width - along - width : along
            y: Metrics.portrait ? 14 : along
            onClicked: rail.shell.show(modelData.screen)

            Rectangle {
                anchors.fill: parent
                z: -1
                radius: Metrics.radiusButton
                color: item.selected ? Theme.accentTint : item.pressed ? Theme.press : "transparent"
            }

            Rectangle {
                readonly property bool lying: Metrics.portrait

                visible: item.selected
                x: lying ? 14 : Metrics.mirrored ? rail.width - item.x - width : -item.x
                y: lying ? -item.y : 14
                width: lying ? 48 : 6
                height: lying ? 6 : 48
                topRightRadius: !lying && !Metrics.mirrored ? 3 : 0
                bottomRightRadius: lying || !Metrics.mirrored ? 3 : 0
                topLeftRadius: !lying && Metrics.mirrored ? 3 : 0
                bottomLeftRadius: lying || Metrics.mirrored ? 3 : 0
                color: Theme.accent
            }

            Icon {
                anchors.centerIn: parent
                name: item.modelData.icon
                size: Metrics.iconRail
                color: item.selected ? Theme.accent : Theme.text2
            }
        }
    }
}
