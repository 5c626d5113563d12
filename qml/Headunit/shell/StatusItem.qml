// An icon with a word or with the bars of a signal.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Row {
    id: item

    property string iconName: ""
    property string text: ""
    property string name: text
    property int bars: -1
    property color ink: Theme.text2

    height: 32
    spacing: bars >= 0 ? 6 : 12
    Accessible.role: Accessible.StaticText
    Accessible.name: name

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: item.iconName
        size: Metrics.iconStatus
        color: item.ink
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        visible: text !== ""
        size: Label.S
        color: item.ink
        text: item.text
        Accessible.ignored: true
    }

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        visible: item.bars >= 0
        name: item.bars <= 0 ? "signal-cellular-outline" : "signal-cellular-" + Math.min(3, item.bars)
        size: Metrics.iconStatus
        color: Theme.text2
    }
}
