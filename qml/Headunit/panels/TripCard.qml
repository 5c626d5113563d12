// Speed against the limit, and the rest of the trip. In portrait both stand in one row with the way out at its end.
import QtQuick
import Headunit

TouchArea {
    id: card

    property var speed: ({})
    property var trip: ({})
    property bool guiding: true

    signal stopped

    name: qsTr("Trip")
    enabled: guiding
    focusRadius: Metrics.radiusCard
    implicitWidth: Metrics.portrait ? (guiding ? 832 : 264) : guiding ? Metrics.columnWidth : 264
    implicitHeight: Metrics.portrait ? 112 : guiding ? 202 : 101

    Rectangle {
        anchors.fill: parent
        z: -1
        color: card.pressed ? Theme.press : Theme.surface
        radius: Metrics.radiusCard
        border.width: Metrics.hairline
        border.color: Theme.line
    }

    SpeedRow {
        id: speedRow

        anchors.left: parent.left
        width: compact ? 264 : parent.width
        height: Metrics.portrait ? parent.height : 101
        compact: Metrics.portrait || !card.guiding
        speed: card.speed
    }

    Divider {
        y: 100
        width: parent.width
        visible: card.guiding && !Metrics.portrait
    }

    Divider {
        anchors.left: speedRow.right
        anchors.verticalCenter: parent.verticalCenter
        visible: card.guiding && Metrics.portrait
        vertical: true
        height: 64
    }

    ArrivalRow {
        anchors.left: Metrics.portrait ? speedRow.right : parent.left
        anchors.right: Metrics.portrait ? end.left : parent.right
        anchors.bottom: parent.bottom
        height: Metrics.portrait ? parent.height : 101
        visible: card.guiding
        trip: card.trip
    }

    IconButton {
        id: end

        anchors.right: parent.right
        anchors.rightMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        visible: card.guiding && Metrics.portrait
        name: qsTr("End guidance")
        iconName: "close"
        raised: true
        onClicked: card.stopped()
    }
}
