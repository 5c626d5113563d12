// What plays, on whichever player the bus has: artwork, seek, sources.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property MediaModel media

    readonly property bool tall: height > width
    readonly property real tabsHeight: media.sources.count > 0 ? 104 : 0
    readonly property real artSize: tall ? Math.min(width - 2 * 112, height - tabsHeight - 490) : 400

    EmptyNote {
        anchors.centerIn: parent
        width: Math.min(640, parent.width - 80)
        visible: !screen.media.available
        iconName: "music-off"
        title: qsTr("Nothing is playing")
        text: qsTr("Start a player, connect a phone or plug in a USB stick.")
    }

    ListView {
        anchors.fill: parent
        anchors.bottomMargin: screen.tabsHeight
        visible: screen.media.available && screen.media.listing
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: screen.media.tracks
        delegate: ListRow {
            id: piece

            required property string track
            required property string label
            required property string details
            required property bool current

            width: ListView.view.width
            implicitHeight: piece.details === "" ? Metrics.rowHeight : 88
            iconName: piece.current ? "volume-high" : "music-note"
            title: piece.label
            subtitle: piece.details
            selected: piece.current
            onClicked: screen.media.play(piece.track)
        }
    }

    Item {
        anchors.fill: parent
        visible: screen.media.available && !screen.media.listing

        CoverArt {
            id: art

            anchors.left: screen.tall ? undefined : parent.left
            anchors.leftMargin: 32
            anchors.horizontalCenter: screen.tall ? parent.horizontalCenter : undefined
            y: screen.tall ? 40 : 32
            width: screen.artSize
            height: screen.artSize
            source: screen.media.art
        }

        Item {
            id: words

            anchors.left: screen.tall ? parent.left : art.right
            anchors.leftMargin: 40
            anchors.right: parent.right
            anchors.rightMargin: 40
            y: screen.tall ? art.y + art.height + 24 : 66
            height: 400

            Label {
                id: title

                width: parent.width
                height: Metrics.lineL
                size: Label.L
                text: screen.media.title
                horizontalAlignment: Text.AlignLeft
            }

            Label {
                id: artist

                width: parent.width
                y: 60
                weight: Font.Normal
                color: Theme.text2
                text: screen.media.artist
                horizontalAlignment: Text.AlignLeft
            }

            ValueSlider {
                // Players are not mirrored: the tape runs the same way everywhere.
                y: 101
                width: parent.width
                LayoutMirroring.enabled: false
                LayoutMirroring.childrenInherit: true
                visible: screen.media.timed
                enabled: screen.media.canSeek
                name: qsTr("Position in the title")
                fraction: screen.media.fraction
                onReleased: fraction => screen.media.seek(fraction)
            }

            Label {
                x: 0
                y: 158
                visible: screen.media.timed
                size: Label.S
                color: Theme.text2
                text: screen.media.position
            }

            Label {
                x: parent.width - width
                y: 158
                visible: screen.media.timed
                size: Label.S
                color: Theme.text2
                text: screen.media.length
            }

            Row {
                x: Metrics.mirrored ? parent.width - width : 0
                y: 204
                spacing: Metrics.targetGap
                LayoutMirroring.enabled: false

                IconButton {
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: "skip-previous"
                    iconSize: 44
                    enabled: screen.media.canPrevious
                    name: qsTr("Previous title")
                    onClicked: screen.media.previous()
                }

                IconButton {
                    width: 96
                    height: 96
                    radius: 48
                    primary: true
                    iconName: screen.media.playing ? "pause" : "play"
                    iconSize: 48
                    name: screen.media.playing ? qsTr("Pause") : qsTr("Play")
                    onClicked: screen.media.playPause()
                }

                IconButton {
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: "skip-next"
                    iconSize: 44
                    enabled: screen.media.canNext
                    name: qsTr("Next title")
                    onClicked: screen.media.next()
                }
            }

            IconButton {
                anchors.right: parent.right
                y: 214
                visible: screen.media.tracks.count > 1
                iconName: "shuffle-variant"
                ink: screen.media.shuffle ? Theme.accent : Theme.text2
                checkable: true
                checked: screen.media.shuffle
                name: qsTr("Shuffle")
                onClicked: screen.media.toggleShuffle()
            }

            Icon {
                id: speaker

                anchors.left: parent.left
                anchors.verticalCenter: volume.verticalCenter
                name: screen.media.volume > 0 ? "volume-high" : "volume-off"
                color: Theme.text2
            }

            ValueSlider {
                id: volume

                anchors.left: speaker.right
                anchors.leftMargin: 24
                anchors.right: parent.right
                y: 324
                name: qsTr("Volume")
                fraction: screen.media.volume
                onMoved: fraction => screen.media.setVolume(fraction)
            }
        }

    }

    Item {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: screen.tabsHeight
        visible: screen.tabsHeight > 0

        Divider {
            anchors.left: parent.left
            anchors.right: parent.right
        }

        Row {
            id: tabs

            readonly property bool queued: screen.media.tracks.count > 0
            readonly property int shown: screen.media.sources.count + (queued ? 1 : 0)
            readonly property real tabWidth: screen.width / Math.max(3, shown)

            anchors.left: parent.left
            anchors.right: parent.right

            Repeater {
                model: screen.media.sources

                SourceTab {
                    id: tab

                    required property string source
                    required property string label
                    required property string icon
                    required property bool current

                    width: tabs.tabWidth
                    text: tab.label
                    iconName: tab.icon
                    // While the queue is looked at, that is where one is.
                    selected: tab.current && !screen.media.listing
                    onClicked: screen.media.select(tab.source)
                }
            }

            SourceTab {
                width: tabs.tabWidth
                visible: tabs.queued
                text: qsTr("Queue")
                iconName: "playlist-music"
                selected: screen.media.listing
                last: true
                onClicked: screen.media.toggleListing()
            }
        }
    }
}
