// What can be done to the trip under way.
import QtQuick
import Headunit

Card {
    id: card

    // Places still to come, the destination too.
    property int stops: 1
    readonly property bool skippable: stops > 1

    signal closed
    signal stopped
    signal stopAdded
    signal stopSkipped
    signal stepsWanted
    signal repeatWanted

    implicitWidth: Metrics.columnWidth
    implicitHeight: (skippable ? 5 : 4) * (Metrics.rowHeight + Metrics.hairline) + Metrics.rowHeight
    clip: true

    Column {
        anchors.fill: parent

        ListRow {
            width: parent.width
            iconName: "format-list-bulleted"
            title: qsTr("All steps")
            onClicked: card.stepsWanted()
        }

        ListRow {
            width: parent.width
            iconName: "account-voice"
            title: qsTr("Say again")
            onClicked: card.repeatWanted()
        }

        ListRow {
            width: parent.width
            iconName: "map-marker-plus-outline"
            title: qsTr("Add a stop")
            onClicked: card.stopAdded()
        }

        ListRow {
            width: parent.width
            visible: card.skippable
            iconName: "map-marker-off-outline"
            title: qsTr("Skip the next stop")
            onClicked: card.stopSkipped()
        }

        ListRow {
            width: parent.width
            iconName: "flag-off-outline"
            iconColor: Theme.bad
            title: qsTr("End guidance")
            onClicked: card.stopped()
        }

        ListRow {
            width: parent.width
            iconName: "close"
            title: qsTr("Back")
            divided: false
            onClicked: card.closed()
        }
    }
}
