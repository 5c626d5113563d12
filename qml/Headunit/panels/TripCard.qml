// Speed against the limit, and the rest of the trip. In portrait both stand in one row with the way out at its end.
import QtQuick
import Headunit

TouchCard {
    id: card

    property var speed: ({})
    property var trip: ({})
    property bool guiding: true
    // Only the speed, when the column is needed for something else.
    property bool brief: false
    readonly property bool whole: guiding && !brief

    signal stopped

    name: qsTr("Trip")
    touchable: guiding
    implicitWidth: Metrics.portrait ? (guiding ? 832 : speedRow.implicitWidth) : guiding ? Metrics.columnWidth : speedRow.implicitWidth
    implicitHeight: Metrics.portrait ? 112 : whole ? 203 : 101

    SpeedRow {
        id: speedRow

        anchors.left: parent.left
        width: compact ? implicitWidth : parent.width
        height: Metrics.portrait ? parent.height : 101
        compact: Metrics.portrait || !card.guiding
        speed: card.speed
    }

    Divider {
        y: 101
        width: parent.width
        visible: card.whole && !Metrics.portrait
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
        visible: card.whole || card.guiding && Metrics.portrait
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
