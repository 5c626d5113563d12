// Stops, ways to choose from, and the start; beside the map that shows them.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Reveal {
    id: panel

    required property PreviewModel preview
    // How many rows a list may have now, and whether stops may be moved about.
    property int rows: Metrics.maximumRows
    property bool locked: false
    property int editing: -1
    property bool avoiding: false

    signal stopWanted

    onLockedChanged: editing = -1

    function reset() {
        editing = -1;
        avoiding = false;
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface

        MouseArea {
            anchors.fill: parent
        }
    }

    Divider {
        anchors.right: Metrics.portrait ? undefined : parent.right
        anchors.top: parent.top
        vertical: !Metrics.portrait
        width: Metrics.portrait ? parent.width : Metrics.hairline
        height: Metrics.portrait ? Metrics.hairline : parent.height
        z: 2
    }

    Flickable {
        id: flick

        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: actions.top
        // The last row's divider lies under that of the actions.
        anchors.bottomMargin: -Metrics.hairline
        contentHeight: lists.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: lists

            width: flick.width

            Repeater {
                id: stops

                model: panel.preview.stops

                StopRow {
                    id: stopRow

                    required property int index

                    // A moving driver sees where it goes and by which ways; stops between give room first.
                    visible: index === 0 || index === stops.count - 1 || index < panel.rows - ways.count - 1
                    width: lists.width
                    enabled: kind !== "origin" && !panel.locked
                    last: index === stops.count - 1
                    count: stops.count
                    editing: panel.editing === index
                    onClicked: panel.editing = editing || kind === "origin" ? -1 : index
                    onMoved: by => {
                        panel.preview.move(index - 1, index - 1 + by);
                        panel.editing = -1;
                    }
                    onRemoved: {
                        panel.editing = -1;
                        panel.preview.remove(index - 1);
                    }
                }
            }

            Repeater {
                id: ways

                model: panel.preview.choices

                WayRow {
                    required property int index

                    width: lists.width
                    onClicked: panel.preview.select(index)
                }
            }

            ChargingStops {
                width: lists.width
                needed: panel.preview.charging.needed
                ready: panel.preview.charging.ready
                summary: panel.preview.charging.summary
                rows: panel.preview.charging.rows
                onAddWanted: panel.preview.charging.add()
                onOtherWanted: index => panel.preview.charging.replace(index)
            }

            ProblemNote {
                width: lists.width
                flush: true
                busy: panel.preview.busy
                problem: panel.preview.problem
                avoiding: panel.preview.avoidTolls || panel.preview.avoidMotorways || panel.preview.avoidFerries || panel.preview.avoidUnpaved
            }

            Label {
                x: Metrics.padding
                width: lists.width - 2 * Metrics.padding
                height: 96
                visible: ways.count === 1 && stops.count === 2 && !panel.preview.busy
                size: Label.S
                color: Theme.text2
                text: qsTr("No other way is worth its detour")
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
            }
        }
    }

    Item {
        id: actions

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 106

        Divider {
            width: parent.width
        }

        TouchButton {
            anchors.left: parent.left
            anchors.leftMargin: 24
            anchors.right: add.left
            anchors.rightMargin: Metrics.targetGap
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 16
            kind: TouchButton.Primary
            enabled: panel.preview.ready
            text: qsTr("Start")
            iconName: "navigation-variant"
            onClicked: panel.preview.start()
        }

        IconButton {
            id: add

            anchors.right: avoid.left
            anchors.rightMargin: Metrics.targetGap
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 16
            name: qsTr("Add a stop")
            iconName: "map-marker-plus-outline"
            raised: true
            onClicked: panel.stopWanted()
        }

        IconButton {
            id: avoid

            anchors.right: parent.right
            anchors.rightMargin: 24
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 16
            name: qsTr("Route options")
            iconName: "tune-variant"
            raised: true
            onClicked: panel.avoiding = true
        }
    }

    AvoidSheet {
        anchors.fill: parent
        shown: panel.avoiding
        fromX: Metrics.mirrored ? -Metrics.cardShift : Metrics.cardShift
        z: 3
        tolls: panel.preview.avoidTolls
        motorways: panel.preview.avoidMotorways
        ferries: panel.preview.avoidFerries
        unpaved: panel.preview.avoidUnpaved
        onClosed: panel.avoiding = false
        onToggled: (what, avoided) => panel.preview.avoid(what, avoided)
    }
}
