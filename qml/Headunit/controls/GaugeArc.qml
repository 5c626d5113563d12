// Power to the right of zero in the accent colour, regeneration to the left with ticks; nothing where it is unknown.
// A gauge is an instrument: it is never mirrored.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Headunit

Item {
    id: gauge

    property real value: 0
    property real maximum: 160
    // Shown left of zero; 0: the scale has no such side.
    property real minimum: -60
    property bool known: true
    // Of the scale's ends, zero and middle, written by the owner.
    property string minimumText: ""
    property string middleText: ""
    property string maximumText: ""

    readonly property real gaugeRadius: 196
    readonly property real stroke: 20
    readonly property real firstAngle: -130
    readonly property real lastAngle: 130
    readonly property real zeroAngle: minimum < 0 ? -60 : firstAngle
    readonly property real shownValue: known ? Math.max(minimum, Math.min(maximum, value)) : 0
    readonly property real valueAngle: angle(shownValue)
    readonly property bool giving: known && valueAngle > zeroAngle + 0.5
    readonly property bool taking: known && valueAngle < zeroAngle - 0.5

    // Clockwise from the top, in degrees.
    function angle(amount: real): real {
        return amount >= 0 ? zeroAngle + amount / maximum * (lastAngle - zeroAngle)
            : zeroAngle - amount / minimum * (zeroAngle - firstAngle);
    }

    function pointX(degrees: real, distance: real): real {
        return width / 2 + distance * Math.sin(degrees * Math.PI / 180);
    }

    function pointY(degrees: real, distance: real): real {
        return height / 2 - distance * Math.cos(degrees * Math.PI / 180);
    }

    implicitWidth: 2 * gaugeRadius + stroke
    implicitHeight: 2 * gaugeRadius + stroke
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.press
            strokeWidth: gauge.stroke
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: gauge.width / 2
                centerY: gauge.height / 2
                radiusX: gauge.gaugeRadius
                radiusY: gauge.gaugeRadius
                startAngle: gauge.firstAngle - 90
                sweepAngle: gauge.lastAngle - gauge.firstAngle
            }
        }

        ShapePath {
            strokeColor: gauge.giving ? Theme.accent : gauge.taking ? Theme.ok : "transparent"
            strokeWidth: gauge.stroke
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap

            PathAngleArc {
                centerX: gauge.width / 2
                centerY: gauge.height / 2
                radiusX: gauge.gaugeRadius
                radiusY: gauge.gaugeRadius
                startAngle: gauge.zeroAngle - 90
                sweepAngle: gauge.valueAngle - gauge.zeroAngle
            }
        }
    }

    Repeater {
        // The ticks tell regeneration from power without the colour.
        model: gauge.taking ? Math.floor((gauge.zeroAngle - gauge.valueAngle) / 6) : 0

        Rectangle {
            required property int index
            readonly property real degrees: gauge.zeroAngle - 6 * (index + 1)

            x: gauge.pointX(degrees, gauge.gaugeRadius) - width / 2
            y: gauge.pointY(degrees, gauge.gaugeRadius) - height / 2
            width: 3
            height: gauge.stroke
            rotation: degrees
            color: Theme.surface
            antialiasing: true
        }
    }

    Rectangle {
        x: gauge.pointX(gauge.zeroAngle, gauge.gaugeRadius) - width / 2
        y: gauge.pointY(gauge.zeroAngle, gauge.gaugeRadius) - height / 2
        width: 4
        height: 32
        rotation: gauge.zeroAngle
        color: Theme.text
        antialiasing: true
    }

    Rectangle {
        x: gauge.pointX(gauge.valueAngle, gauge.gaugeRadius) - width / 2
        y: gauge.pointY(gauge.valueAngle, gauge.gaugeRadius) - height / 2
        visible: gauge.known
        width: 34
        height: 34
        radius: 17
        color: Theme.surface

        Rectangle {
            anchors.centerIn: parent
            width: 24
            height: 24
            radius: 12
            color: Theme.text
        }
    }

    component ScaleLabel: Label {
        property real at: 0

        x: gauge.pointX(at, 153) - implicitWidth / 2
        y: gauge.pointY(at, 153) - implicitHeight / 2
        size: Label.S
        color: Theme.text2
    }

    ScaleLabel {
        visible: gauge.minimum < 0
        at: gauge.firstAngle
        text: gauge.minimumText
    }

    ScaleLabel {
        visible: gauge.minimum < 0
        at: gauge.zeroAngle
        text: "0"
    }

    ScaleLabel {
        at: gauge.angle(gauge.maximum / 2)
        text: gauge.middleText
    }

    ScaleLabel {
        at: gauge.lastAngle
        text: gauge.maximumText
    }
}
