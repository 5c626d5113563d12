// A card that is one touch target as a whole; what it carries may have targets of its own.
import QtQuick
import Headunit

Reveal {
    id: card

    property alias name: area.name
    // Whether a touch on the card itself does anything.
    property alias touchable: area.enabled

    signal clicked

    TouchArea {
        id: area

        anchors.fill: parent
        focusRadius: Metrics.radiusCard
        onClicked: card.clicked()

        Rectangle {
            anchors.fill: parent
            z: -1
            color: area.pressed ? Theme.press : Theme.surface
            radius: Metrics.radiusCard
            border.width: Metrics.hairline
            border.color: Theme.line
        }
    }
}
