// Where to? The way into the search while nothing is under way.
import QtQuick
import Headunit

TouchCard {
    id: bar

    property bool home: false
    property bool work: false

    signal homeChosen
    signal workChosen

    name: qsTr("Where to?")
    implicitWidth: Metrics.columnWidth
    implicitHeight: Metrics.target

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        name: "magnify"
        size: Metrics.iconButton
        color: Theme.text
    }

    Label {
        anchors.left: icon.right
        anchors.leftMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.text2
        text: bar.name
        Accessible.ignored: true
    }

    Row {
        anchors.right: parent.right
        height: parent.height

        IconButton {
            visible: bar.home
            name: qsTr("Drive home")
            iconName: "home-outline"
            radius: Metrics.radiusCard
            onClicked: bar.homeChosen()
        }

        IconButton {
            visible: bar.work
            name: qsTr("Drive to work")
            iconName: "briefcase-outline"
            radius: Metrics.radiusCard
            onClicked: bar.workChosen()
        }
    }
}
