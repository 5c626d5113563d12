// The second card of a wide screen: what plays and how far the car goes, beside the map.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: card

    required property MediaModel media
    required property DriveModel drive
    required property EnergyModel energy

    Item {
        id: player

        width: parent.width
        height: 224

        CoverArt {
            id: art

            anchors.left: parent.left
            anchors.leftMargin: 32
            y: 32
            width: 160
            height: 160
            source: card.media.art
        }

        Label {
            id: title

            anchors.left: art.right
            anchors.leftMargin: 28
            anchors.right: parent.right
            anchors.rightMargin: 32
            y: 30
            text: card.media.available ? card.media.title : qsTr("Nothing is playing")
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            anchors.left: title.left
            anchors.right: title.right
            y: 74
            size: Label.S
            color: Theme.text2
            text: card.media.artist
            horizontalAlignment: Text.AlignLeft
        }

        Row {
            x: Metrics.mirrored ? title.x + title.width - width + 16 : title.x - 16
            y: 118
            visible: card.media.available
            spacing: Metrics.targetGap
            LayoutMirroring.enabled: false

            IconButton {
                iconName: "skip-previous"
                enabled: card.media.canPrevious
                name: qsTr("Previous title")
                onClicked: card.media.previous()
            }

            IconButton {
                radius: 38
                raised: true
                iconName: card.media.playing ? "pause" : "play"
                iconSize: 44
                name: card.media.playing ? qsTr("Pause") : qsTr("Play")
                onClicked: card.media.playPause()
            }

            IconButton {
                iconName: "skip-next"
                enabled: card.media.canNext
                name: qsTr("Next title")
                onClicked: card.media.next()
            }
        }
    }

    Divider {
        anchors.top: player.bottom
        width: parent.width
    }

    Item {
        id: range

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 32
        y: 224
        height: 190

        Reading {
            anchors.left: parent.left
            y: 28
            number: card.drive.rangeNumber
            unit: qsTr("%1 range", "after a number: km range").arg(card.drive.rangeUnit)
            size: Label.L
        }

        Label {
            anchors.right: parent.right
            y: 42
            text: card.drive.level
            color: card.drive.levelLow ? Theme.warn : Theme.text
        }

        Label {
            anchors.left: parent.left
            y: 92
            size: Label.S
            color: Theme.text2
            text: card.drive.rangeSpan === "" ? qsTr("unknown") : qsTr("%1 likely").arg(card.drive.rangeSpan)
        }

        RangeBar {
            y: 134
            width: parent.width
            fraction: card.drive.levelFraction
            known: card.drive.levelKnown
            reserve: card.drive.reserveFraction
            low: card.drive.levelLow
        }
    }

    Divider {
        y: 414
        width: parent.width
    }

    Item {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 32
        y: 414
        height: parent.height - 414

        Icon {
            id: flow

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            name: card.energy.motorFlow < 0 ? "battery-arrow-up" : "flash"
            color: card.energy.motorFlow < 0 ? Theme.ok : Theme.text2
        }

        Label {
            anchors.left: flow.right
            anchors.leftMargin: 20
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -18
            text: card.energy.motor
        }

        Label {
            anchors.left: flow.right
            anchors.leftMargin: 20
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: 20
            size: Label.S
            color: Theme.text2
            text: card.energy.motorFlow < 0 ? qsTr("into the battery") : qsTr("out of the battery")
        }
    }
}
