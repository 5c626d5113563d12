// The drawn arrow of a maneuver, with stubs for the roads not taken and the number of a roundabout's exit.
import QtQuick
import QtQuick.Shapes
import Headunit
import Headunit.ViewModels

Item {
    id: icon

    property string kind: "turn"
    property string modifier: "straight"
    property real turnDeg: 0
    property var stubsDeg: []
    property int roundaboutExit: 0
    property bool leftHand: false
    property bool tunnel: false
    property color color: Theme.accent
    property real size: 100
    readonly property var drawing: Arrows.maneuver(kind, modifier, turnDeg, stubsDeg, leftHand, tunnel)

    width: size
    height: size
    Accessible.ignored: true

    Shape {
        width: 100
        height: 100
        scale: icon.size / 100
        transformOrigin: Item.TopLeft
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Qt.alpha(icon.color, 0.35)
            strokeWidth: 12
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: icon.drawing.stubs
            }
        }

        ShapePath {
            strokeColor: icon.color
            strokeWidth: icon.drawing.way === "" ? -1 : 12
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: icon.drawing.way
            }
        }

        ShapePath {
            strokeWidth: -1
            fillColor: icon.drawing.fill === "" ? "transparent" : icon.color
            fillRule: ShapePath.OddEvenFill

            PathSvg {
                path: icon.drawing.fill
            }
        }
    }

    Label {
        x: icon.drawing.hubX * icon.size / 100 - width / 2
        y: icon.drawing.hubY * icon.size / 100 - height / 2
        visible: icon.roundaboutExit > 0 && icon.size >= 80
        size: Label.S
        weight: Font.Bold
        text: icon.roundaboutExit
        Accessible.ignored: true
    }
}
