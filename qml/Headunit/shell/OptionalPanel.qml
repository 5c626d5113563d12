// Loads a panel with its view models when first needed and keeps it.
import QtQuick

Item {
    id: host

    property string panel: ""
    property var values: ({})
    property bool active: true
    // Behind the panel.
    property color ground: "transparent"
    readonly property bool ready: loader.status === Loader.Ready

    function load() {
        if (active && panel !== "" && loader.source.toString() === "")
            loader.setSource(Qt.resolvedUrl("../" + panel), values);
    }

    onActiveChanged: load()
    Component.onCompleted: load()

    Rectangle {
        anchors.fill: parent
        visible: host.ground.a > 0
        color: host.ground
    }

    Loader {
        id: loader

        anchors.fill: parent
    }
}
