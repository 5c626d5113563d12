// What can be done with a place that was held: keep it, name it home or work, pass by it.
import QtQuick
import Headunit

Reveal {
    id: sheet

    property int index: -1
    property string place: ""
    property bool favourite: false
    property bool kept: false
    property bool canAdd: false

    signal favouriteToggled
    signal homeSet
    signal workSet
    signal forgotten
    signal added

    shown: index >= 0

    function show(index: int, place: string, favourite: bool) {
        sheet.place = place;
        sheet.favourite = favourite;
        sheet.index = index;
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface

        MouseArea {
            anchors.fill: parent
        }
    }

    Column {
        anchors.fill: parent

        ListRow {
            width: sheet.width
            name: qsTr("Close")
            iconName: "close"
            title: sheet.place
            selected: true
            onClicked: sheet.index = -1
        }

        ListRow {
            width: sheet.width
            iconName: sheet.favourite ? "star-off-outline" : "star-outline"
            title: sheet.favourite ? qsTr("Not a favourite") : qsTr("Favourite")
            onClicked: {
                sheet.favouriteToggled();
                sheet.index = -1;
            }
        }

        ListRow {
            width: sheet.width
            iconName: "home-outline"
            title: qsTr("This is home")
            onClicked: {
                sheet.homeSet();
                sheet.index = -1;
            }
        }

        ListRow {
            width: sheet.width
            iconName: "briefcase-outline"
            title: qsTr("This is work")
            onClicked: {
                sheet.workSet();
                sheet.index = -1;
            }
        }

        ListRow {
            width: sheet.width
            visible: sheet.canAdd
            iconName: "map-marker-plus-outline"
            title: qsTr("Pass by here")
            onClicked: {
                sheet.added();
                sheet.index = -1;
            }
        }

        ListRow {
            width: sheet.width
            visible: sheet.kept
            iconName: "delete-outline"
            iconColor: Theme.bad
            title: qsTr("Take off the list")
            onClicked: {
                sheet.forgotten();
                sheet.index = -1;
            }
        }
    }
}
