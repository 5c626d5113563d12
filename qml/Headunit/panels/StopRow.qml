// One stop of the trip. Touched, it offers to go earlier, later or away; its handle can be dragged.
import QtQuick
import Headunit

TouchArea {
    id: row

    required property string kind
    required property string place
    required property string time
    required property int number
    property bool editing: false
    property bool last: false
    property int count: 2
    readonly property bool movable: kind !== "origin" && count > 2
    readonly property bool dragged: grip.pressed

    signal moved(int by)
    signal removed

    name: place !== "" ? place : kind === "origin" ? qsTr("Your position") : qsTr("Point on the map")
    enabled: kind !== "origin"
    focusRadius: 0
    implicitHeight: 75 + Metrics.hairline
    z: dragged ? 5 : 0
    transform: Translate {
        y: row.dragged ? grip.offset : 0
    }

    Rectangle {
        anchors.fill: parent
        z: -1
        color: row.dragged ? Theme.raised : row.pressed ? Theme.press : row.editing ? Theme.raised : Theme.surface
    }

    Item {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        width: 34
        height: 34

        Icon {
            anchors.centerIn: parent
            name: row.kind === "origin" ? "circle-slice-8" : row.kind === "destination" ? "map-marker"
                : "numeric-" + Math.min(9, row.number) + "-circle"
            size: 34
            color: row.kind === "destination" ? Theme.accent : Theme.text2
        }
    }

    Label {
        anchors.left: mark.right
        anchors.leftMargin: 14
        anchors.right: row.editing ? edit.left : time.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        text: row.name
        horizontalAlignment: Text.AlignLeft
        Accessible.ignored: true
    }

    Label {
        id: time

        anchors.right: parent.right
        // Room for the handle only where there is one; origin and stops of a list stand in line.
        anchors.rightMargin: row.count > 2 ? 92 : 24
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.editing
        size: Label.S
        color: Theme.text2
        text: row.kind === "origin" ? qsTr("now") : row.time
        Accessible.ignored: true
    }

    Icon {
        anchors.horizontalCenter: grip.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.editing && row.movable
        name: "drag"
        size: 32
        color: Theme.text2
    }

    MouseArea {
        id: grip

        property real start: 0
        property real offset: 0

        anchors.right: parent.right
        width: 76
        height: parent.height
        enabled: row.movable && !row.editing
        preventStealing: true
        onPressed: mouse => {
            start = mapToItem(row.parent, mouse.x, mouse.y).y;
            offset = 0;
        }
        onPositionChanged: mouse => offset = mapToItem(row.parent, mouse.x, mouse.y).y - start
        onReleased: {
            const by = Math.max(1 - row.number, Math.min(row.count - 1 - row.number, Math.round(offset / row.height)));
            if (by !== 0)
                row.moved(by);
            else
                row.clicked();
        }
    }

    Row {
        id: edit

        anchors.right: parent.right
        height: parent.height
        visible: row.editing

        IconButton {
            visible: row.count > 2
            enabled: row.number > 1
            name: qsTr("Earlier")
            iconName: "arrow-up"
            onClicked: row.moved(-1)
        }

        IconButton {
            visible: row.count > 2
            enabled: !row.last
            name: qsTr("Later")
            iconName: "arrow-down"
            onClicked: row.moved(1)
        }

        IconButton {
            enabled: row.count > 2
            name: qsTr("Remove")
            iconName: "delete-outline"
            ink: enabled ? Theme.bad : Theme.disabled
            onClicked: row.removed()
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
