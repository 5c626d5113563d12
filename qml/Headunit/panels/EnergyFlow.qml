// What flows where: charger, battery, motor, wheels; below each other, or side by side.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: energyFlow

    required property bool lying
    required property string charger
    required property string chargerText
    required property bool plugged
    required property string battery
    required property string batteryText
    required property string motor
    required property int motorFlow
    required property int chargeFlow
    required property int wheelFlow
    required property string wheels
    required property string wheelsText

    implicitWidth: lying ? 0 : 352
    implicitHeight: lying ? 200 : 576

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
            value: energyFlow.charger
            details: energyFlow.chargerText
            live: energyFlow.plugged
        }

        Flow {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 124
            direction: energyFlow.chargeFlow
        }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 170
            iconName: "battery-70"
            value: energyFlow.battery
            details: energyFlow.batteryText
        }

        Flow {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 262
            direction: energyFlow.motorFlow
        }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 310
            iconName: "car-electric"
            value: energyFlow.motor
            details: qsTr("motor")
            live: energyFlow.motorFlow !== 0
        }

        Flow {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 402
            direction: energyFlow.wheelFlow
        }

        Node {
            anchors.left: parent.left
            anchors.leftMargin: 42
            y: 450
            iconName: "tire"
            value: energyFlow.wheels
            details: energyFlow.wheelsText
            live: energyFlow.wheelFlow !== 0
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
            value: energyFlow.charger
            details: energyFlow.chargerText
            live: energyFlow.plugged
        }

        TallNode {
            x: flowRow.width * 3 / 8 - width / 2
            iconName: "battery-70"
            value: energyFlow.battery
            details: energyFlow.batteryText
        }

        TallNode {
            x: flowRow.width * 5 / 8 - width / 2
            iconName: "car-electric"
            value: energyFlow.motor
            details: qsTr("motor")
            live: energyFlow.motorFlow !== 0
        }

        TallNode {
            x: flowRow.width * 7 / 8 - width / 2
            iconName: "tire"
            value: energyFlow.wheels
            details: energyFlow.wheelsText
            live: energyFlow.wheelFlow !== 0
        }

        Item {
            x: flowRow.width / 4 - 46
            y: 22
            width: 92
            height: 48
            rotation: -90

            Flow { direction: energyFlow.chargeFlow }
        }

        Item {
            x: flowRow.width / 2 - 46
            y: 22
            width: 92
            height: 48
            rotation: -90

            Flow { direction: energyFlow.motorFlow }
        }

        Item {
            x: flowRow.width * 3 / 4 - 46
            y: 22
            width: 92
            height: 48
            rotation: -90

            Flow { direction: energyFlow.wheelFlow }
        }
    }

    FlowColumn {
        visible: !energyFlow.lying
    }

    FlowRow {
        visible: energyFlow.lying
        width: energyFlow.width
    }
}
