// What flows where, what a kilometre costs, when to charge.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property EnergyModel energy

    readonly property bool tall: height > width

    component Flows: EnergyFlow {
        charger: screen.energy.charger
        chargerText: screen.energy.chargerText
        plugged: screen.energy.plugged
        battery: screen.energy.battery
        batteryText: screen.energy.batteryText
        motor: screen.energy.motor
        motorFlow: screen.energy.motorFlow
        chargeFlow: screen.energy.chargeFlow
        wheelFlow: screen.energy.wheelFlow
        wheels: screen.energy.wheels
        wheelsText: screen.energy.wheelsText
    }

    component Curve: ConsumptionPanel {
        source: screen.energy
        buttonShown: screen.energy.stop.available
        consumption: screen.energy.consumption
        consumptionUnit: screen.energy.consumptionUnit
        gain: screen.energy.gain
        gainText: screen.energy.gainText
        marks: screen.energy.scale
        here: screen.energy.here
        lastUsed: screen.energy.lastUsed
        usedPeak: screen.energy.usedPeak
        aheadPeak: screen.energy.aheadPeak
        pastText: screen.energy.pastText
        aheadText: screen.energy.aheadText
    }

    component Plan: ChargePlan {
        title: screen.energy.planTitle
        times: screen.energy.planText
        reason: screen.energy.planReason
        departure: screen.energy.departure
        target: screen.energy.target
        departureAt: screen.energy.departureAt
        setUp: screen.energy.setUp
        editing: screen.energy.editing
        hours: screen.energy.hours
        onEditWanted: screen.energy.edit()
        onDepartureMoved: steps => screen.energy.moveDeparture(steps)
        onTargetMoved: steps => screen.energy.moveTarget(steps)
    }

    // Between the curve and what there is to do while the car charges.
    component StopButton: IconButton {
        visible: screen.energy.stop.available
        raised: true
        iconName: screen.energy.stop.shown ? "chart-line" : "walk"
        name: screen.energy.stop.shown ? qsTr("Consumption") : qsTr("What is around here")
        onClicked: screen.energy.stop.toggle()
    }

    Loader {
        anchors.fill: parent
        sourceComponent: screen.tall ? portrait : landscape
    }

    Component {
        id: landscape

        Item {
            Flows {
                id: column

                lying: false
                width: implicitWidth
                height: implicitHeight
                anchors.left: parent.left
            }

            Divider {
                anchors.left: column.right
                vertical: true
                height: parent.height
            }

            Curve {
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

            Plan {
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

            Flows {
                lying: true
                height: implicitHeight
                x: 16
                y: 40
                width: parent.width - 32
            }

            Divider {
                x: 40
                y: 256
                width: parent.width - 80
            }

            Curve {
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

            Plan {
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
