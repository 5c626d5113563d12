// What every touch target is made of: press state in the next frame, keyboard focus, an accessible name.
import QtQuick
import Headunit

Item {
    id: area

    // Said by a screen reader; must not be empty.
    property string name: ""
    property bool checkable: false
    property bool checked: false
    property real focusRadius: Metrics.radiusButton
    property int role: checkable ? Accessible.CheckBox : Accessible.Button
    readonly property bool isTouchTarget: true
    readonly property bool pressed: mouse.pressed && mouse.containsMouse || keyPressed
    property bool keyPressed: false

    signal clicked
    signal held

    implicitWidth: Metrics.target
    implicitHeight: Metrics.target
    activeFocusOnTab: enabled
    Accessible.role: area.role
    Accessible.name: area.name
    Accessible.checkable: area.checkable
    Accessible.checked: area.checked
    Accessible.focusable: true
    Accessible.onPressAction: if (area.enabled) area.clicked()
    Accessible.onToggleAction: if (area.enabled) area.clicked()
    Keys.onPressed: event => {
        if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space].includes(event.key)) {
            area.keyPressed = true;
            event.accepted = true;
        }
    }
    Keys.onReleased: event => {
        if (area.keyPressed && !event.isAutoRepeat) {
            area.keyPressed = false;
            event.accepted = true;
            area.clicked();
        }
    }
    onActiveFocusChanged: if (!activeFocus) keyPressed = false

    MouseArea {
        id: mouse

        anchors.fill: parent
        onClicked: area.clicked()
        onPressAndHold: area.held()
    }

    Rectangle {
        // A touch does not focus, so this shows only to who uses keys or a knob.
        anchors.fill: parent
        visible: area.activeFocus
        z: 10
        color: "transparent"
        radius: area.focusRadius
        border.width: 3
        border.color: Theme.accent
    }
}
