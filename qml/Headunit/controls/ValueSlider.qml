// A value along a track; the whole 76 dp band takes the finger.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: slider

    property string name: ""
    property real fraction: 0
    property bool known: true
    readonly property bool isTouchTarget: true
    readonly property bool dragging: touch.pressed
    readonly property real shown: dragging ? touch.dragged : fraction
    readonly property bool mirrored: LayoutMirroring.enabled

    // While the finger moves, and when it lifts.
    signal moved(real fraction)
    signal released(real fraction)

    implicitWidth: 400
    implicitHeight: Metrics.target
    activeFocusOnTab: enabled
    Accessible.role: Accessible.Slider
    Accessible.name: slider.name
    Accessible.focusable: true
    Accessible.onIncreaseAction: slider.nudge(0.05)
    Accessible.onDecreaseAction: slider.nudge(-0.05)
    Keys.onLeftPressed: slider.nudge(slider.mirrored ? 0.05 : -0.05)
    Keys.onRightPressed: slider.nudge(slider.mirrored ? -0.05 : 0.05)

    function nudge(by: real): void {
        slider.released(Math.max(0, Math.min(1, slider.fraction + by)));
    }

    Rectangle {
        id: track

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: 8
        radius: 4
        color: Theme.press
    }

    Rectangle {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        visible: slider.known
        width: parent.width * slider.shown
        height: 8
        radius: 4
        color: Theme.accent
    }

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: Math.max(0, Math.min(parent.width - width, parent.width * slider.shown - width / 2))
        anchors.verticalCenter: parent.verticalCenter
        visible: slider.known && slider.enabled
        width: 28
        height: 28
        radius: 14
        color: Theme.text
    }

    Rectangle {
        anchors.fill: parent
        visible: slider.activeFocus
        color: "transparent"
        radius: Metrics.radiusLane
        border.width: 3
        border.color: Theme.accent
    }

    MouseArea {
        id: touch

        property real dragged: 0

        function along(x: real): real {
            const part = Math.max(0, Math.min(1, x / width));
            return slider.mirrored ? 1 - part : part;
        }

        anchors.fill: parent
        enabled: slider.enabled && slider.known
        preventStealing: true
        onPressed: event => {
            dragged = along(event.x);
            slider.moved(dragged);
        }
        onPositionChanged: event => {
            dragged = along(event.x);
            slider.moved(dragged);
        }
        onReleased: slider.released(dragged)
    }
}
