// What each way costs, said beside it on the map; touching a bubble takes that way.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: bubbles

    required property PreviewModel preview
    required property MapHost map

    // The selected way's bubble stands; of the others, those that leave 23 dp to every one before them.
    function fits(bubble: WayBubble): bool {
        for (let other = 0; other < repeater.count; other++) {
            const rival = repeater.itemAt(other) as WayBubble;
            if (rival === null || rival === bubble || bubble.selected || !(rival.selected || rival.index < bubble.index))
                continue;
            const across = Math.abs(rival.x + rival.width / 2 - bubble.x - bubble.width / 2)
                - (rival.width + bubble.width) / 2;
            const down = Math.abs(rival.y - bubble.y) - bubble.height;
            if (rival.inside && Math.max(across, down) < Metrics.targetGap)
                return false;
        }
        return true;
    }

    Repeater {
        id: repeater

        model: bubbles.preview.choices

        WayBubble {
            id: bubble

            readonly property point at: bubbles.map.pointAt(latDeg, lonDeg, bubbles.map.revision)
            readonly property real least: Math.max(8, bubbles.map.leftInset + Metrics.targetGap)
            readonly property real most: bubbles.width - bubbles.map.rightInset - width - Metrics.targetGap

            inside: bubbles.map.canPlace && at.x > bubbles.map.leftInset && at.x < bubbles.width - bubbles.map.rightInset
                && y > Metrics.target + Metrics.overlayMargin + Metrics.targetGap
                && y + height < bubbles.height - bubbles.map.bottomInset - Metrics.grid
            visible: inside && bubbles.fits(bubble)
            x: Math.round(Math.max(least, Math.min(at.x - width / 2, most)))
            y: Math.round(at.y - height / 2)
            z: selected ? 1 : 0
            onClicked: bubbles.preview.select(index)
        }
    }
}
