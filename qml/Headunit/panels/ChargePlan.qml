// When it charges and why: the agent's plan by the hour, and the two things that may be changed of it.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: plan

    required property string title
    required property string times
    required property string reason
    required property string departure
    required property string target
    required property real departureAt
    required property bool setUp
    required property bool editing
    required property Rows hours

    signal editWanted
    signal departureMoved(int steps)
    signal targetMoved(int steps)

    readonly property real barsWidth: width - button.width - 24
    readonly property real valueWidth: Math.min(140, (barsWidth - Metrics.targetGap - 4 * Metrics.target) / 2)

    Label {
        id: planTitle

        anchors.left: parent.left
        y: 16
        text: plan.title
    }

    Label {
        anchors.left: planTitle.right
        anchors.leftMargin: 16
        anchors.right: parent.right
        anchors.baseline: planTitle.baseline
        size: Label.S
        color: Theme.text2
        text: plan.reason === "" ? plan.times : plan.times + " · " + plan.reason
        horizontalAlignment: Text.AlignLeft
    }

    TouchButton {
        id: button

        anchors.right: parent.right
        y: (parent.height + 40 - height) / 2
        enabled: plan.setUp
        text: plan.editing ? qsTr("Done") : qsTr("Edit", "the charge plan")
        onClicked: plan.editWanted()
    }

    Item {
        id: bars

        // Hours run to the right in every script; only the panel's two parts change sides.
        x: Metrics.mirrored ? parent.width - width : 0
        y: 62
        width: plan.barsWidth
        height: parent.height - 62
        visible: !plan.editing
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        readonly property real base: height - 70
        readonly property real pitch: width / Math.max(1, plan.hours.count)

        Repeater {
            model: plan.hours

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
            x: bars.width * plan.departureAt
            visible: plan.departureAt <= 1
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
        visible: plan.editing
        spacing: Metrics.targetGap

        Column {
            Label {
                size: Label.S
                color: Theme.text2
                text: qsTr("Departure")
            }

            Stepper {
                name: qsTr("Departure")
                text: plan.departure
                valueWidth: plan.valueWidth
                raised: true
                onStepped: steps => plan.departureMoved(steps)
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
                text: plan.target
                valueWidth: plan.valueWidth
                raised: true
                onStepped: steps => plan.targetMoved(steps)
            }
        }
    }
}
