// The place where screens stand: a surface whose corners are round on the rail's side and bleed on the other.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Headunit

Item {
    id: stage

    property bool bothSides: false
    default property alias content: inside.data
    // A map cannot be clipped round without a layer, so the chrome's colour is laid over the corners.
    readonly property var corners: bothSides ? [0, 1, 2, 3] : Metrics.portrait ? []
        : Metrics.mirrored ? [1, 2] : [0, 3]

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Item {
        id: inside

        anchors.fill: parent
        clip: true
    }

    Repeater {
        model: stage.corners

        Shape {
            required property int modelData

            x: modelData === 1 || modelData === 2 ? stage.width - width : 0
            y: modelData >= 2 ? stage.height - height : 0
            width: Metrics.radiusCard
            height: Metrics.radiusCard
            rotation: modelData * 90
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                strokeWidth: -1
                fillColor: Theme.bg

                PathSvg {
                    path: "M -1 -1 L 24 -1 L 24 0 A 24 24 0 0 0 0 24 L -1 24 Z"
                }
            }
        }
    }
}
