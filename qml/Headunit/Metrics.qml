// The one authority on sizes. All of QML is written in dp: the root item is as large as the window in dp and is scaled
// once by `scale`, so a number in a file is a number of the design. Only what makes textures (map, images) needs `scale`.
pragma Singleton
import QtQuick

QtObject {
    id: metrics

    // Window in device-independent pixels; set by the root.
    property real windowWidth: 1280
    property real windowHeight: 720

    readonly property bool portrait: windowHeight > windowWidth
    // Pixels per dp: height / 720 in landscape, width / 864 in portrait.
    readonly property real scale: portrait ? windowWidth / 864 : windowHeight / 720
    readonly property real width: windowWidth / scale
    readonly property real height: windowHeight / scale
    // Room for a second card beside the map.
    readonly property bool wide: !portrait && width >= 1800
    // Whole pixels, so that a divider neither blurs nor vanishes when the design is scaled.
    readonly property real hairline: Math.max(1, Math.round(scale)) / scale

    // Chrome
    readonly property real railSize: 104
    readonly property real statusHeight: 56
    readonly property real climateHeight: portrait ? 176 : 88
    readonly property real stageX: portrait || mirrored ? (wide && mirrored ? 24 + cardWidth + stageGap : 0) : railSize
    readonly property real stageY: statusHeight
    readonly property real stageWidth: portrait ? width
        : wide ? width - railSize - stageGap - cardWidth - 24 : width - railSize
    readonly property real stageHeight: height - statusHeight - climateHeight - (portrait ? railSize : 0)
    readonly property real stageGap: 24
    readonly property real cardWidth: 592
    readonly property real columnWidth: 440
    readonly property real overlayMargin: 16

    // Right-to-left interface; set by the root.
    property bool mirrored: false

    // Targets
    readonly property real target: 76
    readonly property real targetGap: 23
    readonly property real rowHeight: 80
    readonly property int maximumRows: 6

    // Space and shape
    readonly property real grid: 8
    readonly property real gap: 16
    readonly property real padding: 24
    readonly property real radiusCard: 24
    readonly property real radiusButton: 20
    readonly property real radiusLane: 12

    // Icons
    readonly property real iconRail: 40
    readonly property real iconButton: 38
    readonly property real iconRow: 34
    readonly property real iconStatus: 29

    // Type: four sizes, no others
    readonly property string family: "Inter"
    readonly property var tabular: ({ "tnum": 1 })
    readonly property real sizeXL: 96
    readonly property real sizeL: 48
    readonly property real sizeM: 32
    readonly property real sizeS: 24
    readonly property real lineXL: 96 * lineFactor
    readonly property real lineL: 53 * lineFactor
    readonly property real lineM: 40 * lineFactor
    readonly property real lineS: 30 * lineFactor
    // Arabic needs more air between lines.
    readonly property real lineFactor: mirrored ? 1.15 : 1

    // Motion, in ms. Where it is calm (a moving car, or the driver wants it so) cards and screens are there at once;
    // what a finger does itself, and the map, move all the same. Set by the root.
    property bool calm: false
    readonly property int motionPress: 150
    readonly property int motionCard: calm ? 0 : 200
    readonly property int motionScreen: calm ? 0 : 250
    readonly property real cardShift: 16
}
