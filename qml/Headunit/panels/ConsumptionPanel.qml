// What a kilometre has cost, and what the next ones are likely to.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Headunit
import Headunit.ViewModels

Item {
    id: curve

    // Whoever has the curve, for the chart to draw.
    required property QtObject source
    required property real aheadPeak
    required property string aheadText
    required property string consumption
    required property string consumptionUnit
    required property int gain
    required property string gainText
    required property real here
    required property real lastUsed
    required property string pastText
    required property list<string> marks
    required property real usedPeak
    // Room for a button at the top, where there is one.
    required property bool buttonShown

    Reading {
        id: mean

        anchors.left: parent.left
        y: 24
        number: curve.consumption
        unit: curve.consumptionUnit
        spacing: 16
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: curve.buttonShown ? Metrics.target + Metrics.gap : 0
        anchors.verticalCenter: mean.verticalCenter
        visible: curve.gainText !== ""
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: curve.gain !== 0
            name: curve.gain > 0 ? "trending-up" : "trending-down"
            size: 28
            color: curve.gain > 0 ? Theme.ok : Theme.warn
        }

        Label {
            size: Label.S
            text: curve.gainText
            color: curve.gain > 0 ? Theme.ok : curve.gain < 0 ? Theme.warn : Theme.text2
        }
    }

    Item {
        // Distance runs to the right in every script.
        id: plot

        readonly property real inset: 48

        // Below the button, where there is one.
        y: curve.buttonShown ? 108 : 84
        width: parent.width
        height: parent.height - y - 72
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        Repeater {
            model: curve.marks

            Label {
                required property int index
                required property string modelData

                x: plot.inset - 12 - implicitWidth
                y: index * plot.height / (curve.marks.length - 1) - height / 2
                size: Label.S
                color: Theme.text2
                text: modelData
            }
        }

        ConsumptionChart {
            x: plot.inset
            width: plot.width - plot.inset - 6
            height: plot.height
            energy: curve.source
            pixelsPerDp: Metrics.scale * Screen.devicePixelRatio
            usedColor: Theme.accent
            aheadColor: Theme.text2
            bandColor: Theme.press
            gridColor: Theme.line
            hereColor: Theme.control
        }

        Rectangle {
            readonly property real across: plot.width - plot.inset - 6

            x: plot.inset + across * curve.here - width / 2
            y: plot.height * (1 - curve.lastUsed) - height / 2
            visible: curve.lastUsed >= 0
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
            y: Math.max(-8, plot.height * (1 - curve.usedPeak) - 40)
            visible: curve.usedPeak >= 0
            size: Label.S
            color: Theme.accent
            text: qsTr("used")
        }

        Label {
            x: plot.width - width - 24
            y: Math.max(-8, plot.height * (1 - curve.aheadPeak) - 38)
            size: Label.S
            color: Theme.text2
            text: qsTr("forecast")
        }

        Label {
            x: plot.inset
            y: plot.height + 10
            size: Label.S
            color: Theme.text2
            text: curve.pastText
        }

        Label {
            x: plot.inset + (plot.width - plot.inset) * curve.here - width / 2
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
            text: curve.aheadText
        }
    }
}
