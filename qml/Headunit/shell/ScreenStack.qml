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
    // A screen fades in over the one it follows. The map lies below all others, so they fade away from over it.
    property string front: shell.screen
    property string back: ""
    property real progress: 1
    readonly property real noteTop: front === "map" ? map.noteTop : 0
    readonly property real noteEnd: front === "map" ? map.noteEnd : 0

    Connections {
        target: stack.shell

        function onScreenChanged() {
            stack.back = stack.front;
            stack.front = stack.shell.screen;
            if (Metrics.motionScreen > 0)
                fade.restart();
        }
    }

    NumberAnimation {
        id: fade

        target: stack
        property: "progress"
        from: 0
        to: 1
        duration: Metrics.motionScreen
        easing.type: Easing.OutCubic
    }

    MapScreen {
        id: map

        anchors.fill: parent
        visible: stack.front === "map" || stack.back === "map" && stack.progress < 1
        enabled: stack.front === "map"
        shell: stack.shell
        navigation: stack.navigation
        search: stack.search
        preview: stack.preview
        mapScene: stack.mapScene
    }

    ManeuverStrip {
        id: strip

        readonly property bool shown: stack.front !== "map" && stack.navigation.guiding && (turn.kind ?? "") !== ""
        // What it takes from the screens below it.
        readonly property real room: shown ? height : 0

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        z: 2
        visible: shown
        height: implicitHeight
        turn: stack.navigation.turn
        then: stack.navigation.then
        trip: stack.navigation.trip
        distance: stack.navigation.distance
        progress: stack.navigation.progress
        onClicked: stack.shell.show("map")

        Rectangle {
            anchors.fill: parent
            z: -1
            color: Theme.surface
        }
    }

    Repeater {
        model: stack.screens

        OptionalPanel {
            id: screen

            required property var modelData
            readonly property bool shown: stack.front === modelData.name
            readonly property bool leaving: stack.back === modelData.name && stack.progress < 1

            anchors.fill: stack
            anchors.topMargin: strip.room
            panel: modelData.file
            active: false
            ground: Theme.surface
            z: shown ? 1 : 0
            visible: shown || leaving
            enabled: shown
            opacity: shown ? stack.progress : leaving && stack.front === "map" ? 1 - stack.progress : 1
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
