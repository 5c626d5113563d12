// When, how long, how far, and with how much battery.
import QtQuick
import Headunit

Item {
    id: row

    property var trip: ({})
    readonly property string battery: trip.battery ?? ""
    // Long words put the distance into the second line.
    readonly property bool tight: duration.implicitWidth + distance.implicitWidth + 18 > rest.width
    // In landscape the words stand at the end of the row, in portrait beside the clock.
    readonly property bool atEnd: Metrics.portrait === Metrics.mirrored

    implicitHeight: 100
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Arrival %1, %2, %3").arg(trip.arrival ?? "–").arg(trip.duration ?? "").arg(trip.distance ?? "")
    Accessible.description: span.text

    Label {
        id: clock

        anchors.left: parent.left
        anchors.leftMargin: 26
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: span.visible ? -14 : 0
        size: Label.L
        text: row.trip.arrival || "–"
        Accessible.ignored: true
    }

    Label {
        id: span

        anchors.left: clock.left
        anchors.top: clock.bottom
        visible: text !== ""
        size: Label.S
        color: Theme.text2
        text: row.trip.span ?? ""
        Accessible.ignored: true
    }

    Item {
        id: rest

        anchors.left: span.width > clock.width ? span.right : clock.right
        anchors.leftMargin: Metrics.portrait ? 24 : 14
        anchors.right: parent.right
        anchors.rightMargin: 20
        height: parent.height

        Row {
            x: row.atEnd ? rest.width - width : 0
            y: rest.height / 2 - (second.visible ? 35 : 20)
            height: 40
            spacing: 18

            Label {
                id: duration

                anchors.verticalCenter: parent.verticalCenter
                text: row.trip.duration ?? ""
                Accessible.ignored: true
            }

            Label {
                id: distance

                anchors.verticalCenter: parent.verticalCenter
                visible: !row.tight
                color: Theme.text2
                text: row.trip.distance ?? ""
                Accessible.ignored: true
            }
        }

        Row {
            id: second

            x: row.atEnd ? rest.width - width : 0
            y: rest.height / 2 + 5
            height: 30
            spacing: 10
            visible: row.tight || row.battery !== ""

            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.tight
                size: Label.S
                color: Theme.text2
                text: row.trip.distance ?? ""
                Accessible.ignored: true
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.battery !== ""
                name: row.trip.batteryLow ? "battery-alert-variant-outline" : "battery-70"
                rotation: row.trip.batteryLow ? 0 : 90
                size: 24
                color: row.trip.batteryLow ? Theme.warn : Theme.text2
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.battery !== ""
                width: Math.min(implicitWidth, rest.width - 34)
                size: Label.S
                color: row.trip.batteryLow ? Theme.warn : Theme.text2
                text: row.tight ? row.battery : qsTr("%1 on arrival").arg(row.battery)
                Accessible.ignored: true
            }
        }
    }
}
