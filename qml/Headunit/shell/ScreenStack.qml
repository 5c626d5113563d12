// All screens of the rail. The map stands ready from the start; the others are made at their first visit and kept.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: stack

    required property ShellModel shell
    required property NavigationModel navigation
    required property SearchModel search
    required property PreviewModel preview
    required property QtObject mapScene
    property var models: ({})

    readonly property var screens: [
        { name: "drive", file: "screens/DriveScreen.qml" },
        { name: "energy", file: "screens/EnergyScreen.qml" },
        { name: "media", file: "screens/MediaScreen.qml" },
        { name: "phone", file: "screens/PhoneScreen.qml" },
        { name: "car", file: "screens/CarScreen.qml" },
        { name: "settings", file: "screens/SettingsScreen.qml" }
    ]

    MapScreen {
        anchors.fill: parent
        visible: stack.shell.screen === "map"
        shell: stack.shell
        navigation: stack.navigation
        search: stack.search
        preview: stack.preview
        mapScene: stack.mapScene
    }

    Repeater {
        model: stack.screens

        OptionalPanel {
            id: screen

            required property var modelData
            readonly property bool shown: stack.shell.screen === modelData.name

            anchors.fill: stack
            panel: modelData.file
            active: false
            visible: shown
            values: {
                const given = {};
                given[modelData.name] = stack.models[modelData.name];
                return given;
            }
            onShownChanged: if (shown) active = true
            Component.onCompleted: if (shown) active = true
        }
    }
}
