// The name of the road under the car.
import QtQuick
import Headunit

Rectangle {
    property string road: ""

    visible: road !== ""
    width: Math.min(label.implicitWidth + 50, 420)
    height: 48
    radius: 24
    color: Theme.surface
    border.width: Metrics.hairline
    border.color: Theme.line

    Label {
        id: label

        anchors.centerIn: parent
        width: Math.min(implicitWidth, 380)
        size: Label.S
        weight: Font.Medium
        text: parent.road
    }
}
