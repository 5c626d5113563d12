// When something is likely to be due, on a track of twelve months, with a mark at the median.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: bar

    property real first: 0
    property real last: 1
    property real likely: 0.5
    property bool soon: false

    implicitHeight: 20

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: 10
        radius: 5
        color: Theme.press
    }

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: Math.min(parent.width - width, parent.width * bar.first)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(10, parent.width * (bar.last - bar.first))
        height: 10
        radius: 5
        color: bar.soon ? Theme.warn : Theme.control
        visible: bar.first < 1
    }

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: Math.max(0, parent.width * bar.likely - width / 2)
        anchors.verticalCenter: parent.verticalCenter
        visible: bar.likely < 1
        width: 4
        height: 20
        radius: 2
        color: Theme.text
    }
}
