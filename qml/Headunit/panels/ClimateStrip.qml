// Climate, always there: both temperatures, seats, fan, defrost, recirculation. It never mirrors: the seats do not move.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: strip

    required property ClimateModel climate

    readonly property bool roomy: Metrics.width >= 1270
    property bool sheetOpen: false

    implicitHeight: Metrics.climateHeight
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    component LevelButton: TouchArea {
        id: button

        property string iconName: ""
        property int level: -1
        property int levels: 1
        property bool asked: false

        width: Metrics.target
        height: Metrics.target
        enabled: level >= 0

        Rectangle {
            anchors.fill: parent
            z: -1
            radius: Metrics.radiusButton
            color: button.pressed ? Theme.press : "transparent"
        }

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 12
            name: button.iconName
            size: 36
            color: button.level > 0 ? Theme.text : Theme.text2
        }

        LevelDots {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 57
            level: button.level
            levels: button.levels
            asked: button.asked
        }
    }

    component Temperature: Stepper {
        valueWidth: 82
        enabled: text.charAt(0) !== "–"
    }

    component Fan: Item {
        id: fan

        // Three targets side by side: less, the sheet of everything else, more.
        implicitWidth: 3 * Metrics.target
        implicitHeight: Metrics.target

        TouchArea {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Metrics.target
            height: Metrics.target
            name: qsTr("More climate")
            onClicked: strip.sheetOpen = !strip.sheetOpen

            Rectangle {
                anchors.fill: parent
                z: -1
                radius: Metrics.radiusButton
                color: parent.pressed ? Theme.press : strip.sheetOpen ? Theme.accentTint : "transparent"
            }
        }

        IconButton {
            anchors.left: parent.left
            iconName: "minus"
            iconSize: 34
            ink: enabled ? Theme.text2 : Theme.disabled
            enabled: strip.climate.fan > 0
            name: qsTr("Fan: less")
            onClicked: strip.climate.changeFan(-1)
        }

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 12
            name: "fan"
            size: 36
            color: strip.climate.fan > 0 ? Theme.text : Theme.text2
        }

        LevelDots {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 57
            level: strip.climate.fan
            levels: 4
            asked: strip.climate.fanAsked
        }

        IconButton {
            anchors.right: parent.right
            iconName: "plus"
            iconSize: 34
            ink: enabled ? Theme.text2 : Theme.disabled
            enabled: strip.climate.fan >= 0 && strip.climate.fan < 4
            name: qsTr("Fan: more")
            onClicked: strip.climate.changeFan(1)
        }
    }

    // What does not fit into the strip, over it; touching beside it closes it.
    Reveal {
        id: sheet

        shown: strip.sheetOpen
        fromY: Metrics.cardShift
        z: 50

        TouchArea {
            x: -4000
            y: -4000
            width: 8000
            height: 4000
            name: qsTr("Close")
            focusRadius: 0
            onClicked: strip.sheetOpen = false
        }

        Card {
            x: (strip.width - width) / 2
            y: -height - Metrics.gap
            width: buttons.width + 2 * Metrics.padding
            height: 168

            Row {
                id: buttons

                anchors.centerIn: parent
                spacing: Metrics.targetGap

                SheetButton {
                    iconName: "air-conditioner"
                    text: qsTr("A/C")
                    name: qsTr("Air conditioning")
                    level: strip.climate.airConditioning
                    asked: strip.climate.airConditioningAsked
                    onClicked: strip.climate.toggleAirConditioning()
                }

                SheetButton {
                    iconName: "autorenew"
                    text: qsTr("Recirculation")
                    level: strip.climate.recirculation
                    asked: strip.climate.recirculationAsked
                    onClicked: strip.climate.toggleRecirculation()
                }

                SheetButton {
                    iconName: "car-defrost-rear"
                    text: qsTr("Rear window")
                    name: qsTr("Rear window defrost")
                    level: strip.climate.rearDefrost
                    asked: strip.climate.rearDefrostAsked
                    onClicked: strip.climate.toggleRearDefrost()
                }
            }
        }
    }

    component SheetButton: LevelButton {
        id: sheetButton

        property string text: ""

        width: Math.max(150, caption.implicitWidth + 24)
        height: 120
        name: text

        Label {
            id: caption

            anchors.horizontalCenter: parent.horizontalCenter
            y: 76
            size: Label.S
            color: Theme.text2
            text: sheetButton.text
            Accessible.ignored: true
        }
    }

    component DriverSeat: LevelButton {
        iconName: "car-seat-heater"
        levels: 3
        level: strip.climate.driverSeat
        asked: strip.climate.driverSeatAsked
        name: qsTr("Driver's seat heat")
        onClicked: strip.climate.cycleDriverSeat()
    }

    component PassengerSeat: LevelButton {
        iconName: "car-seat-heater"
        levels: 3
        level: strip.climate.passengerSeat
        asked: strip.climate.passengerSeatAsked
        name: qsTr("Passenger's seat heat")
        onClicked: strip.climate.cyclePassengerSeat()
    }

    component FrontDefrost: LevelButton {
        iconName: "car-defrost-front"
        level: strip.climate.frontDefrost
        asked: strip.climate.frontDefrostAsked
        name: qsTr("Windscreen defrost")
        onClicked: strip.climate.toggleFrontDefrost()
    }

    component RearDefrost: LevelButton {
        iconName: "car-defrost-rear"
        level: strip.climate.rearDefrost
        asked: strip.climate.rearDefrostAsked
        name: qsTr("Rear window defrost")
        onClicked: strip.climate.toggleRearDefrost()
    }

    component Recirculation: LevelButton {
        iconName: "autorenew"
        level: strip.climate.recirculation
        asked: strip.climate.recirculationAsked
        name: qsTr("Recirculated air")
        onClicked: strip.climate.toggleRecirculation()
    }

    component AirConditioning: LevelButton {
        iconName: "air-conditioner"
        level: strip.climate.airConditioning
        asked: strip.climate.airConditioningAsked
        name: qsTr("Air conditioning")
        onClicked: strip.climate.toggleAirConditioning()
    }

    component DriverTemperature: Temperature {
        name: qsTr("Driver's temperature")
        text: strip.climate.driver
        asked: strip.climate.driverAsked
        onStepped: steps => strip.climate.changeDriver(steps)
    }

    component PassengerTemperature: Temperature {
        name: qsTr("Passenger's temperature")
        text: strip.climate.passenger
        asked: strip.climate.passengerAsked
        onStepped: steps => strip.climate.changePassenger(steps)
    }

    Loader {
        anchors.fill: parent
        sourceComponent: Metrics.portrait ? tall : wide
    }

    Component {
        id: wide

        Item {
            DriverTemperature {
                id: driver

                anchors.left: parent.left
                anchors.leftMargin: 18
                anchors.verticalCenter: parent.verticalCenter
            }

            Row {
                // What is left between the temperatures is shared evenly.
                readonly property real taken: 6 * Metrics.target + (strip.roomy ? Metrics.target : 0)
                readonly property int gaps: strip.roomy ? 6 : 5

                anchors.left: driver.right
                anchors.right: passenger.left
                anchors.leftMargin: spacing
                anchors.verticalCenter: parent.verticalCenter
                spacing: (passenger.x - driver.x - driver.width - taken) / gaps

                DriverSeat {}
                Fan {}
                FrontDefrost {}
                Recirculation { visible: strip.roomy }
                PassengerSeat {}
            }

            PassengerTemperature {
                id: passenger

                anchors.right: parent.right
                anchors.rightMargin: 18
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }

    Component {
        id: tall

        Item {
            DriverTemperature { x: 24; y: 0 }
            DriverSeat { x: parent.width / 2 - 23 / 2 - width - 36; y: 0 }
            PassengerSeat { x: parent.width / 2 + 23 / 2 + 36; y: 0 }
            PassengerTemperature { x: parent.width - width - 24; y: 0 }

            Fan { x: 24; y: 99 }
            FrontDefrost { x: parent.width / 2 - 23 / 2 - width - 36; y: 99 }
            RearDefrost { x: parent.width / 2 + 23 / 2 + 36; y: 99 }
            Recirculation { x: parent.width - 24 - 2 * width - 56; y: 99 }
            AirConditioning { x: parent.width - 24 - width; y: 99 }
        }
    }
}
