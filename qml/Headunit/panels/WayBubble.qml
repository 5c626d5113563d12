// One way's cost in a pill. The finger gets the full target, the eye the pill.
import QtQuick
import Headunit

TouchArea {
    id: bubble

    required property string duration
    required property string delta
    required property bool selected
    required property real latDeg
    required property real lonDeg
    required property int index
    property bool inside: false

    name: selected ? duration : delta
    focusRadius: Metrics.target / 2
    implicitWidth: Math.max(Metrics.target, label.implicitWidth + 34)

    Rectangle {
        anchors.centerIn: parent
        width: parent.width
        height: 46
        radius: 23
        color: bubble.selected ? (bubble.pressed ? Theme.accentPress : Theme.accent)
            : bubble.pressed ? Theme.press : Theme.raised
        border.width: 2
        border.color: Theme.surface
    }

    Label {
        id: label

        anchors.centerIn: parent
        size: Label.S
        weight: Font.DemiBold
        color: bubble.selected ? Theme.accentInk : Theme.text
        text: bubble.name
        Accessible.ignored: true
    }
}
