// How much of the way to the next turn is done; grows from the reading side.
import QtQuick
import Headunit

Rectangle {
    id: bar

    property real progress: 0

    implicitHeight: 8
    radius: height / 2
    color: Theme.press

    Rectangle {
        anchors.left: parent.left
        height: parent.height
        width: Math.max(height, parent.width * Math.min(1, Math.max(0, bar.progress)))
        radius: height / 2
        color: Theme.accent
    }
}
