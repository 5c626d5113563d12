// When, how long, how far, and with how much battery.
import QtQuick
import Headunit

Item {
    id: row

    property var trip: ({})

    implicitHeight: 100
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Arrival %1, %2, %3").arg(trip.arrival ?? "–").arg(trip.duration ?? "").arg(trip.distance ?? "")

    Label {
        id: clock

        anchors.left: parent.left
        anchors.leftMargin: 26
        anchors.verticalCenter: parent.verticalCenter
        size: Label.L
        text: row.trip.arrival || "–"
        Accessible.ignored: true
    }

    Column {
        anchors.right: Metrics.portrait ? undefined : parent.right
        anchors.rightMargin: 20
        anchors.left: Metrics.portrait ? clock.right : undefined
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter

        Row {
            anchors.right: Metrics.portrait ? undefined : parent.right
            height: 40
            spacing: 18

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: row.trip.duration ?? ""
                Accessible.ignored: true
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text2
                text: row.trip.distance ?? ""
                Accessible.ignored: true
            }
        }

        Row {
            anchors.right: Metrics.portrait ? undefined : parent.right
            height: 30
            spacing: 10
            visible: (row.trip.battery ?? "") !== ""

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: row.trip.batteryLow ? "battery-alert-variant-outline" : "battery-70"
                rotation: row.trip.batteryLow ? 0 : 90
                size: 24
                color: row.trip.batteryLow ? Theme.warn : Theme.text2
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                size: Label.S
                color: row.trip.batteryLow ? Theme.warn : Theme.text2
                text: qsTr("%1 on arrival").arg(row.trip.battery ?? "")
                Accessible.ignored: true
            }
        }
    }
}
