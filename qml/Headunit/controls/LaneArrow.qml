// The arrows of one lane, laid over each other; the one to follow full, the others faint.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Headunit
import Headunit.ViewModels

Item {
    id: lane

    property var indications: ["straight"]
    property string active: ""
    property bool valid: false
    property color color: Theme.control
    property real size: 48

    width: size
    height: size

    Repeater {
        model: lane.indications

        Shape {
            id: arrow

            required property string modelData
            readonly property bool followed: !lane.valid || lane.active === "" || lane.active === modelData

            width: 100
            height: 100
            scale: lane.size / 100
            transformOrigin: Item.TopLeft
            preferredRendererType: Shape.CurveRenderer
            z: followed ? 1 : 0

            ShapePath {
                strokeColor: arrow.followed ? lane.color : Qt.alpha(lane.color, 0.35)
                strokeWidth: 12
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: Arrows.lane(arrow.modelData).way
                }
            }
        }
    }
}
