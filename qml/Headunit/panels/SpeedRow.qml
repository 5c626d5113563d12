// Speed beside the limit, and the limit ahead: compared, never read alone.
import QtQuick
import Headunit

Item {
    id: row

    property var speed: ({})
    property bool compact: false
    readonly property int over: speed.over ?? 0
    readonly property string ahead: speed.aheadDistance ?? ""
    readonly property bool roomy: limit.along + limit.width + 8 + 52 + 11 + distance.width + 20 <= width

    implicitHeight: 100
    implicitWidth: compact ? Math.max(264, limit.visible ? limit.along + limit.width + 16 : 0) : Metrics.columnWidth
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
        id: limit

        // Beside the speed where the design has it, further on when the speed needs the room.
        readonly property real words: 26 + number.width + unit.anchors.leftMargin + unit.width
        readonly property real along: Math.max((row.compact ? 212 : 209) - width / 2, words + 8)

        x: Metrics.mirrored ? row.width - along - width : along
        anchors.verticalCenter: parent.verticalCenter
        limit: row.speed.limit ?? ""
        unlimited: row.speed.unlimited ?? false
        board: row.speed.board ?? false
        size: row.over >= 2 ? 84 : 72
    }

    Label {
        id: distance

        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.compact && sign.wanted && row.roomy
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
        readonly property bool wanted: (row.speed.ahead ?? "") !== "" || (row.speed.aheadUnlimited ?? false)

        visible: !row.compact && wanted && row.roomy
        limit: row.speed.ahead ?? ""
        unlimited: row.speed.aheadUnlimited ?? false
        board: row.speed.board ?? false
    }

    Label {
        anchors.left: limit.right
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.compact && !sign.wanted && text !== ""
        size: Label.S
        color: Theme.text2
        text: row.speed.ownLimit ?? ""
        Accessible.ignored: true
    }
}
