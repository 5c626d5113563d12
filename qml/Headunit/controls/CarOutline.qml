// The car from above, front up, with the wheels and doors in question filled. Left is left: never mirrored.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Headunit

Item {
    id: car

    property bool frontLeftWheel: false
    property bool frontRightWheel: false
    property bool rearLeftWheel: false
    property bool rearRightWheel: false
    property bool frontLeftDoor: false
    property bool frontRightDoor: false
    property bool rearLeftDoor: false
    property bool rearRightDoor: false
    property bool trunk: false
    property bool hood: false

    readonly property real ratio: height / 334

    implicitWidth: 148
    implicitHeight: 334
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    Accessible.ignored: true

    component Wheel: Rectangle {
        property bool wrong: false

        width: 20
        height: 54
        radius: 7
        color: wrong ? Theme.warn : Theme.control
    }

    component OpenDoor: Rectangle {
        width: 8
        height: 62
        radius: 4
        color: Theme.warn
        antialiasing: true
    }

    Item {
        width: 148
        height: 334
        scale: car.ratio
        transformOrigin: Item.TopLeft

        Wheel { x: 8; y: 55; wrong: car.frontLeftWheel }
        Wheel { x: 120; y: 55; wrong: car.frontRightWheel }
        Wheel { x: 8; y: 233; wrong: car.rearLeftWheel }
        Wheel { x: 120; y: 233; wrong: car.rearRightWheel }

        Shape {
            width: 148
            height: 334
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                id: body

                strokeColor: Theme.control
                strokeWidth: 3
                fillColor: Theme.raised
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: "M74 2 C52 2 35 7 28 30 C21 55 19 80 19 112 L19 282 C19 312 26 332 54 332 L94 332"
                        + " C122 332 129 312 129 282 L129 112 C129 80 127 55 120 30 C113 7 96 2 74 2 Z"
                }
            }

            ShapePath {
                strokeColor: Theme.control
                strokeWidth: 2.5
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap

                PathSvg {
                    path: "M28 34 C32 20 41 12 54 9 M120 34 C116 20 107 12 94 9"
                        + " M58 16 C49 38 45 62 43 88 M90 16 C99 38 103 62 105 88"
                }
            }

            ShapePath {
                strokeColor: Theme.control
                strokeWidth: 3
                fillColor: Theme.surface
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: "M27 127 C50 104 98 104 121 127 L112 161 C90 154 58 154 36 161 Z"
                        + " M37 272 C58 266 90 266 111 272 L117 297 C92 304 56 304 31 297 Z"
                }
            }

            ShapePath {
                strokeColor: Theme.control
                strokeWidth: 2.5
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap

                PathSvg {
                    path: "M36 161 C33 200 33 236 37 272 M112 161 C115 200 115 236 111 272"
                        + " M25 134 C22 180 23 240 30 288 M123 134 C126 180 125 240 118 288"
                }
            }

            ShapePath {
                strokeColor: Theme.control
                strokeWidth: 3
                fillColor: Theme.raised
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: "M18 141 L5 137 C0 129 2 125 12 126 L19 130 M130 141 L143 137 C148 129 146 125 136 126 L129 130"
                }
            }
        }

        OpenDoor { x: 2; y: 138; visible: car.frontLeftDoor; rotation: 28; transformOrigin: Item.Top }
        OpenDoor { x: 138; y: 138; visible: car.frontRightDoor; rotation: -28; transformOrigin: Item.Top }
        OpenDoor { x: 2; y: 214; visible: car.rearLeftDoor; rotation: 28; transformOrigin: Item.Top }
        OpenDoor { x: 138; y: 214; visible: car.rearRightDoor; rotation: -28; transformOrigin: Item.Top }

        Rectangle {
            x: 40
            y: 310
            visible: car.trunk
            width: 68
            height: 10
            radius: 5
            color: Theme.warn
        }

        Rectangle {
            x: 44
            y: 96
            visible: car.hood
            width: 60
            height: 10
            radius: 5
            color: Theme.warn
        }
    }
}
