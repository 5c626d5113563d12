// A switch with its state in a word before it: colour is never the only sign.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

TouchArea {
    id: toggle

    property bool showWord: true

    checkable: true
    implicitWidth: (showWord ? word.implicitWidth + 20 : 0) + 88
    implicitHeight: Metrics.target
    focusRadius: 24

    Label {
        id: word

        anchors.right: track.left
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        visible: toggle.showWord
        size: Label.S
        color: Theme.text2
        text: toggle.checked ? qsTr("On") : qsTr("Off")
        Accessible.ignored: true
    }

    Rectangle {
        id: track

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: 88
        height: 48
        radius: 24
        color: toggle.checked ? (toggle.pressed ? Theme.accentPress : Theme.accent)
            : toggle.pressed ? Theme.press : "transparent"
        border.width: toggle.checked ? 0 : 2
        border.color: Theme.control

        Rectangle {
            anchors.left: parent.left
            anchors.leftMargin: 21
            anchors.verticalCenter: parent.verticalCenter
            visible: toggle.checked
            width: 3
            height: 16
            color: Theme.accentInk
        }

        Rectangle {
            readonly property bool mirrored: toggle.LayoutMirroring.enabled

            x: toggle.checked !== mirrored ? parent.width - width - 8 : 8
            anchors.verticalCenter: parent.verticalCenter
            width: 32
            height: 32
            radius: 16
            color: toggle.checked ? Theme.accentInk : toggle.enabled ? Theme.control : Theme.disabled

            Behavior on x {
                NumberAnimation {
                    duration: Metrics.motionPress
                    easing.type: Easing.OutCubic
                }
            }
        }
    }
}
