// A limit as the sign shows it. Without a known limit there is no sign; 255 is the end of all limits.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Rectangle {
    id: sign

    property string limit: ""
    property bool unlimited: false
    // A white board with a black rim, as in North America, instead of a red ring.
    property bool board: false
    property real size: 72
    readonly property bool small: size < 60

    width: board && !unlimited ? size * 0.8 : size
    height: size
    radius: board && !unlimited ? 8 : size / 2
    visible: limit !== "" || unlimited
    color: Theme.sign
    border.width: unlimited ? 2 : board ? 3 : small ? 6 : 8
    border.color: unlimited || board ? Theme.signInk : Theme.signRing
    Accessible.role: Accessible.StaticText
    Accessible.name: unlimited ? qsTr("No speed limit") : qsTr("Speed limit %1").arg(limit)

    Label {
        anchors.centerIn: parent
        visible: !sign.unlimited
        size: sign.small ? Label.S : Label.M
        weight: Font.Bold
        font.letterSpacing: text.length > 2 ? -2 : 0
        color: Theme.signInk
        text: sign.limit
        Accessible.ignored: true
    }

    Repeater {
        model: sign.unlimited ? 3 : 0

        Rectangle {
            required property int index

            anchors.centerIn: parent
            anchors.horizontalCenterOffset: (index - 1) * sign.size * 0.11
            anchors.verticalCenterOffset: (index - 1) * sign.size * 0.11
            width: 2
            height: sign.size * 0.74
            rotation: 45
            color: Theme.signInk
        }
    }
}
