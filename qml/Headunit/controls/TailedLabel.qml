// A second line whose end, a distance or a time, is never cut.
import QtQuick
import Headunit

Item {
    id: label

    property string text: ""
    property string shortText: ""
    property string tail: ""
    property color color: Theme.text2

    implicitWidth: name.implicitWidth + end.implicitWidth
    implicitHeight: Metrics.lineS

    NameLabel {
        id: name

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, label.width - end.width)
        room: label.width - end.width
        size: Label.S
        weight: Font.Normal
        color: label.color
        fullText: label.text
        shortText: label.shortText
        Accessible.ignored: true
    }

    Label {
        id: end

        anchors.left: name.right
        anchors.verticalCenter: parent.verticalCenter
        size: Label.S
        color: label.color
        elide: Text.ElideNone
        text: label.tail === "" ? "" : label.text === "" ? label.tail : " · " + label.tail
        Accessible.ignored: true
    }
}
