// The map is home: cards in one column on the driver's side, buttons on the other, the road clear between them.
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property ShellModel shell
    required property NavigationModel navigation
    required property SearchModel search
    required property PreviewModel preview
    required property QtObject mapScene

    // What lies over the map: "", "steps" or "menu".
    property string sheet: ""
    readonly property bool guiding: navigation.phase === "guiding"
    readonly property bool previewing: navigation.phase === "preview"
    readonly property bool searching: shell.searching
    readonly property real side: Metrics.overlayMargin + Metrics.columnWidth
    readonly property real previewWidth: Metrics.portrait ? width : 511 + Metrics.hairline
    readonly property real previewHeight: Metrics.portrait ? Math.min(height * 0.62, 576) : height
    // What the cards cover, on the side where they are.
    readonly property real coveredLeading: Metrics.portrait ? 0 : previewing ? previewWidth : side
    readonly property real coveredTrailing: Metrics.portrait || previewing ? 0 : 52

    // Cards and buttons that lie on the map now: no name is written under them.
    readonly property list<rect> covers: [browse, maneuver, arrival, steps, trip, menu, buttons, close, pill]
        .filter(card => card.visible).map(card => Qt.rect(card.x, card.y, card.width, card.height))

    // Where a notification may stand: below the cards of a portrait screen, beside the buttons.
    readonly property Item noteAbove: !Metrics.portrait ? null : maneuver.shown ? maneuver : arrival.shown ? arrival
        : browse.shown ? browse : null
    readonly property real noteTop: noteAbove ? noteAbove.y + noteAbove.height + Metrics.targetGap - Metrics.overlayMargin : 0
    readonly property real noteEnd: searching ? 0 : Metrics.target + Metrics.targetGap

    function closeSheets() {
        sheet = "";
        previewPanel.reset();
    }

    onGuidingChanged: closeSheets()
    onPreviewingChanged: closeSheets()

    Item {
        id: home

        // What the search covers can neither be touched nor reached by keys, nor does it cost a frame.
        anchors.fill: parent
        visible: finder.presence < 1
        enabled: !screen.searching

        MapHost {
            id: map

            anchors.fill: parent
            scene: screen.mapScene
            night: screen.shell.night
            language: screen.shell.language
            mode: screen.previewing ? "overview" : screen.navigation.mapMode
            leftInset: Metrics.mirrored ? screen.coveredTrailing : screen.coveredLeading
            rightInset: Metrics.mirrored ? screen.coveredLeading : screen.coveredTrailing
            topInset: Metrics.portrait && screen.guiding ? maneuver.height + 2 * Metrics.overlayMargin : 0
            bottomInset: Metrics.portrait ? (screen.previewing ? screen.previewHeight : 144) : 0
            covers: screen.covers
            onModeAsked: mode => screen.navigation.mapMode = mode
            onHeldAt: (lat, lon) => screen.search.choosePoint(lat, lon, "")
            onAlternativeTapped: index => screen.preview.select(index)
        }

        WayBubbles {
            anchors.fill: parent
            visible: screen.previewing
            preview: screen.preview
            map: map
        }

        RoadPill {
            id: pill

            x: Math.round(map.vehicleX - width / 2)
            y: Math.round(Math.min(map.vehicleY + 63, screen.height - height - Metrics.overlayMargin))
            visible: road !== "" && !screen.previewing && map.following && screen.navigation.positioned
            road: screen.navigation.road
        }

        // The column -------------------------------------------------------------------------------

        ManeuverCard {
            id: maneuver

            anchors.left: parent.left
            anchors.right: Metrics.portrait ? parent.right : undefined
            anchors.top: parent.top
            anchors.margins: Metrics.overlayMargin
            width: Metrics.columnWidth
            shown: screen.guiding && screen.sheet === "" && (turn.kind ?? "") !== ""
            fromY: -Metrics.cardShift
            turn: screen.navigation.turn
            then: screen.navigation.then
            distance: screen.navigation.distance
            progress: screen.navigation.progress
            onClicked: screen.sheet = "steps"
        }

        ProblemNote {
            // Beside the column; in portrait, where the column is as wide as the stage, below it.
            readonly property real along: Metrics.portrait ? Metrics.overlayMargin : screen.side + Metrics.overlayMargin

            x: Metrics.mirrored ? parent.width - along - width : along
            y: Metrics.portrait && maneuver.shown ? maneuver.y + maneuver.height + Metrics.overlayMargin
                : Metrics.portrait && (browse.shown || arrival.shown) ? 240 : Metrics.overlayMargin
            room: screen.width - along - 2 * Metrics.overlayMargin - Metrics.target
            problem: screen.previewing ? "" : screen.navigation.problem || screen.navigation.unmapped
            rerouting: screen.navigation.rerouting
            // Of a car that says nothing at all the status line tells, and a notification.
            waiting: !screen.previewing && !screen.navigation.positioned && screen.shell.connected
                && screen.navigation.unmapped !== "no_map"
        }

        BrowseBar {
            id: browse

            anchors.left: parent.left
            anchors.top: parent.top
            anchors.margins: Metrics.overlayMargin
            shown: screen.navigation.phase === "browse"
            fromY: -Metrics.cardShift
            home: screen.search.hasHome
            work: screen.search.hasWork
            onClicked: screen.shell.searching = true
            onHomeChosen: screen.search.goHome()
            onWorkChosen: screen.search.goToWork()
        }

        ArrivalCard {
            id: arrival

            anchors.left: parent.left
            anchors.right: Metrics.portrait ? parent.right : undefined
            anchors.top: parent.top
            anchors.margins: Metrics.overlayMargin
            width: Metrics.columnWidth
            shown: screen.navigation.phase === "arrived"
            fromY: -Metrics.cardShift
            destination: screen.navigation.destination
            onDone: screen.navigation.stop()
        }

        StepList {
            id: steps

            anchors.left: parent.left
            anchors.right: Metrics.portrait ? parent.right : undefined
            anchors.top: parent.top
            anchors.margins: Metrics.overlayMargin
            width: Metrics.columnWidth
            height: Math.min(implicitHeight, trip.y - 2 * Metrics.overlayMargin)
            shown: screen.guiding && screen.sheet === "steps"
            fromY: -Metrics.cardShift
            steps: screen.navigation.steps
            rows: screen.shell.rows
            onClosed: screen.sheet = ""
        }

        TripCard {
            id: trip

            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.margins: Metrics.overlayMargin
            shown: !screen.previewing
            fromY: Metrics.cardShift
            guiding: screen.guiding
            brief: screen.sheet === "steps"
            speed: screen.navigation.speed
            trip: screen.navigation.trip
            onClicked: screen.sheet = "menu"
            onStopped: screen.navigation.stop()
        }

        TripMenu {
            id: menu

            anchors.left: parent.left
            anchors.right: Metrics.portrait ? parent.right : undefined
            anchors.bottom: parent.bottom
            anchors.margins: Metrics.overlayMargin
            width: Metrics.columnWidth
            shown: screen.guiding && screen.sheet === "menu"
            fromY: Metrics.cardShift
            onClosed: screen.sheet = ""
            onStepsWanted: screen.sheet = "steps"
            onRepeatWanted: {
                screen.navigation.repeat();
                screen.sheet = "";
            }
            stops: screen.navigation.stopCount
            onStopSkipped: {
                screen.navigation.skipStop();
                screen.sheet = "";
            }
            onStopAdded: {
                screen.sheet = "";
                screen.search.adding = true;
                screen.shell.searching = true;
            }
            onStopped: screen.navigation.stop()
        }

        // The other side ---------------------------------------------------------------------------

        MapButtons {
            id: buttons

            anchors.right: parent.right
            // In portrait the cards are as wide as the stage, so the buttons begin below them.
            y: !Metrics.portrait ? Metrics.overlayMargin : maneuver.shown ? maneuver.y + maneuver.height + 56
                : arrival.shown ? arrival.y + arrival.height + Metrics.targetGap : Metrics.overlayMargin
            anchors.rightMargin: Metrics.overlayMargin
            visible: !screen.previewing && !(Metrics.portrait && screen.sheet !== "")
            bearing: map.bearing
            tilt: map.tilt
            mode: screen.navigation.mapMode
            muted: screen.navigation.muted
            guiding: screen.guiding
            onCompassClicked: screen.navigation.nextMode()
            onSearchClicked: screen.shell.searching = true
            onVoiceClicked: screen.navigation.toggleVoice()
            onOverviewClicked: screen.navigation.mapMode = "overview"
            onRecenterClicked: screen.navigation.recenter()
            jamOpen: jam.shown
            onJamClicked: screen.sheet = screen.sheet === "jam" ? "" : "jam"
        }

        JamCard {
            id: jam

            anchors.right: Metrics.portrait ? parent.right : buttons.left
            anchors.top: parent.top
            anchors.margins: Metrics.overlayMargin
            anchors.topMargin: Metrics.portrait && maneuver.shown ? maneuver.y + maneuver.height + Metrics.targetGap
                : Metrics.overlayMargin
            width: Metrics.portrait ? parent.width - 2 * Metrics.overlayMargin
                : Math.min(implicitWidth, buttons.x - Metrics.columnWidth - 4 * Metrics.overlayMargin)
            shown: screen.guiding && screen.sheet === "jam"
            fromY: -Metrics.cardShift
            lengths: screen.navigation.jamLengths
            onChosen: index => {
                screen.navigation.avoidAhead(index);
                screen.sheet = "";
            }
            onClosed: screen.sheet = ""
        }

        // Preview and search -----------------------------------------------------------------------

        RoutePreview {
            id: previewPanel

            anchors.left: parent.left
            anchors.bottom: parent.bottom
            width: screen.previewWidth
            height: screen.previewHeight
            shown: screen.previewing
            fromX: Metrics.portrait ? 0 : Metrics.mirrored ? Metrics.cardShift : -Metrics.cardShift
            fromY: Metrics.portrait ? Metrics.cardShift : 0
            preview: screen.preview
            rows: screen.shell.rows
            locked: !screen.shell.typing
            onStopWanted: {
                screen.search.adding = true;
                screen.shell.searching = true;
            }
        }

        MapButton {
            id: close

            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Metrics.overlayMargin
            visible: screen.previewing
            name: qsTr("Close the preview")
            iconName: "close"
            onClicked: screen.preview.cancel()
        }
    }

    SearchScreen {
        id: finder

        anchors.fill: parent
        shown: screen.searching
        search: screen.search
        locked: !screen.shell.typing
        rows: screen.shell.rows
        passenger: screen.shell.passenger
        onUnlockWanted: screen.shell.unlockForPassenger()
        canAdd: screen.guiding || screen.previewing
        onClosed: {
            screen.search.adding = false;
            screen.shell.searching = false;
        }
    }

    Connections {
        target: screen.search

        function onChosen() {
            screen.shell.searching = false;
        }
    }
}
