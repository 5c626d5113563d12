// Letters for the driver's scripts. It dims what leads nowhere, and never moves a key from its place.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: keyboard

    // Letters that lead to a place, when `known`; else all are live.
    property string letters: ""
    property bool known: false
    property string layout: "latin"
    property bool canSearch: true
    // Shown only where something listens.
    property bool canSpeak: false

    signal typed(string text)
    signal erased
    signal submitted
    signal spoken

    readonly property var layouts: ({
            latin: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
            digits: ["1234567890", "-/+.,'&()", "éèêàçñß"],
            arabic: ["ضصثقفغعهخح", "شسيبلاتنم", "ئءرىةوز"],
            arabic2: ["جدذطظكؤآأإ", "ـ،؟٠١٢٣٤٥", "٦٧٨٩لآى"],
            kana: ["あいうえおかきくけこ", "さしすせそたちつて", "とまみむめもん"],
            kana2: ["なにぬねのはひふへほ", "やゆよらりるれろわ", "ー゛゜っゃゅょ"]
        })
    readonly property var order: ["latin", "arabic", "kana"]
    readonly property var second: ({
            latin: "digits",
            digits: "latin",
            arabic: "arabic2",
            arabic2: "arabic",
            kana: "kana2",
            kana2: "kana"
        })
    readonly property var rows: layouts[layout]
    readonly property real unit: width / 10
    readonly property real keyHeight: 98

    implicitWidth: 760
    implicitHeight: 4 * keyHeight
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    function leads(letter: string): bool {
        // Digits and signs are never dimmed; the engine's regular expressions know no letter classes.
        const isLetter = letter.toLowerCase() !== letter.toUpperCase() || letter.charCodeAt(0) > 0x600;
        return !known || !isLetter || letters.indexOf(letter) >= 0;
    }

    function base(layout: string): string {
        return order.includes(layout) ? layout : second[layout];
    }

    function nextLayout() {
        keyboard.layout = order[(order.indexOf(base(layout)) + 1) % order.length];
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Repeater {
        model: keyboard.rows[0].length

        Key {
            required property int index

            text: keyboard.rows[0].charAt(index)
            live: keyboard.leads(text)
            x: index * keyboard.unit
            width: keyboard.unit
            height: keyboard.keyHeight
            onClicked: keyboard.typed(text)
        }
    }

    Repeater {
        model: keyboard.rows[1].length

        Key {
            required property int index

            text: keyboard.rows[1].charAt(index)
            live: keyboard.leads(text)
            x: (index + 0.5) * keyboard.unit
            y: keyboard.keyHeight
            width: keyboard.unit
            height: keyboard.keyHeight
            onClicked: keyboard.typed(text)
        }
    }

    Divider {
        // The half key left and right of the middle row.
        y: keyboard.keyHeight
        width: keyboard.width
    }

    Divider {
        x: 9.5 * keyboard.unit
        y: keyboard.keyHeight
        height: keyboard.keyHeight
        vertical: true
    }

    Divider {
        y: keyboard.keyHeight
        height: keyboard.keyHeight
        vertical: true
    }

    Key {
        y: 2 * keyboard.keyHeight
        width: 1.5 * keyboard.unit
        height: keyboard.keyHeight
        letter: false
        switches: true
        name: qsTr("More characters")
        text: keyboard.layout === "digits" ? "abc" : keyboard.base(keyboard.layout) === "latin" ? "123" : ""
        iconName: text === "" ? "swap-horizontal" : ""
        onClicked: keyboard.layout = keyboard.second[keyboard.layout]
    }

    Repeater {
        model: keyboard.rows[2].length

        Key {
            required property int index

            text: keyboard.rows[2].charAt(index)
            live: keyboard.leads(text)
            x: (index + 1.5) * keyboard.unit
            y: 2 * keyboard.keyHeight
            width: keyboard.unit
            height: keyboard.keyHeight
            onClicked: keyboard.typed(text)
        }
    }

    Key {
        x: 8.5 * keyboard.unit
        y: 2 * keyboard.keyHeight
        width: 1.5 * keyboard.unit
        height: keyboard.keyHeight
        letter: false
        name: qsTr("Erase")
        iconName: "backspace-outline"
        onClicked: keyboard.erased()
    }

    Key {
        y: 3 * keyboard.keyHeight
        width: 1.5 * keyboard.unit
        height: keyboard.keyHeight
        letter: false
        name: qsTr("Other script")
        iconName: "translate"
        onClicked: keyboard.nextLayout()
    }

    Key {
        x: 1.5 * keyboard.unit
        y: 3 * keyboard.keyHeight
        width: (keyboard.canSpeak ? 1.5 : 0) * keyboard.unit
        height: keyboard.keyHeight
        visible: keyboard.canSpeak
        letter: false
        name: qsTr("Speak")
        iconName: "microphone"
        onClicked: keyboard.spoken()
    }

    Key {
        x: (keyboard.canSpeak ? 3 : 1.5) * keyboard.unit
        y: 3 * keyboard.keyHeight
        width: (keyboard.canSpeak ? 4 : 5.5) * keyboard.unit
        height: keyboard.keyHeight
        letter: false
        text: qsTr("space")
        onClicked: keyboard.typed(" ")
    }

    Key {
        x: 7 * keyboard.unit
        y: 3 * keyboard.keyHeight
        width: 3 * keyboard.unit
        height: keyboard.keyHeight
        letter: false
        primary: true
        enabled: keyboard.canSearch
        text: qsTr("Search")
        iconName: "magnify"
        onClicked: keyboard.submitted()
    }
}
