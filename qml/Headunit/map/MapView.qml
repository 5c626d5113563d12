// The map with its gestures: pan with inertia, pinch, rotate, tilt, double tap, two-finger tap. Sizes in dp.
import QtQuick
import QtQuick.Window
import Headunit
import Headunit.ViewModels

Item {
    id: root

    property alias scene: map.scene
    property alias night: map.night
    property alias language: map.language
    property alias mode: map.mode
    property alias leftInset: map.leftInset
    property alias topInset: map.topInset
    property alias rightInset: map.rightInset
    property alias bottomInset: map.bottomInset
    property var covers: []     // rects in dp of cards and buttons over the map: no name is placed under them
    readonly property real zoom: map.zoom
    readonly property real bearing: map.bearing
    readonly property real tilt: map.tilt
    readonly property real vehicleX: map.vehicleX
    readonly property real vehicleY: map.vehicleY
    readonly property VectorMap item: map
    property real deviceScale: Metrics.scale * Screen.devicePixelRatio
    property bool interactive: true

    signal tapped(real lat, real lon)
    signal longPressed(real lat, real lon)
    signal alternativeTapped(int index)

    function recenter() { map.recenter(); }
    function zoomBy(levels: real) { map.zoomBy(levels); }
    function overview() { map.overview(); }
    function pointAt(lat: real, lon: real): point { return map.pointAt(lat, lon); }

    clip: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Map")
    Accessible.description: qsTr("© OpenStreetMap contributors") + ", GeoNames"

    VectorMap {
        id: map

        anchors.fill: parent
        night: Theme.night
        deviceScale: root.deviceScale
        covers: root.covers
        onTapped: (lat, lon) => root.tapped(lat, lon)
        onLongPressed: (lat, lon) => root.longPressed(lat, lon)
        onAlternativeTapped: index => root.alternativeTapped(index)
    }

    FrameAnimation {
        running: map.animating && root.visible
        onTriggered: map.advance(frameTime)
    }

    DragHandler {
        id: drag

        property real seenX: 0
        property real seenY: 0

        enabled: root.interactive
        target: null
        maximumPointCount: 1
        onActiveChanged: {
            if (active) {
                seenX = 0;
                seenY = 0;
            } else {
                map.release(centroid.velocity.x, centroid.velocity.y);
            }
        }
        onActiveTranslationChanged: {
            map.panBy(activeTranslation.x - seenX, activeTranslation.y - seenY);
            seenX = activeTranslation.x;
            seenY = activeTranslation.y;
        }
    }

    PinchHandler {
        id: pinch

        property real seenScale: 1
        property real seenRotation: 0
        property real seenX: 0
        property real seenY: 0

        enabled: root.interactive
        target: null
        onActiveChanged: {
            seenScale = 1;
            seenRotation = 0;
            seenX = 0;
            seenY = 0;
        }
        onActiveScaleChanged: {
            map.zoomAt(Math.log2(activeScale / seenScale), centroid.position.x, centroid.position.y);
            seenScale = activeScale;
        }
        onActiveRotationChanged: {
            map.rotateAt(activeRotation - seenRotation, centroid.position.x, centroid.position.y);
            seenRotation = activeRotation;
        }
        onActiveTranslationChanged: {
            map.panBy(activeTranslation.x - seenX, activeTranslation.y - seenY);
            seenX = activeTranslation.x;
            seenY = activeTranslation.y;
        }
    }

    DragHandler {
        id: tiltDrag

        property real seenY: 0

        enabled: root.interactive
        target: null
        minimumPointCount: 3
        maximumPointCount: 3
        xAxis.enabled: false
        onActiveChanged: seenY = 0
        onActiveTranslationChanged: {
            map.tiltBy((seenY - activeTranslation.y) * 0.2);
            seenY = activeTranslation.y;
        }
    }

    TapHandler {
        enabled: root.interactive
        gesturePolicy: TapHandler.DragThreshold
        onSingleTapped: eventPoint => {
            if (!twoFingers.seen)
                map.tapAt(eventPoint.position.x, eventPoint.position.y);
        }
        onTapped: eventPoint => {
            if (tapCount === 2)
                map.zoomStepAt(1, eventPoint.position.x, eventPoint.position.y);
        }
        onLongPressed: {
            if (!twoFingers.seen)
                map.pressAt(point.position.x, point.position.y);
        }
    }

    // Two fingers that come and go together zoom out. They only watch: pinch and drag work beside them.
    PointHandler {
        id: firstFinger

        enabled: root.interactive
        acceptedDevices: PointerDevice.TouchScreen
    }

    PointHandler {
        id: secondFinger

        enabled: root.interactive
        acceptedDevices: PointerDevice.TouchScreen
    }

    QtObject {
        id: twoFingers

        readonly property bool down: firstFinger.active && secondFinger.active
        property real x: 0
        property real y: 0
        property bool moved: false
        property bool seen: false   // until a tap of one of them would have been told

        onDownChanged: {
            if (down) {
                x = (firstFinger.point.position.x + secondFinger.point.position.x) / 2;
                y = (firstFinger.point.position.y + secondFinger.point.position.y) / 2;
                moved = false;
                seen = true;
                tapTime.restart();
                forget.restart();
            } else if (tapTime.running && !moved) {
                tapTime.stop();
                map.zoomStepAt(-1, x, y);
            }
        }
    }

    Connections {
        target: pinch

        function onActiveScaleChanged() {
            twoFingers.moved = twoFingers.moved || Math.abs(Math.log2(pinch.activeScale)) > 0.05;
        }

        function onActiveTranslationChanged() {
            const way = pinch.activeTranslation;
            twoFingers.moved = twoFingers.moved || Math.hypot(way.x, way.y) > Application.styleHints.startDragDistance;
        }
    }

    Timer { id: tapTime; interval: Application.styleHints.mouseDoubleClickInterval }

    Timer {
        id: forget

        interval: 2 * Application.styleHints.mouseDoubleClickInterval
        onTriggered: {
            if (twoFingers.down)
                restart();
            else
                twoFingers.seen = false;
        }
    }

    WheelHandler {
        enabled: root.interactive
        target: null
        onWheel: event => map.zoomAt(event.angleDelta.y / 480, event.x, event.y)
    }
}
