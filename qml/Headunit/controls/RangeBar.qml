// How full the battery or tank is, with the reserve as a tick. Empty track where it is unknown.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: bar

    property real fraction: 0
    property bool known: true
    property real reserve: 0.1
    // Under the reserve the fill itself warns; the words beside the bar say so too.
    property bool low: false

    implicitWidth: 296
    implicitHeight: 26

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: 16
        radius: 8
        color: Theme.press
    }

    Rectangle {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        visible: bar.known && bar.fraction > 0
        width: Math.max(16, parent.width * bar.fraction)
        height: 16
        radius: 8
        color: bar.low ? Theme.warn : Theme.text
    }

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: parent.width * bar.reserve - width / 2
        anchors.verticalCenter: parent.verticalCenter
        visible: bar.reserve > 0
        width: 3
        height: 26
        color: Theme.warn
    }
}
