// Time, outside temperature, position, cloud, phone, profile. It shows and never acts.
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: line

    required property ShellModel shell

    height: Metrics.statusHeight

    Label {
        id: clock

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        size: Label.S
        weight: Font.DemiBold
        text: line.shell.clock
    }

    Label {
        anchors.left: clock.right
        anchors.leftMargin: 29
        anchors.verticalCenter: parent.verticalCenter
        size: Label.S
        color: Theme.text2
        text: line.shell.outside
        Accessible.name: qsTr("Outside %1").arg(text)
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: Metrics.padding
        anchors.verticalCenter: parent.verticalCenter
        height: 32
        spacing: 30

        StatusItem {
            visible: !line.shell.connected
            iconName: "car-off"
            ink: Theme.warn
            text: qsTr("No car data")
            name: qsTr("The car does not report")
        }

        StatusItem {
            iconName: line.shell.positioned ? "crosshairs-gps" : "crosshairs-question"
            text: line.shell.positioned ? "±" + line.shell.accuracy : "–"
            name: line.shell.positioned ? qsTr("Position within %1").arg(line.shell.accuracy) : qsTr("No position")
        }

        StatusItem {
            iconName: line.shell.cloud === "live" ? "cloud-check-outline"
                : line.shell.cloud === "waiting" ? "cloud-sync-outline" : "cloud-off-outline"
            text: line.shell.cloud === "live" ? qsTr("Live")
                : line.shell.cloud === "waiting" ? line.shell.unsent : qsTr("Off")
            name: line.shell.cloud === "live" ? qsTr("Cloud connected")
                : line.shell.cloud === "waiting" ? qsTr("%n change(s) wait for the cloud", "", line.shell.unsent)
                : qsTr("Cloud off")
        }

        StatusItem {
            visible: line.shell.phoneBars >= 0
            iconName: "cellphone"
            bars: line.shell.phoneBars
            name: qsTr("Phone connected")
        }

        StatusItem {
            visible: line.shell.profile !== ""
            iconName: "account-circle-outline"
            text: line.shell.profile
            name: qsTr("Driver %1").arg(text)
        }
    }
}
