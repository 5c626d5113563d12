// One setting, drawn by its kind: a choice, a list of languages, a switch, a slider, a stepper, a thing with buttons.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: entry

    required property string key
    // "choice", "languages", "flag", "slider", "number" or "item"
    required property string kind
    required property string label
    required property string subtitle
    required property list<string> labels
    required property int choice
    required property bool on
    required property string valueText
    required property real fraction
    required property string icon
    // May be changed now.
    required property bool open

    signal chosen(int index)
    signal switched(bool on)
    signal stepped(int steps)
    signal slid(real fraction)
    signal acted(int button)

    implicitHeight: body.implicitHeight
    enabled: open

    Loader {
        id: body

        width: parent.width
        sourceComponent: entry.kind === "choice" ? choiceBody : entry.kind === "languages" ? languagesBody
            : entry.kind === "flag" ? flagBody : entry.kind === "slider" ? sliderBody
            : entry.kind === "number" ? numberBody : itemBody
    }

    Component {
        id: choiceBody

        ChoiceRow {
            title: entry.label
            labels: entry.labels
            index: entry.choice
            enabled: entry.open
            onChosen: index => entry.chosen(index)
        }
    }

    Component {
        id: languagesBody

        Column {
            Repeater {
                model: entry.labels

                ListRow {
                    id: tongue

                    required property int index
                    required property string modelData

                    width: entry.width
                    implicitHeight: 96
                    padding: 0
                    title: tongue.modelData
                    interactive: entry.open
                    role: Accessible.RadioButton
                    checkable: true
                    checked: entry.choice === tongue.index
                    onClicked: entry.chosen(tongue.index)
                    trailing: Icon {
                        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                        visible: entry.choice === tongue.index
                        name: "check"
                        color: Theme.accent
                    }
                }
            }
        }
    }

    Component {
        id: flagBody

        ListRow {
            implicitHeight: 88
            padding: 0
            title: entry.label
            subtitle: entry.subtitle
            interactive: entry.open
            checkable: true
            checked: entry.on
            role: Accessible.CheckBox
            onClicked: entry.switched(!entry.on)
            trailing: Toggle {
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                name: entry.label
                checked: entry.on
                enabled: entry.open
                onClicked: entry.switched(!entry.on)
            }
        }
    }

    Component {
        id: numberBody

        Item {
            id: amount

            // The words keep their room; where it is short, the stepper stands below them.
            readonly property bool narrow: Math.max(words.implicitWidth, more.implicitWidth) + stepper.width + 16 > width

            implicitHeight: narrow ? 174 : 98

            Label {
                id: words

                anchors.left: parent.left
                y: 12
                width: amount.narrow ? parent.width : parent.width - stepper.width - 16
                height: 38
                text: entry.label
                horizontalAlignment: Text.AlignLeft
            }

            Label {
                id: more

                anchors.left: parent.left
                y: 51
                width: words.width
                height: 30
                size: Label.S
                color: Theme.text2
                text: entry.subtitle
                horizontalAlignment: Text.AlignLeft
            }

            Stepper {
                id: stepper

                anchors.right: parent.right
                y: amount.narrow ? 88 : 11
                name: entry.label
                text: entry.valueText
                valueWidth: 150
                enabled: entry.open
                atMinimum: entry.fraction <= 0
                atMaximum: entry.fraction >= 1
                onStepped: steps => entry.stepped(steps)
            }

            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }

    Component {
        id: sliderBody

        Item {
            implicitHeight: entry.labels.length > 0 ? 148 : 140

            Label {
                anchors.left: parent.left
                y: 16
                text: entry.label
            }

            Label {
                anchors.right: quick.left
                anchors.rightMargin: quick.visible ? 24 : 0
                y: 16
                color: Theme.text2
                text: entry.valueText
            }

            TouchButton {
                id: quick

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: entry.labels.length > 0
                width: visible ? implicitWidth : 0
                text: visible ? entry.labels[0] : ""
                onClicked: entry.acted(0)
            }

            ValueSlider {
                anchors.left: parent.left
                anchors.right: quick.left
                anchors.rightMargin: quick.visible ? 24 : 0
                y: 60
                name: entry.label
                fraction: entry.fraction
                onMoved: fraction => entry.slid(fraction)
                onReleased: fraction => entry.slid(fraction)
            }

            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }

    Component {
        id: itemBody

        Item {
            id: thing

            // The words keep their room; where it is short, the buttons stand below them, in as many lines as it takes.
            readonly property real wordsWidth: glyph.width + 18 + Math.max(title.implicitWidth, details.implicitWidth)
            readonly property bool narrow: entry.labels.length > 0 && wordsWidth + 16 + buttonsWidth > width
            property real buttonsWidth: 0

            function measure() {
                let sum = -Metrics.targetGap;
                for (let index = 0; index < buttonList.count; ++index)
                    sum += (buttonList.itemAt(index)?.width ?? 0) + Metrics.targetGap;
                buttonsWidth = Math.max(0, sum);
            }

            implicitHeight: (narrow ? 88 + buttons.height + 14 : 108) + Metrics.hairline

            Icon {
                id: glyph

                anchors.left: parent.left
                y: (thing.narrow ? 88 : 108) / 2 - height / 2
                name: entry.icon
                color: entry.on ? Theme.accent : Theme.text2
            }

            Label {
                id: title

                anchors.left: glyph.right
                anchors.leftMargin: 18
                anchors.right: thing.narrow ? parent.right : buttons.left
                anchors.rightMargin: 16
                y: glyph.y + glyph.height / 2 - 37
                height: 38
                weight: entry.on ? Font.DemiBold : Font.Medium
                text: entry.label
                horizontalAlignment: Text.AlignLeft
            }

            Label {
                id: details

                anchors.left: glyph.right
                anchors.leftMargin: 18
                anchors.right: thing.narrow ? parent.right : buttons.left
                anchors.rightMargin: 16
                y: glyph.y + glyph.height / 2 + 2
                height: 30
                size: Label.S
                color: Theme.text2
                text: entry.subtitle
                horizontalAlignment: Text.AlignLeft
            }

            Rectangle {
                anchors.left: glyph.right
                anchors.leftMargin: 18
                anchors.bottom: parent.bottom
                anchors.bottomMargin: 4
                anchors.right: parent.right
                visible: entry.fraction >= 0
                height: 8
                radius: 4
                color: Theme.press

                Rectangle {
                    anchors.left: parent.left
                    width: parent.width * Math.max(0, entry.fraction)
                    height: 8
                    radius: 4
                    color: Theme.accent
                }
            }

            Flow {
                id: buttons

                anchors.right: parent.right
                y: thing.narrow ? 88 : 16
                width: Math.min(thing.buttonsWidth, thing.width)
                spacing: Metrics.targetGap

                Repeater {
                    id: buttonList

                    model: entry.labels
                    onItemAdded: thing.measure()
                    onItemRemoved: thing.measure()

                    TouchButton {
                        required property int index
                        required property string modelData

                        kind: TouchButton.Outline
                        text: modelData
                        enabled: entry.open
                        onClicked: entry.acted(index)
                        onWidthChanged: thing.measure()
                    }
                }
            }

            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
