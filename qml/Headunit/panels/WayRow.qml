// One way: how long, by where, how far, what battery is left, what it costs.
import QtQuick
import Headunit

TouchArea {
    id: row

    required property string duration
    required property string via
    required property string viaShort
    required property string distance
    required property string battery
    required property string energy
    required property bool tolls
    required property bool ferries
    required property bool selected

    name: duration + ", " + via + ", " + distance + (battery === "" ? "" : ", " + battery) + (tolls ? ", " + qsTr("tolls") : "") + (ferries ? ", " + qsTr("ferry") : "")
    role: Accessible.RadioButton
    checkable: true
    checked: selected
    focusRadius: 0
    implicitHeight: Metrics.rowHeight + Metrics.hairline

    Rectangle {
        anchors.fill: parent
        z: -1
        color: row.pressed ? Theme.press : row.selected ? Theme.accentTint : "transparent"
    }

    Icon {
        id: radio

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        name: row.selected ? "radiobox-marked" : "radiobox-blank"
        size: 32
        color: row.selected ? Theme.accent : Theme.text2
    }

    Column {
        anchors.left: radio.right
        anchors.leftMargin: 18
        anchors.right: trail.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter

        Row {
            anchors.left: parent.left
            height: 36
            spacing: 14

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: row.duration
                weight: Font.DemiBold
                Accessible.ignored: true
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.tolls
                name: "cash"
                size: 28
                color: Theme.text2
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: row.ferries
                name: "ferry"
                size: 28
                color: Theme.text2
            }
        }

        TailedLabel {
            width: parent.width
            height: 30
            text: row.via
            shortText: row.viaShort
            tail: row.distance
        }
    }

    Row {
        id: trail

        anchors.right: parent.right
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter

        Column {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.battery !== ""

            Row {
                anchors.right: parent.right
                height: 36
                spacing: 10

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "battery-70"
                    rotation: 90
                    size: 28
                    color: Theme.text2
                }

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.battery
                    Accessible.ignored: true
                }
            }

            Label {
                anchors.right: parent.right
                height: 30
                size: Label.S
                color: Theme.text2
                text: row.energy
                Accessible.ignored: true
            }
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
