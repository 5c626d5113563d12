// The picture of what plays, with round corners that every renderer can draw; a note where there is none.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: cover

    property url source
    property color ground: Theme.surface

    implicitWidth: 400
    implicitHeight: 400
    clip: true

    Rectangle {
        anchors.fill: parent
        radius: Metrics.radiusCard
        color: Theme.raised
    }

    Icon {
        anchors.centerIn: parent
        visible: picture.status !== Image.Ready
        name: "music"
        size: Math.round(cover.width * 0.35)
        color: Theme.disabled
    }

    Image {
        id: picture

        anchors.fill: parent
        source: cover.source
        sourceSize.width: Math.ceil(cover.width * Metrics.scale)
        sourceSize.height: Math.ceil(cover.height * Metrics.scale)
        fillMode: Image.PreserveAspectCrop
        asynchronous: true
    }

    Rectangle {
        // A frame of the ground's colour with a round hole: masks are not drawn by the software renderer.
        anchors.fill: parent
        anchors.margins: -Metrics.radiusCard
        visible: picture.status === Image.Ready
        radius: 2 * Metrics.radiusCard
        color: "transparent"
        border.width: Metrics.radiusCard
        border.color: cover.ground
    }
}
