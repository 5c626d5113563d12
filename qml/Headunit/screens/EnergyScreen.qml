// What flows where, what a kilometre costs, when to charge.
pragma ComponentBehavior: Bound
import QtQuick
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

    Item {
        id: flows

        anchors.left: parent.left
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

        Flow { anchors.left: parent.left; anchors.leftMargin: 42; y: 124; direction: screen.energy.chargeFlow }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 170
            iconName: "battery-70"
            value: screen.energy.battery
            details: screen.energy.batteryText
        }

        Flow { anchors.left: parent.left; anchors.leftMargin: 42; y: 262; direction: screen.energy.motorFlow }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 310
            iconName: "car-electric"
            value: screen.energy.motor
            details: qsTr("motor")
            live: screen.energy.motorFlow !== 0
        }

        Flow { anchors.left: parent.left; anchors.leftMargin: 42; y: 402; direction: screen.energy.wheelFlow }

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

    Divider {
        anchors.left: flows.right
        visible: !screen.tall
        vertical: true
        height: parent.height
    }
}
