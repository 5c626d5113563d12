// Comes and goes as a card does: it fades and moves a little, or is there at once where nothing may move.
import QtQuick
import Headunit

Item {
    id: reveal

    property bool shown: true
    // From where it comes, in dp; 0 and 0 for what only fades.
    property real fromX: 0
    property real fromY: 0
    property int duration: Metrics.motionCard
    // How much of it is here, 0..1.
    property real presence: shown ? 1 : 0

    visible: presence > 0
    // What comes can be touched at once, what goes not any more.
    enabled: shown
    opacity: presence
    transform: Translate {
        x: (1 - reveal.presence) * reveal.fromX
        y: (1 - reveal.presence) * reveal.fromY
    }

    Behavior on presence {
        enabled: reveal.duration > 0

        NumberAnimation {
            duration: reveal.duration
            easing.type: Easing.OutCubic
        }
    }
}
