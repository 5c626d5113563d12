// Why there is no way, or that a new one is being looked for; in words, calmly.
import QtQuick
import Headunit

Rectangle {
    id: note

    property string problem: ""
    property bool rerouting: false
    property bool busy: false
    property bool waiting: false
    property real room: Metrics.columnWidth
    readonly property string words: waiting ? qsTr("Waiting for the position") : rerouting ? qsTr("Looking for a new way") : busy ? qsTr("Looking for ways")
        : problem === "no_position" ? qsTr("Waiting for the position")
        : problem === "no_road_near" ? qsTr("No road near this place")
        : problem === "no_route" ? qsTr("No road leads there")
        : problem === "no_region" ? qsTr("No map for this area")
        : problem === "map_lost" ? qsTr("The map does not answer")
        : problem !== "" ? qsTr("No way could be computed") : ""

    implicitWidth: Math.min(room, label.implicitWidth + icon.width + 62)
    implicitHeight: 60
    visible: words !== ""
    color: Theme.surface
    radius: Metrics.radiusCard
    border.width: Metrics.hairline
    border.color: Theme.line
    Accessible.role: Accessible.Alert
    Accessible.name: words

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        readonly property bool patient: note.rerouting || note.busy || note.waiting

        name: patient ? "progress-clock" : "alert-circle-outline"
        size: Metrics.iconStatus
        color: patient ? Theme.text2 : Theme.warn
    }

    Label {
        id: label

        anchors.left: icon.right
        anchors.leftMargin: 14
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        size: Label.S
        weight: Font.Medium
        text: note.words
        horizontalAlignment: Text.AlignLeft
    }
}
