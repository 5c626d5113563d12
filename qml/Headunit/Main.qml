// The unit: rail, status line, stage and climate strip, in dp, scaled once to the window.
import QtQuick
import QtQuick.Shapes
import Headunit
import Headunit.ViewModels

Item {
    id: root

    required property ShellModel shell
    required property NavigationModel navigation
    required property SearchModel search
    required property PreviewModel preview
    // View models of the other screens and the map's content, handed through as they are.
    required property QtObject mapScene
    required property QtObject drive
    required property QtObject energy
    required property QtObject media
    required property QtObject phone
    required property QtObject car
    required property QtObject settings
    required property QtObject climate
    required property QtObject alerts

    width: 1280
    height: 720
    LayoutMirroring.enabled: shell.mirrored
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "night"
        value: root.shell.night
    }

    Binding {
        target: Metrics
        property: "windowWidth"
        value: root.width
    }

    Binding {
        target: Metrics
        property: "windowHeight"
        value: root.height
    }

    Binding {
        target: Metrics
        property: "calm"
        value: root.shell.calm
    }

    Binding {
        target: Metrics
        property: "mirrored"
        value: root.shell.mirrored
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.bg
    }

    Item {
        id: canvas

        width: Metrics.width
        height: Metrics.height
        scale: Metrics.scale
        transformOrigin: Item.TopLeft

        Stage {
            id: stage

            anchors.left: Metrics.portrait ? parent.left : rail.right
            anchors.top: statusLine.bottom
            width: Metrics.stageWidth
            height: Metrics.stageHeight
            bothSides: Metrics.wide

            ScreenStack {
                id: screens

                anchors.fill: parent
                shell: root.shell
                navigation: root.navigation
                search: root.search
                preview: root.preview
                mapScene: root.mapScene
                models: ({
                        drive: root.drive,
                        energy: root.energy,
                        media: root.media,
                        phone: root.phone,
                        car: root.car,
                        settings: root.settings
                    })
            }

            NotificationHost {
                anchors.fill: parent
                alerts: root.alerts as AlertsModel
                topInset: screens.noteTop
                endInset: screens.noteEnd
            }
        }

        Stage {
            anchors.right: parent.right
            anchors.rightMargin: Metrics.padding
            anchors.top: stage.top
            width: Metrics.cardWidth
            height: stage.height
            visible: Metrics.wide
            bothSides: true

            OptionalPanel {
                anchors.fill: parent
                active: Metrics.wide
                panel: "panels/WideCard.qml"
                values: ({
                        media: root.media,
                        drive: root.drive,
                        energy: root.energy
                    })
            }
        }

        StatusLine {
            id: statusLine

            anchors.left: Metrics.portrait ? parent.left : rail.right
            anchors.right: parent.right
            anchors.top: parent.top
            shell: root.shell
        }

        OptionalPanel {
            anchors.left: Metrics.portrait ? parent.left : rail.right
            anchors.right: parent.right
            anchors.top: stage.bottom
            height: Metrics.climateHeight
            panel: "panels/ClimateStrip.qml"
            values: ({
                    climate: root.climate
                })
        }

        Rail {
            id: rail

            // Placed by hand: anchors that come and go with the shape of the window leave sizes behind.
            x: !Metrics.portrait && Metrics.mirrored ? parent.width - width : 0
            y: Metrics.portrait ? parent.height - height : 0
            width: Metrics.portrait ? parent.width : Metrics.railSize
            height: Metrics.portrait ? Metrics.railSize : parent.height
            shell: root.shell
        }

        ReverseView {
            anchors.left: stage.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: stage.bottom
            visible: root.shell.reversing
        }
    }

    Rectangle {
        // Below the usual 80 % the picture itself gets darker, by three quarters at the most.
        readonly property real brightness: (root.settings as SettingsModel)?.brightness ?? 1

        anchors.fill: parent
        visible: opacity > 0.01
        enabled: false
        color: Theme.black
        opacity: Math.max(0, 0.8 - brightness)
    }
}
