// Why there is no way, or that a new one is being looked for; in words, calmly, and with what would help.
import QtQuick
import Headunit

Rectangle {
    id: note

    property string problem: ""
    property bool rerouting: false
    property bool busy: false
    property bool waiting: false
    // Something is avoided, which may be what closes the way.
    property bool avoiding: false
    // Part of a list rather than over the map.
    property bool flush: false
    property real room: Metrics.columnWidth
    readonly property string words: waiting ? qsTr("Waiting for the position") : rerouting ? qsTr("Looking for a new way") : busy ? qsTr("Looking for ways")
        : problem === "no_position" ? qsTr("Waiting for the position")
        : problem === "no_road_near" ? qsTr("No road near this place")
        : problem === "no_route" ? qsTr("No road leads there")
        : problem === "no_region" ? qsTr("No map for this area")
        : problem === "no_map" ? qsTr("No map is installed")
        : problem === "map_lost" ? qsTr("The map does not answer")
        : problem !== "" ? qsTr("No way could be computed") : ""
    readonly property string advice: (rerouting || busy) && !waiting ? ""
        : waiting || problem === "no_position" ? qsTr("It needs a clear view of the sky.")
        : problem === "no_road_near" ? qsTr("Choose a place on a street.")
        : problem === "no_route" && avoiding ? qsTr("Allow more under route options.")
        : problem === "no_route" ? qsTr("Choose another place or fewer stops.")
        : problem === "no_region" || problem === "no_map" ? qsTr("Settings, Maps says what is there and how more is made.")
        : problem === "map_lost" ? qsTr("It starts again by itself.")
        : problem !== "" ? qsTr("Try again or choose another place.") : ""
    readonly property bool patient: rerouting || busy || waiting

    implicitWidth: Math.min(room, Math.max(title.implicitWidth, help.visible ? help.implicitWidth : 0) + icon.width + 62)
    implicitHeight: lines.height + (flush ? 40 : 28)
    visible: words !== ""
    color: Theme.surface
    radius: flush ? 0 : Metrics.radiusCard
    border.width: flush ? 0 : Metrics.hairline
    border.color: Theme.line
    Accessible.role: Accessible.Alert
    Accessible.name: words + (advice === "" ? "" : ". " + advice)

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        name: note.patient ? "progress-clock" : "alert-circle-outline"
        size: Metrics.iconStatus
        color: note.patient ? Theme.text2 : Theme.warn
    }

    Column {
        id: lines

        anchors.left: icon.right
        anchors.leftMargin: 14
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter

        Label {
            id: title

            width: parent.width
            size: Label.S
            weight: Font.DemiBold
            text: note.words
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }

        Label {
            id: help

            width: parent.width
            visible: note.advice !== ""
            size: Label.S
            color: Theme.text2
            text: note.advice
            wrapMode: note.flush ? Text.Wrap : Text.NoWrap
            maximumLineCount: 2
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
    }
}
