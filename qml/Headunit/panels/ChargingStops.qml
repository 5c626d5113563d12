// Charging on the way: the stops that the route needs, and one button that adds them.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Column {
    id: panel

    required property bool needed
    required property bool ready
    required property string summary
    required property Rows rows

    signal addWanted
    signal otherWanted(int index)

    visible: needed

    Divider {
        width: parent.width
    }

    ListRow {
        width: parent.width
        interactive: false
        divided: false
        iconName: "ev-station"
        title: qsTr("Charging on the way")
        subtitle: panel.summary
    }

    Repeater {
        model: panel.rows

        ListRow {
            id: stop

            required property int index
            required property string place
            required property string details
            required property string duration

            width: panel.width
            iconName: "numeric-" + Math.min(9, index + 1) + "-circle"
            title: place !== "" ? place : qsTr("Charging station")
            subtitle: details
            trailingText: duration
            onClicked: panel.otherWanted(stop.index)
        }
    }

    Item {
        width: parent.width
        height: Metrics.target + Metrics.gap
        visible: panel.ready

        TouchButton {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Metrics.padding
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Add charging stops")
            iconName: "plus"
            onClicked: panel.addWanted()
        }
    }
}
