// While the car charges: how long it takes, what is within a walk and open, and the drive that led here in figures.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: panel

    required property ChargingStop stop

    readonly property bool figures: stop.kind === "drive"

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.rightMargin: Metrics.target + Metrics.gap
        y: 12

        Label {
            width: parent.width
            height: 53
            size: Label.L
            text: panel.stop.title
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            width: parent.width
            height: 32
            size: Label.S
            color: Theme.text2
            text: panel.stop.text
            horizontalAlignment: Text.AlignLeft
        }
    }

    Row {
        id: kinds

        y: 116
        width: parent.width

        Repeater {
            id: entries

            model: panel.stop.kinds

            TouchArea {
                id: entry

                required property int index
                required property string kind
                required property string icon
                required property string label
                readonly property bool selected: panel.stop.kind === entry.kind

                width: kinds.width / Math.max(1, entries.count)
                height: 92
                name: entry.label
                role: Accessible.PageTab
                checkable: true
                checked: selected
                focusRadius: 0
                onClicked: panel.stop.choose(entry.kind)

                Rectangle {
                    anchors.fill: parent
                    z: -1
                    color: entry.pressed ? Theme.press : entry.selected ? Theme.accentTint : "transparent"
                }

                Rectangle {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: 4
                    visible: entry.selected
                    color: Theme.accent
                }

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: 12
                    name: entry.icon
                    color: entry.selected ? Theme.accent : Theme.text2
                }

                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: 50
                    width: Math.min(implicitWidth, parent.width - 8)
                    size: Label.S
                    weight: entry.selected ? Font.DemiBold : Font.Normal
                    color: entry.selected ? Theme.text : Theme.text2
                    text: entry.label
                    Accessible.ignored: true
                }

                Divider {
                    anchors.right: parent.right
                    visible: entry.index < entries.count - 1
                    vertical: true
                    height: parent.height
                }
            }
        }
    }

    Divider {
        y: kinds.y + kinds.height
        width: parent.width
    }

    ListView {
        id: list

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: kinds.bottom
        anchors.topMargin: Metrics.hairline
        anchors.bottom: parent.bottom
        visible: !panel.figures
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: panel.stop.places
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Places within a walk")

        delegate: ListRow {
            id: row

            required property int index
            required property string place
            required property string details
            required property string icon
            required property real turnDeg
            required property bool closed

            width: list.width
            padding: 8
            iconName: row.icon
            iconColor: row.closed ? Theme.disabled : Theme.text2
            title: row.place
            subtitle: row.details
            onClicked: panel.stop.look(row.index)
            trailing: Icon {
                // Which way, as seen from the driver's seat; the street does not mirror.
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                name: "navigation"
                rotation: row.turnDeg
                color: row.closed ? Theme.disabled : Theme.accent
            }
        }
    }

    Label {
        anchors.centerIn: list
        width: list.width - 96
        visible: panel.stop.empty !== ""
        size: Label.S
        color: Theme.text2
        text: panel.stop.empty
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }

    Grid {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: kinds.bottom
        anchors.topMargin: 24
        visible: panel.figures
        columns: panel.width > 700 ? 3 : 2
        rowSpacing: 24

        Repeater {
            model: panel.stop.figures

            Column {
                id: figure

                required property string number
                required property string unit
                required property string label

                width: panel.width / (panel.width > 700 ? 3 : 2)
                Accessible.role: Accessible.StaticText
                Accessible.name: figure.label + ": " + figure.number + " " + figure.unit

                Reading {
                    number: figure.number
                    unit: figure.unit
                    Accessible.ignored: true
                }

                Label {
                    width: parent.width - 16
                    size: Label.S
                    color: Theme.text2
                    text: figure.label
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
            }
        }
    }

    Reveal {
        id: sheet

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: kinds.bottom
        anchors.topMargin: Metrics.hairline
        anchors.bottom: parent.bottom
        shown: panel.stop.chosen !== ""
        fromX: Metrics.mirrored ? -Metrics.cardShift : Metrics.cardShift

        Rectangle {
            anchors.fill: parent
            color: Theme.surface

            MouseArea {
                anchors.fill: parent
            }
        }

        Column {
            anchors.fill: parent

            ListRow {
                width: sheet.width
                padding: 8
                name: qsTr("Close")
                iconName: "close"
                title: panel.stop.chosen
                subtitle: panel.stop.chosenContext
                selected: true
                onClicked: panel.stop.look(-1)
            }

            ListRow {
                width: sheet.width
                padding: 8
                visible: panel.stop.chosenHours !== ""
                interactive: false
                iconName: "clock-outline"
                title: qsTr("Open")
                subtitle: panel.stop.chosenHours
            }

            ListRow {
                width: sheet.width
                padding: 8
                visible: panel.stop.chosenNumber !== ""
                iconName: "phone"
                title: qsTr("Call")
                subtitle: panel.stop.chosenNumber
                onClicked: panel.stop.call()
            }

            ListRow {
                width: sheet.width
                padding: 8
                iconName: "navigation-variant"
                title: qsTr("Drive there")
                onClicked: panel.stop.drive()
            }
        }
    }
}
