// A number and its unit on one baseline: the unit is S and text2 whatever the size of the number.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: reading

    property string number: ""
    property string unit: ""
    property int size: Label.M
    property int weight: Font.DemiBold
    property color ink: Theme.text
    property real spacing: 8

    implicitWidth: value.implicitWidth + (unit === "" ? 0 : spacing + suffix.implicitWidth)
    implicitHeight: value.implicitHeight
    baselineOffset: value.baselineOffset
    Accessible.role: Accessible.StaticText
    Accessible.name: number + " " + unit

    Label {
        id: value

        anchors.left: parent.left
        size: reading.size
        weight: reading.weight
        color: reading.ink
        text: reading.number
        Accessible.ignored: true
    }

    Label {
        id: suffix

        anchors.left: value.right
        anchors.leftMargin: reading.spacing
        anchors.baseline: value.baseline
        size: Label.S
        color: Theme.text2
        text: reading.unit
        Accessible.ignored: true
    }
}
