// Every colour of the interface, by night and by day (design tokens). The root sets `night`; nobody else writes here.
pragma Singleton
import QtQuick

QtObject {
    property bool night: true

    readonly property color bg: night ? "#0B0D10" : "#E3E5E6"
    readonly property color surface: night ? "#161B21" : "#F7F7F5"
    readonly property color raised: night ? "#212830" : "#E9EAEA"
    readonly property color press: night ? "#2C353F" : "#D9DCDE"
    readonly property color line: night ? "#313A44" : "#C7CBCF"
    readonly property color control: night ? "#6F7C89" : "#6B757F"
    readonly property color text: night ? "#E8EBEE" : "#14181D"
    readonly property color text2: night ? "#A7B1BC" : "#4A545E"
    readonly property color disabled: night ? "#6A7581" : "#757F89"
    readonly property color accent: night ? "#4AA3FF" : "#0757CB"
    readonly property color accentPress: Qt.darker(accent, 1.12)
    readonly property color accentInk: night ? "#06182B" : "#FFFFFF"
    readonly property color accentTint: night ? "#12304F" : "#D8E6FB"
    readonly property color ok: night ? "#3CCB8A" : "#086F3E"
    readonly property color warn: night ? "#F0A63C" : "#8A5000"
    readonly property color bad: night ? "#FF6B57" : "#B8281B"
    // Ink on a tile of warn, ok or bad.
    readonly property color statusInk: night ? "#101418" : "#FFFFFF"
    readonly property color sign: night ? "#F1F4F7" : "#FFFFFF"
    readonly property color signInk: "#101418"
    readonly property color signRing: night ? "#E0483E" : "#D2271C"
    // What the map shows before it shows anything.
    readonly property color land: night ? "#12161A" : "#ECE9E2"
    // A dark screen, and what stands on a camera's picture: the same by day and night.
    readonly property color black: "#000000"
    readonly property color cameraInk: "#E8EBEE"
    readonly property color cameraInk2: "#A7B1BC"
    readonly property color guide: "#F0A63C"
    readonly property color guideNear: "#FF6B57"
}
