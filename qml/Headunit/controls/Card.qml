// A surface over the map or the stage: colour and a one-pixel outline, no shadow.
import QtQuick
import Headunit

Reveal {
    id: card

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        radius: Metrics.radiusCard
        border.width: Metrics.hairline
        border.color: Theme.line
    }

    // The map below must not be panned through a card.
    MouseArea {
        anchors.fill: parent
        onWheel: wheel => wheel.accepted = true
    }
}
