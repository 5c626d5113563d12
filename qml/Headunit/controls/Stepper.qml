// − value +: two targets with the value between them.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: stepper

    property string name: ""
    property string text: ""
    property bool atMinimum: false
    property bool atMaximum: false
    // Asked for and not yet confirmed by the car.
    property bool asked: false
    property real valueWidth: 110
    property bool raised: false

    signal stepped(int steps)

    implicitWidth: 2 * Metrics.target + valueWidth
    implicitHeight: Metrics.target

    IconButton {
        id: less

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        iconName: "minus"
        iconSize: 34
        raised: stepper.raised
        ink: enabled ? Theme.text2 : Theme.disabled
        enabled: stepper.enabled && !stepper.atMinimum
        name: qsTr("%1: less").arg(stepper.name)
        onClicked: stepper.stepped(-1)
    }

    Label {
        anchors.left: less.right
        anchors.right: more.left
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        // Rather over the edge of a target than cut: the signs stand in the middle of theirs.
        elide: Text.ElideNone
        text: stepper.text
        color: stepper.asked ? Theme.text2 : Theme.text
        Accessible.name: stepper.name + ": " + stepper.text
    }

    IconButton {
        id: more

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        iconName: "plus"
        iconSize: 34
        raised: stepper.raised
        ink: enabled ? Theme.text2 : Theme.disabled
        enabled: stepper.enabled && !stepper.atMaximum
        name: qsTr("%1: more").arg(stepper.name)
        onClicked: stepper.stepped(1)
    }
}
