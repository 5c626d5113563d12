// How far up a control is: filled dots of a few, a dash when nobody knows.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Row {
    id: dots

    property int level: -1
    property int levels: 3
    // Asked for and not yet confirmed by the car: the dots are dimmed until it is.
    property bool asked: false

    spacing: 6
    height: 9
    opacity: asked ? 0.55 : 1

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        visible: dots.level < 0
        width: 14
        height: 3
        color: Theme.text2
    }

    Repeater {
        model: dots.level < 0 ? 0 : dots.levels

        Rectangle {
            required property int index

            width: 9
            height: 9
            radius: 4.5
            color: index < dots.level ? Theme.text : "transparent"
            border.width: index < dots.level ? 0 : 1.5
            border.color: Theme.control
        }
    }
}
