// Gauges, range, gear, telltales, tyres and the trip computer.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property DriveModel drive

    readonly property bool tall: height > width
    // Under the strip of guidance the trip computer gives way: when one arrives stands there.
    readonly property bool brief: tall ? height < 1040 : height < 570

    component RangePanel: Column {
        id: panel

        Reading {
            width: parent.width
            number: screen.drive.rangeNumber
            unit: qsTr("%1 range", "after a number: km range").arg(screen.drive.rangeUnit)
            size: Label.L
        }

        Label {
            width: parent.width
            height: Metrics.lineS
            size: Label.S
            color: Theme.text2
            text: screen.drive.rangeSpan === "" ? qsTr("unknown") : qsTr("%1 likely").arg(screen.drive.rangeSpan)
            horizontalAlignment: Text.AlignLeft
        }

        Item {
            width: parent.width
            height: 18
        }

        RangeBar {
            width: parent.width
            fraction: screen.drive.levelFraction
            known: screen.drive.levelKnown
            reserve: screen.drive.reserveFraction
            low: screen.drive.levelLow
        }

        Item {
            width: parent.width
            height: 49

            Label {
                anchors.left: parent.left
                anchors.bottom: parent.bottom
                text: screen.drive.level
                weight: Font.Medium
                color: screen.drive.levelLow ? Theme.warn : Theme.text
            }

            Label {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                height: 38
                size: Label.S
                color: Theme.text2
                text: screen.drive.fuel ? qsTr("fuel") : qsTr("battery")
            }
        }
    }

    component GearPanel: Column {
        spacing: 20

        Row {
            // P R N D stand on the lever in this order; they are not mirrored.
            LayoutMirroring.enabled: false
            spacing: 24
            Accessible.role: Accessible.StaticText
            Accessible.name: screen.drive.gear === "" ? qsTr("Gear unknown") : qsTr("Gear %1").arg(screen.drive.gear)

            Repeater {
                model: ["P", "R", "N", "D"]

                Item {
                    id: letter

                    required property string modelData
                    readonly property bool engaged: screen.drive.gear === modelData

                    width: 40
                    height: 50

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: letter.modelData
                        weight: letter.engaged ? Font.Bold : Font.Normal
                        color: letter.engaged ? Theme.text : Theme.text2
                        Accessible.ignored: true
                    }

                    Rectangle {
                        anchors.horizontalCenter: parent.horizontalCenter
                        anchors.bottom: parent.bottom
                        visible: letter.engaged
                        width: 24
                        height: 4
                        radius: 2
                        color: Theme.accent
                    }
                }
            }
        }

        Grid {
            columns: 4
            columnSpacing: 28
            rowSpacing: 12

            Repeater {
                model: screen.drive.telltales
                delegate: Telltale {}
            }
        }
    }

    component PowerGauge: GaugeArc {
        id: gauge

        value: screen.drive.powerKw
        known: screen.drive.powerKnown
        maximum: screen.drive.powerMaximumKw
        minimum: -screen.drive.regenerationMaximumKw
        minimumText: screen.drive.powerMinimumText
        middleText: screen.drive.powerMiddleText
        maximumText: screen.drive.powerMaximumText

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            y: gauge.height / 2 - 19 - height / 2
            size: Label.XL
            text: screen.drive.speed
            Accessible.name: qsTr("Speed %1").arg(text + " " + screen.drive.speedUnit)
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            y: gauge.height / 2 + 43 - height / 2
            size: Label.S
            color: Theme.text2
            text: screen.drive.speedUnit
            Accessible.ignored: true
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            y: gauge.height / 2 + 122 - height / 2
            text: screen.drive.power
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            y: gauge.height / 2 + 157 - height / 2
            size: Label.S
            color: Theme.text2
            text: screen.drive.taking ? qsTr("regeneration") : qsTr("power")
        }
    }

    component TyrePanel: Item {
        id: tyrePanel

        implicitWidth: 314
        implicitHeight: 334

        CarOutline {
            anchors.centerIn: parent
            frontLeftWheel: screen.drive.frontLeftLow
            frontRightWheel: screen.drive.frontRightLow
            rearLeftWheel: screen.drive.rearLeftLow
            rearRightWheel: screen.drive.rearRightLow
        }

        Repeater {
            model: screen.drive.tyres

            Column {
                id: tyre

                required property int index
                required property string label
                required property string number
                required property string unit
                required property bool low

                // Left is left: x is not mirrored.
                x: index % 2 === 0 ? 0 : tyrePanel.width - width
                y: (index < 2 ? 69 : 273) - height / 2
                width: 56
                Accessible.role: Accessible.StaticText
                Accessible.name: tyre.label + ": " + tyre.number + " " + tyre.unit

                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    height: 36
                    text: tyre.number
                    color: tyre.low ? Theme.warn : Theme.text
                    Accessible.ignored: true
                }

                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    height: 30
                    size: Label.S
                    text: tyre.unit
                    color: tyre.low ? Theme.warn : Theme.text2
                    Accessible.ignored: true
                }
            }
        }
    }

    component Counter: Item {
        id: counter

        property string number: ""
        property string unit: ""
        property string title: ""

        implicitWidth: Math.max(amount.implicitWidth, caption.implicitWidth)
        implicitHeight: 68

        Reading {
            id: amount

            anchors.left: parent.left
            height: 38
            number: counter.number
            unit: counter.unit
            spacing: 6
        }

        Label {
            id: caption

            anchors.left: parent.left
            y: 38
            height: 30
            size: Label.S
            color: Theme.text2
            text: counter.title
        }
    }

    component TripName: Item {
        implicitWidth: Math.max(tripName.implicitWidth, since.implicitWidth)
        implicitHeight: 68

        Label {
            id: tripName

            anchors.left: parent.left
            height: 38
            text: qsTr("Trip A")
        }

        Label {
            id: since

            anchors.left: parent.left
            y: 38
            height: 30
            size: Label.S
            color: Theme.text2
            text: screen.drive.tripSince
        }
    }

    component Distance: Counter {
        number: screen.drive.tripDistance
        unit: screen.drive.tripDistanceUnit
        title: qsTr("distance")
    }

    component Time: Counter {
        number: screen.drive.tripDuration
        unit: screen.drive.tripDurationUnit
        title: qsTr("time")
    }

    component Consumption: Counter {
        number: screen.drive.tripConsumption
        unit: screen.drive.tripConsumptionUnit
        title: qsTr("consumption")
    }

    component MeanSpeed: Counter {
        number: screen.drive.tripSpeed
        unit: screen.drive.tripSpeedUnit
        title: qsTr("speed", "mean over the trip")
    }

    component ResetButton: TouchButton {
        text: qsTr("Reset", "the trip computer")
        onClicked: screen.drive.resetTrip()
    }

    Loader {
        anchors.fill: parent
        sourceComponent: screen.tall ? portrait : landscape
    }

    Component {
        id: landscape

        Item {
            RangePanel {
                id: range

                anchors.left: parent.left
                anchors.leftMargin: 32
                y: 24
                width: 296
            }

            GearPanel {
                anchors.left: range.left
                y: 243
            }

            PowerGauge {
                readonly property real from: 32 + 296
                readonly property real to: parent.width - 348

                x: (Metrics.mirrored ? parent.width - (from + to) / 2 : (from + to) / 2) - width / 2
                y: (screen.brief ? parent.height / 2 + 20 : 268) - height / 2
            }

            TyrePanel {
                anchors.right: parent.right
                anchors.rightMargin: 19
                y: screen.brief ? (parent.height - height) / 2 : 54
            }

            Divider {
                anchors.left: parent.left
                anchors.right: parent.right
                y: 464
                visible: !screen.brief
            }

            Row {
                id: trip

                readonly property real natural: name.width + distance.width + time.width + consumption.width
                    + meanSpeed.width

                anchors.left: parent.left
                anchors.leftMargin: 32
                y: 464 + (112 - height) / 2
                visible: !screen.brief
                spacing: Math.max(16, Math.min(45, (parent.width - 64 - reset.width - natural) / 5))

                TripName { id: name }
                Distance { id: distance }
                Time { id: time }
                Consumption { id: consumption }
                MeanSpeed { id: meanSpeed }
            }

            ResetButton {
                id: reset

                anchors.right: parent.right
                anchors.rightMargin: 24
                y: 464 + (112 - height) / 2
                visible: !screen.brief
            }
        }
    }

    Component {
        id: portrait

        Item {
            id: page

            readonly property real spare: (height - (screen.brief ? 846 : 1046)) / 3

            PowerGauge {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 40 + page.spare / 2
            }

            RangePanel {
                id: range

                anchors.left: parent.left
                anchors.leftMargin: 40
                y: 470 + page.spare
                width: 400
            }

            GearPanel {
                anchors.left: range.left
                y: 690 + page.spare
            }

            TyrePanel {
                anchors.right: parent.right
                anchors.rightMargin: 40
                y: 470 + page.spare
            }

            Divider {
                anchors.left: parent.left
                anchors.right: parent.right
                y: parent.height - 200
                visible: !screen.brief
            }

            TripName {
                anchors.left: range.left
                y: parent.height - 184
                visible: !screen.brief
            }

            ResetButton {
                anchors.right: parent.right
                anchors.rightMargin: 40
                y: parent.height - 188
                visible: !screen.brief
            }

            Row {
                anchors.left: range.left
                y: parent.height - 92
                visible: !screen.brief
                spacing: 44

                Distance {}
                Time {}
                Consumption {}
                MeanSpeed {}
            }
        }
    }
}
