// Letters for the driver's scripts. It dims what leads nowhere, yet types it: the search forgives more than it
// foresees. It never moves a key from its place.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: keyboard

    // Letters that lead to a place, when `known`; else none is dim.
    property string letters: ""
    property bool known: false
    property string layout: order[0]
    property bool canSearch: true
    // A plus code is being typed: its letters and digits stand side by side.
    property bool code: false
    // Its script comes first.
    property string language: "en"
    // Shown only where something listens.
    property bool canSpeak: false

    signal typed(string text)
    signal erased
    signal submitted
    signal spoken

    readonly property var layouts: ({
            latin: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
            digits: ["1234567890", "-/+.,'&()", "éèêàçñß"],
            code: ["23456789CF", "GHJMPQRVW", "X+01-,."],
            qwertz: ["qwertzuiop", "asdfghjkl", "yxcvbnm"],
            azerty: ["azertyuiop", "qsdfghjkl", "wxcvbnm"],
            cyrillic: ["йцукенгшщз", "фывапролд", "ячсмить"],
            cyrillic2: ["хжэбюъёіўї", "1234567єґ", "890-/,."],
            greek: ["ςερτυθιοπ-", "ασδφγηξκλ", "ζχψωβνμ"],
            greek2: ["1234567890", "άέήίόύώϊϋ", "-/+.,'&"],
            hebrew: ["קראטוןםפשד", "גכעיחלךזס", "בהנמצתץ"],
            hebrew2: ["1234567890", "ף-/+.,'&\"", "()־׳״#:"],
            arabic: ["ضصثقفغعهخح", "شسيبلاتنم", "ئءرىةوز"],
            arabic2: ["جدذطظكؤآأإ", "ـ،؟٠١٢٣٤٥", "٦٧٨٩لآى"],
            kana: ["あいうえおかきくけこ", "さしすせそたちつて", "とまみむめもん"],
            kana2: ["なにぬねのはひふへほ", "やゆよらりるれろわ", "ー゛゜っゃゅょ"]
        })
    readonly property string home: language === "de" ? "qwertz" : language === "fr" ? "azerty" : "latin"
    readonly property var order: {
        const scripts = [home, "arabic", "kana", "cyrillic", "greek", "hebrew"];
        const first = language === "ar" ? "arabic" : language === "ja" ? "kana" : home;
        return [first, ...scripts.filter(script => script !== first)];
    }
    readonly property var second: ({
            latin: "digits",
            qwertz: "digits",
            azerty: "digits",
            digits: home,
            cyrillic: "cyrillic2",
            cyrillic2: "cyrillic",
            greek: "greek2",
            greek2: "greek",
            hebrew: "hebrew2",
            hebrew2: "hebrew",
            arabic: "arabic2",
            arabic2: "arabic",
            kana: "kana2",
            kana2: "kana"
        })
    // The driver went back to the letters although a code is being typed.
    property bool escaped: false
    readonly property string shown: code && !escaped ? "code" : layout
    readonly property var rows: layouts[shown]
    readonly property real unit: width / 10
    readonly property real keyHeight: 98

    implicitWidth: 760
    implicitHeight: 4 * keyHeight
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    onCodeChanged: escaped = false
    onLanguageChanged: layout = order[0]

    function leads(letter: string): bool {
        // Digits and signs are never dimmed; the engine's regular expressions know no letter classes.
        const isLetter = letter.toLowerCase() !== letter.toUpperCase() || letter.charCodeAt(0) > 0x600;
        return !known || !isLetter || letters.indexOf(letter) >= 0;
    }

    function base(layout: string): string {
        return order.includes(layout) ? layout : second[layout];
    }

    function nextLayout() {
        keyboard.escaped = true;
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
        text: keyboard.shown === "code" || keyboard.layout === "digits" ? "abc" : keyboard.second[keyboard.layout] === "digits" ? "123" : ""
        iconName: text === "" ? "swap-horizontal" : ""
        onClicked: {
            if (keyboard.shown === "code")
                keyboard.escaped = true;
            else
                keyboard.layout = keyboard.second[keyboard.layout];
        }
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
