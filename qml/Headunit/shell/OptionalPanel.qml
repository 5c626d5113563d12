// Loads a panel with its view models when first needed and keeps it.
import QtQuick

Item {
    id: host

    property string panel: ""
    property var values: ({})
    property bool active: true
    readonly property bool ready: loader.status === Loader.Ready

    function load() {
        if (active && panel !== "" && loader.source.toString() === "")
            loader.setSource(Qt.resolvedUrl("../" + panel), values);
    }

    onActiveChanged: load()
    Component.onCompleted: load()

    Loader {
        id: loader

        anchors.fill: parent
    }
}
