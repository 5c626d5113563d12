// What the route should keep away from.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Reveal {
    id: sheet

    property bool tolls: false
    property bool motorways: false
    property bool ferries: false
    property bool unpaved: false

    signal closed
    signal toggled(string what, bool avoided)

    readonly property var rows: [
        { what: "tolls", icon: "cash", title: qsTr("Tolls"), on: tolls },
        { what: "motorways", icon: "highway", title: qsTr("Motorways"), on: motorways },
        { what: "ferries", icon: "ferry", title: qsTr("Ferries"), on: ferries },
        { what: "unpaved", icon: "terrain", title: qsTr("Unpaved roads"), on: unpaved }
    ]

    Rectangle {
        anchors.fill: parent
        color: Theme.surface

        MouseArea {
            anchors.fill: parent
        }
    }

    Item {
        id: header

        width: parent.width
        height: 88

        IconButton {
            id: back

            anchors.left: parent.left
            anchors.leftMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Back")
            iconName: Metrics.mirrored ? "arrow-right" : "arrow-left"
            onClicked: sheet.closed()
        }

        Label {
            anchors.left: back.right
            anchors.leftMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            weight: Font.DemiBold
            text: qsTr("Avoid")
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    Column {
        anchors.top: header.bottom
        width: parent.width

        Repeater {
            model: sheet.rows

            ListRow {
                required property var modelData

                width: sheet.width
                iconName: modelData.icon
                title: modelData.title
                checkable: true
                checked: modelData.on
                trailingText: modelData.on ? qsTr("Avoided") : qsTr("Allowed")
                selected: modelData.on
                onClicked: sheet.toggled(modelData.what, !modelData.on)
            }
        }
    }
}
