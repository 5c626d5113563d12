// Speed beside the limit, and the limit ahead: compared, never read alone.
import QtQuick
import Headunit

Item {
    id: row

    property var speed: ({})
    property bool compact: false
    readonly property int over: speed.over ?? 0
    readonly property string ahead: speed.aheadDistance ?? ""

    implicitHeight: 100
    implicitWidth: compact ? 300 : Metrics.columnWidth
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Speed %1 %2").arg(speed.number ?? "–").arg(speed.unit ?? "")
        + (over > 0 ? ", " + qsTr("over the limit") : "")

    Rectangle {
        // Over the second step: the speed on its own tile, so that it shows without colour too.
        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        width: number.implicitWidth + 28
        height: 68
        radius: Metrics.radiusLane
        visible: row.over >= 3
        color: Theme.bad
    }

    Label {
        id: number

        anchors.left: parent.left
        anchors.leftMargin: 26
        anchors.verticalCenter: parent.verticalCenter
        size: Label.L
        color: row.over >= 3 ? Theme.statusInk : row.over > 0 ? Theme.warn : Theme.text
        text: row.speed.number ?? "–"
        Accessible.ignored: true
    }

    Label {
        id: unit

        anchors.left: number.right
        anchors.leftMargin: row.over >= 3 ? 20 : 8
        anchors.baseline: number.baseline
        size: Label.S
        color: Theme.text2
        text: row.speed.unit ?? ""
        Accessible.ignored: true
    }

    SpeedSign {
        readonly property real along: (row.compact ? 212 : 209) - width / 2

        x: Metrics.mirrored ? row.width - along - width : along
        anchors.verticalCenter: parent.verticalCenter
        limit: row.speed.limit ?? ""
        unlimited: row.speed.unlimited ?? false
        size: row.over >= 2 ? 84 : 72
    }

    Label {
        id: distance

        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.compact && sign.visible
        size: Label.S
        color: Theme.text2
        text: row.ahead
        Accessible.ignored: true
    }

    SpeedSign {
        id: sign

        anchors.right: distance.left
        anchors.rightMargin: 11
        anchors.verticalCenter: parent.verticalCenter
        size: 52
        limit: row.compact ? "" : row.speed.ahead ?? ""
        unlimited: !row.compact && (row.speed.aheadUnlimited ?? false)
    }
}
