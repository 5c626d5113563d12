// Compass, search, voice, overview; and the way back to the car once the map was moved.
import QtQuick
import QtQuick.Shapes
import Headunit

Column {
    id: buttons

    property real bearing: 0
    property real tilt: 0
    property string mode: "perspective"
    property bool muted: false
    property bool guiding: true
    property bool jamOpen: false

    signal compassClicked
    signal searchClicked
    signal voiceClicked
    signal overviewClicked
    signal recenterClicked
    signal jamClicked

    spacing: Metrics.targetGap

    MapButton {
        name: qsTr("Map direction")
        onClicked: buttons.compassClicked()

        Shape {
            anchors.centerIn: parent
            width: 40
            height: 40
            preferredRendererType: Shape.CurveRenderer
            // Seen under the map's tilt, as if it lay on the ground.
            transform: [
                Rotation {
                    origin.x: 20
                    origin.y: 20
                    angle: -buttons.bearing
                },
                Scale {
                    origin.x: 20
                    origin.y: 20
                    yScale: buttons.tilt > 1 ? 0.56 : 1
                }
            ]

            ShapePath {
                strokeWidth: -1
                fillColor: Theme.bad

                PathSvg {
                    path: "M 20 -6 L 31 20 L 9 20 Z"
                }
            }

            ShapePath {
                strokeWidth: -1
                fillColor: Theme.control

                PathSvg {
                    path: "M 20 46 L 9 20 L 31 20 Z"
                }
            }
        }
    }

    MapButton {
        name: qsTr("Search")
        iconName: "magnify"
        onClicked: buttons.searchClicked()
    }

    MapButton {
        visible: buttons.guiding
        name: buttons.muted ? qsTr("Voice off") : qsTr("Voice on")
        iconName: buttons.muted ? "volume-off" : "volume-high"
        onClicked: buttons.voiceClicked()
    }

    MapButton {
        visible: buttons.guiding && !recenter.visible
        name: qsTr("Whole route")
        iconName: "map-search-outline"
        onClicked: buttons.overviewClicked()
    }

    MapButton {
        id: recenter

        visible: buttons.mode === "free" || buttons.mode === "overview"
        name: qsTr("Back to the car")
        iconName: "crosshairs-gps"
        ink: Theme.accent
        onClicked: buttons.recenterClicked()
    }

    MapButton {
        visible: buttons.guiding
        name: qsTr("Jam here")
        iconName: "car-multiple"
        ink: buttons.jamOpen ? Theme.accent : Theme.text
        onClicked: buttons.jamClicked()
    }
}
