// The lanes before a maneuver: usable ones on the accent tile, neighbours merged into one tile. Never mirrored.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: strip

    // [{ indications: [string], active: string, valid: bool }] from left to right as on the road.
    property var lanes: []
    readonly property real laneWidth: lanes.length > 0 ? width / lanes.length : 0

    implicitHeight: 72
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Lanes")

    Repeater {
        model: strip.lanes.length

        Item {
            id: lane

            required property int index
            readonly property var facts: strip.lanes[index]
            readonly property bool joinsLeft: facts.valid && index > 0 && strip.lanes[index - 1].valid
            readonly property bool joinsRight: facts.valid && index + 1 < strip.lanes.length
                && strip.lanes[index + 1].valid

            x: index * strip.laneWidth
            width: strip.laneWidth
            height: strip.height

            Rectangle {
                anchors.fill: parent
                visible: lane.facts.valid
                color: Theme.accent
                topLeftRadius: lane.joinsLeft ? 0 : Metrics.radiusLane
                bottomLeftRadius: topLeftRadius
                topRightRadius: lane.joinsRight ? 0 : Metrics.radiusLane
                bottomRightRadius: topRightRadius
            }

            LaneArrow {
                anchors.centerIn: parent
                indications: lane.facts.indications
                active: lane.facts.active
                valid: lane.facts.valid
                size: Math.min(48, strip.laneWidth - 4)
                color: lane.facts.valid ? Theme.accentInk : Theme.control
            }
        }
    }
}
