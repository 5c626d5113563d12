// The view behind the car while it is in reverse, over everything but the driver's climate. It is a help, not the mirror.
import QtQuick
import QtQuick.Shapes
import Headunit

Rectangle {
    id: view

    // Set by who has a camera; without one the view says so at once.
    property alias picture: slot.data

    color: Theme.black
    Accessible.role: Accessible.Alert
    Accessible.name: qsTr("Camera behind the car")

    MouseArea {
        anchors.fill: parent
    }

    Item {
        id: slot

        anchors.fill: parent
    }

    Column {
        anchors.centerIn: parent
        visible: slot.children.length === 0
        spacing: Metrics.gap

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "video-off-outline"
            size: 128
            color: Theme.cameraInk2
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            width: view.width - 2 * Metrics.padding
            size: Label.L
            color: Theme.cameraInk
            text: qsTr("Look behind you")
            horizontalAlignment: Text.AlignHCenter
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            width: view.width - 2 * Metrics.padding
            color: Theme.cameraInk2
            weight: Font.Normal
            text: qsTr("No picture from the camera")
            horizontalAlignment: Text.AlignHCenter
        }
    }

    Shape {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: 800
        height: 420
        visible: slot.children.length > 0
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.guide
            strokeWidth: 5
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathSvg {
                path: "M 60 420 L 240 60 M 740 420 L 560 60 M 150 240 L 650 240 M 205 130 L 595 130"
            }
        }

        ShapePath {
            strokeColor: Theme.guideNear
            strokeWidth: 5
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathSvg {
                path: "M 90 360 L 710 360"
            }
        }
    }
}
