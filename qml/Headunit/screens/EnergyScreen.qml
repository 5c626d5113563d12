// What flows where, what a kilometre costs, when to charge.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property EnergyModel energy

    readonly property bool tall: height > width

    component Node: Item {
        id: node

        property string iconName: ""
        property string value: ""
        property string details: ""
        property bool live: true

        width: 304
        height: 92
        Accessible.role: Accessible.StaticText
        Accessible.name: details + ": " + value

        Rectangle {
            id: ring

            anchors.left: parent.left
            width: 92
            height: 92
            radius: 46
            color: Theme.raised
            border.width: 3
            border.color: node.live ? Theme.accent : Theme.control
        }

        Icon {
            anchors.centerIn: ring
            name: node.iconName
            size: 44
            color: node.live ? Theme.text : Theme.disabled
        }

        Label {
            anchors.left: ring.right
            anchors.leftMargin: 16
            anchors.right: parent.right
            y: 10
            height: 40
            text: node.value
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        Label {
            anchors.left: ring.right
            anchors.leftMargin: 16
            anchors.right: parent.right
            y: 48
            height: 30
            size: Label.S
            color: Theme.text2
            text: node.details
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
    }

    component Flow: Item {
        id: flow

        // 1 down, -1 up, 0 nothing flows
        property int direction: 0

        width: 92
        height: 48
        rotation: direction < 0 ? 180 : 0

        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: flow.direction === 0
            y: 6
            spacing: 6

            Repeater {
                model: 4

                Rectangle {
                    width: 3
                    height: 5
                    color: Theme.disabled
                }
            }
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: flow.direction !== 0
            y: 4
            width: 12
            height: 22
            color: flow.direction < 0 ? Theme.ok : Theme.accent
        }

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: flow.direction !== 0
            y: 14
            name: "menu-down"
            size: 40
            color: flow.direction < 0 ? Theme.ok : Theme.accent
        }
    }

    component TallNode: Column {
        id: tallNode

        property string iconName: ""
        property string value: ""
        property string details: ""
        property bool live: true

        width: 184
        Accessible.role: Accessible.StaticText
        Accessible.name: details + ": " + value

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 92
            height: 92
            radius: 46
            color: Theme.raised
            border.width: 3
            border.color: tallNode.live ? Theme.accent : Theme.control

            Icon {
                anchors.centerIn: parent
                name: tallNode.iconName
                size: 44
                color: tallNode.live ? Theme.text : Theme.disabled
            }
        }

        Label {
            width: parent.width
            height: 48
            text: tallNode.value
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            height: 30
            size: Label.S
            color: Theme.text2
            text: tallNode.details
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }

    component FlowColumn: Item {
        id: flows

        width: 352
        height: 576

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 32
            iconName: "ev-station"
            value: screen.energy.charger
            details: screen.energy.chargerText
            live: screen.energy.plugged
        }

        Flow {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 124
            direction: screen.energy.chargeFlow
        }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 170
            iconName: "battery-70"
            value: screen.energy.battery
            details: screen.energy.batteryText
        }

        Flow {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 262
            direction: screen.energy.motorFlow
        }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 310
            iconName: "car-electric"
            value: screen.energy.motor
            details: qsTr("motor")
            live: screen.energy.motorFlow !== 0
        }

        Flow {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 402
            direction: screen.energy.wheelFlow
        }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 450
            iconName: "tire"
            value: screen.energy.wheels
            details: screen.energy.wheelsText
            live: screen.energy.wheelFlow !== 0
        }
    }

    component FlowRow: Item {
        id: flowRow

        height: 200
        // Energy flows the same way in every script.
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        TallNode {
            x: flowRow.width / 8 - width / 2
            iconName: "ev-station"
            value: screen.energy.charger
            details: screen.energy.chargerText
            live: screen.energy.plugged
        }

        TallNode {
            x: flowRow.width * 3 / 8 - width / 2
            iconName: "battery-70"
            value: screen.energy.battery
            details: screen.energy.batteryText
        }

        TallNode {
            x: flowRow.width * 5 / 8 - width / 2
            iconName: "car-electric"
            value: screen.energy.motor
            details: qsTr("motor")
            live: screen.energy.motorFlow !== 0
        }

        TallNode {
            x: flowRow.width * 7 / 8 - width / 2
            iconName: "tire"
            value: screen.energy.wheels
            details: screen.energy.wheelsText
            live: screen.energy.wheelFlow !== 0
        }

        Item {
            x: flowRow.width / 4 - 46
            y: 22
            width: 92
            height: 48
            rotation: -90

            Flow { direction: screen.energy.chargeFlow }
        }

        Item {
            x: flowRow.width / 2 - 46
            y: 22
            width: 92
            height: 48
            rotation: -90

            Flow { direction: screen.energy.motorFlow }
        }

        Item {
            x: flowRow.width * 3 / 4 - 46
            y: 22
            width: 92
            height: 48
            rotation: -90

            Flow { direction: screen.energy.wheelFlow }
        }
    }

    component CurvePanel: Item {
        id: curve

        Reading {
            id: mean

            anchors.left: parent.left
            y: 24
            number: screen.energy.consumption
            unit: screen.energy.consumptionUnit
            spacing: 16
        }

        Row {
            anchors.right: parent.right
            anchors.rightMargin: screen.energy.stop.available ? Metrics.target + Metrics.gap : 0
            anchors.verticalCenter: mean.verticalCenter
            visible: screen.energy.gainText !== ""
            spacing: 8

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: screen.energy.gain !== 0
                name: screen.energy.gain > 0 ? "trending-up" : "trending-down"
                size: 28
                color: screen.energy.gain > 0 ? Theme.ok : Theme.warn
            }

            Label {
                size: Label.S
                text: screen.energy.gainText
                color: screen.energy.gain > 0 ? Theme.ok : screen.energy.gain < 0 ? Theme.warn : Theme.text2
            }
        }

        Item {
            // Distance runs to the right in every script.
            id: plot

            readonly property real inset: 48

            // Below the button, where there is one.
            y: screen.energy.stop.available ? 108 : 84
            width: parent.width
            height: parent.height - y - 72
            LayoutMirroring.enabled: false
            LayoutMirroring.childrenInherit: true

            Repeater {
                model: screen.energy.scale

                Label {
                    required property int index
                    required property string modelData

                    x: plot.inset - 12 - implicitWidth
                    y: index * plot.height / (screen.energy.scale.length - 1) - height / 2
                    size: Label.S
                    color: Theme.text2
                    text: modelData
                }
            }

            ConsumptionChart {
                x: plot.inset
                width: plot.width - plot.inset - 6
                height: plot.height
                energy: screen.energy
                pixelsPerDp: Metrics.scale * Screen.devicePixelRatio
                usedColor: Theme.accent
                aheadColor: Theme.text2
                bandColor: Theme.press
                gridColor: Theme.line
                hereColor: Theme.control
            }

            Rectangle {
                readonly property real across: plot.width - plot.inset - 6

                x: plot.inset + across * screen.energy.here - width / 2
                y: plot.height * (1 - screen.energy.lastUsed) - height / 2
                visible: screen.energy.lastUsed >= 0
                width: 22
                height: 22
                radius: 11
                color: Theme.surface

                Rectangle {
                    anchors.centerIn: parent
                    width: 16
                    height: 16
                    radius: 8
                    color: Theme.accent
                }
            }

            Label {
                x: plot.inset + 12
                y: Math.max(-8, plot.height * (1 - screen.energy.usedPeak) - 40)
                visible: screen.energy.usedPeak >= 0
                size: Label.S
                color: Theme.accent
                text: qsTr("used")
            }

            Label {
                x: plot.width - width - 24
                y: Math.max(-8, plot.height * (1 - screen.energy.aheadPeak) - 38)
                size: Label.S
                color: Theme.text2
                text: qsTr("forecast")
            }

            Label {
                x: plot.inset
                y: plot.height + 10
                size: Label.S
                color: Theme.text2
                text: screen.energy.pastText
            }

            Label {
                x: plot.inset + (plot.width - plot.inset) * screen.energy.here - width / 2
                y: plot.height + 10
                size: Label.S
                color: Theme.text2
                text: qsTr("now")
            }

            Label {
                x: plot.width - width - 6
                y: plot.height + 10
                size: Label.S
                color: Theme.text2
                text: screen.energy.aheadText
            }
        }
    }

    // Between the curve and what there is to do while the car charges.
    component StopButton: IconButton {
        visible: screen.energy.stop.available
        raised: true
        iconName: screen.energy.stop.shown ? "chart-line" : "walk"
        name: screen.energy.stop.shown ? qsTr("Consumption") : qsTr("What is around here")
        onClicked: screen.energy.stop.toggle()
    }

    component PlanPanel: Item {
        id: plan

        readonly property real barsWidth: width - button.width - 24
        readonly property real valueWidth: Math.min(140, (barsWidth - Metrics.targetGap - 4 * Metrics.target) / 2)

        Label {
            id: planTitle

            anchors.left: parent.left
            y: 16
            text: screen.energy.planTitle
        }

        Label {
            anchors.left: planTitle.right
            anchors.leftMargin: 16
            anchors.right: parent.right
            anchors.baseline: planTitle.baseline
            size: Label.S
            color: Theme.text2
            text: screen.energy.planReason === "" ? screen.energy.planText : screen.energy.planText + " · " + screen.energy.planReason
            horizontalAlignment: Text.AlignLeft
        }

        TouchButton {
            id: button

            anchors.right: parent.right
            y: (parent.height + 40 - height) / 2
            enabled: screen.energy.setUp
            text: screen.energy.editing ? qsTr("Done") : qsTr("Edit", "the charge plan")
            onClicked: screen.energy.edit()
        }

        Item {
            id: bars

            // Hours run to the right in every script; only the panel's two parts change sides.
            x: Metrics.mirrored ? parent.width - width : 0
            y: 62
            width: plan.barsWidth
            height: parent.height - 62
            visible: !screen.energy.editing
            LayoutMirroring.enabled: false
            LayoutMirroring.childrenInherit: true

            readonly property real base: height - 70
            readonly property real pitch: width / Math.max(1, screen.energy.hours.count)

            Repeater {
                model: screen.energy.hours

                Item {
                    id: bar

                    required property int index
                    required property string label
                    required property string price
                    required property real amount
                    required property real share
                    required property bool priced

                    x: index * bars.pitch
                    width: bars.pitch
                    height: bars.height

                    Rectangle {
                        id: column

                        x: 3
                        y: bars.base - height
                        width: parent.width - 6
                        height: (bars.base - 34) * bar.amount
                        topLeftRadius: 5
                        topRightRadius: 5
                        color: Theme.press
                    }

                    Rectangle {
                        // As much of the bar as of the hour; full bars for whole hours.
                        x: 3
                        y: column.y
                        width: (parent.width - 6) * bar.share
                        height: column.height
                        visible: bar.share > 0
                        topLeftRadius: 5
                        topRightRadius: bar.share > 0.95 ? 5 : 0
                        color: Theme.accent
                    }

                    Label {
                        anchors.horizontalCenter: column.horizontalCenter
                        y: column.y - 34
                        size: Label.S
                        color: Theme.text2
                        text: bar.price
                    }

                    Label {
                        anchors.horizontalCenter: column.horizontalCenter
                        y: bars.base + 8
                        size: Label.S
                        color: Theme.text2
                        text: bar.label
                    }
                }
            }

            Rectangle {
                y: bars.base
                width: parent.width
                height: Metrics.hairline
                color: Theme.control
            }

            Column {
                // When the car leaves.
                x: bars.width * screen.energy.departureAt
                visible: screen.energy.departureAt <= 1
                spacing: 4

                Repeater {
                    model: Math.max(0, Math.floor(bars.base / 8))

                    Rectangle {
                        width: 2
                        height: 4
                        color: Theme.text
                    }
                }
            }
        }

        Row {
            anchors.left: parent.left
            y: (parent.height + 40 - height) / 2
            visible: screen.energy.editing
            spacing: Metrics.targetGap

            Column {
                Label {
                    size: Label.S
                    color: Theme.text2
                    text: qsTr("Departure")
                }

                Stepper {
                    name: qsTr("Departure")
                    text: screen.energy.departure
                    valueWidth: plan.valueWidth
                    raised: true
                    onStepped: steps => screen.energy.moveDeparture(steps)
                }
            }

            Column {
                Label {
                    size: Label.S
                    color: Theme.text2
                    text: qsTr("Charge to")
                }

                Stepper {
                    name: qsTr("Charge to")
                    text: screen.energy.target
                    valueWidth: plan.valueWidth
                    raised: true
                    onStepped: steps => screen.energy.moveTarget(steps)
                }
            }
        }
    }

    Loader {
        anchors.fill: parent
        sourceComponent: screen.tall ? portrait : landscape
    }

    Component {
        id: landscape

        Item {
            FlowColumn {
                id: column

                anchors.left: parent.left
            }

            Divider {
                anchors.left: column.right
                vertical: true
                height: parent.height
            }

            CurvePanel {
                anchors.left: column.right
                anchors.leftMargin: 24
                anchors.right: parent.right
                anchors.rightMargin: 24
                height: 316
                visible: !screen.energy.stop.shown
            }

            Divider {
                anchors.left: column.right
                anchors.leftMargin: 24
                anchors.right: parent.right
                anchors.rightMargin: 24
                y: 316
                visible: !screen.energy.stop.shown
            }

            PlanPanel {
                anchors.left: column.right
                anchors.leftMargin: 24
                anchors.right: parent.right
                anchors.rightMargin: 24
                y: 316
                height: 260
                visible: !screen.energy.stop.shown
            }

            StopPanel {
                anchors.left: column.right
                anchors.leftMargin: 24
                anchors.right: parent.right
                anchors.rightMargin: 24
                height: parent.height
                visible: screen.energy.stop.shown
                stop: screen.energy.stop
            }

            StopButton {
                anchors.right: parent.right
                anchors.rightMargin: 24
                y: 16
            }
        }
    }

    Component {
        id: portrait

        Item {
            id: page

            FlowRow {
                x: 16
                y: 40
                width: parent.width - 32
            }

            Divider {
                x: 40
                y: 256
                width: parent.width - 80
            }

            CurvePanel {
                x: 40
                y: 264
                visible: !screen.energy.stop.shown
                width: parent.width - 80
                height: (page.height - 264) * 0.54
            }

            Divider {
                x: 40
                y: 264 + (page.height - 264) * 0.54 + 8
                width: parent.width - 80
                visible: !screen.energy.stop.shown
            }

            PlanPanel {
                x: 40
                y: 264 + (page.height - 264) * 0.54 + 16
                width: parent.width - 80
                height: (page.height - 264) * 0.46 - 24
                visible: !screen.energy.stop.shown
            }

            StopPanel {
                x: 40
                y: 264
                width: parent.width - 80
                height: page.height - 264
                visible: screen.energy.stop.shown
                stop: screen.energy.stop
            }

            StopButton {
                anchors.right: parent.right
                anchors.rightMargin: 40
                y: 280
            }
        }
    }
}
