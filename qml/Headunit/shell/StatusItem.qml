// An icon with a word or with the four bars of a signal.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Row {
    id: item

    property string iconName: ""
    property string text: ""
    property string name: text
    property int bars: -1

    height: 32
    spacing: bars >= 0 ? 6 : 12
    Accessible.role: Accessible.StaticText
    Accessible.name: name

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: item.iconName
        size: Metrics.iconStatus
        color: Theme.text2
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        visible: text !== ""
        size: Label.S
        color: Theme.text2
        text: item.text
        Accessible.ignored: true
    }

    Item {
        anchors.verticalCenter: parent.verticalCenter
        visible: item.bars >= 0
        width: 28
        height: 28
        LayoutMirroring.enabled: false

        Repeater {
            model: 4

            Rectangle {
                required property int index

                x: 2 + index * 6.5
                y: 23 - height
                width: 5
                height: 5 + index * 4.6
                color: index < item.bars ? Theme.text2 : Theme.line
            }
        }
    }
}
