// Where the renderer's MapView stands; until it is there (or cannot load) the ground's colour is shown.
import QtQuick
import Headunit

Item {
    id: host

    property QtObject scene: null
    property bool night: true
    property string language: "en"
    property string mode: "perspective"
    property real leftInset: 0
    property real topInset: 0
    property real rightInset: 0
    property real bottomInset: 0
    property list<rect> covers: []
    readonly property var view: loader.item
    readonly property real bearing: view ? view.bearing : 0
    readonly property real tilt: view ? view.tilt : 0
    // Where the car is drawn, in dp of this item.
    readonly property real vehicleX: view ? view.vehicleX : width / 2
    readonly property real vehicleY: view ? view.vehicleY : height / 2
    readonly property bool following: mode !== "free" && mode !== "overview"

    // Counts the movements of the camera, so that what stands on the map can follow.
    property int revision: 0
    readonly property bool canPlace: view !== null && typeof view.item.pointAt === "function"

    function pointAt(lat: real, lon: real, _revision: int): point {
        return canPlace ? view.item.pointAt(lat, lon) : Qt.point(0, 0);
    }

    signal modeAsked(string mode)
    signal heldAt(real lat, real lon)
    signal alternativeTapped(int index)

    Rectangle {
        anchors.fill: parent
        color: Theme.land
    }

    Loader {
        id: loader

        anchors.fill: parent
        source: Qt.resolvedUrl("../map/MapView.qml")
        onLoaded: {
            const view = item;
            for (const name of ["scene", "night", "language", "leftInset", "topInset", "rightInset", "bottomInset",
                "covers"])
                view[name] = Qt.binding(() => host[name]);
            view.mode = host.mode;
        }
    }

    onModeChanged: if (view && view.mode !== mode) view.mode = mode

    Connections {
        target: loader.item
        ignoreUnknownSignals: true

        function onModeChanged() {
            if (host.view.mode !== host.mode)
                host.modeAsked(host.view.mode);
        }

        function onLongPressed(lat, lon) {
            host.heldAt(lat, lon);
        }

        function onAlternativeTapped(index) {
            host.alternativeTapped(index);
        }
    }

    Connections {
        target: host.view ? host.view.item : null
        ignoreUnknownSignals: true

        function onViewChanged() {
            host.revision += 1;
        }
    }
}
