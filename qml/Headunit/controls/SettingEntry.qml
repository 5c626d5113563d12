// One setting, drawn by its kind: a choice, a list of languages, a switch, a slider or a stepper.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: entry

    required property string key
    // "choice", "languages", "flag", "slider" or "number"
    required property string kind
    required property string label
    required property string subtitle
    required property list<string> labels
    required property int choice
    required property bool on
    required property string valueText
    required property real fraction

    signal chosen(int index)
    signal switched(bool on)
    signal stepped(int steps)
    signal slid(real fraction)

    implicitHeight: body.implicitHeight

    Loader {
        id: body

        width: parent.width
        sourceComponent: entry.kind === "choice" ? choiceBody : entry.kind === "languages" ? languagesBody
            : entry.kind === "flag" ? flagBody : entry.kind === "slider" ? sliderBody : numberBody
    }

    Component {
        id: choiceBody

        ChoiceRow {
            title: entry.label
            labels: entry.labels
            index: entry.choice
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
                    padding: 0
                    title: tongue.modelData
                    selected: false
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
            padding: 0
            title: entry.label
            subtitle: entry.subtitle
            checkable: true
            checked: entry.on
            onClicked: entry.switched(!entry.on)
            trailing: Toggle {
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                name: entry.label
                checked: entry.on
                onClicked: entry.switched(!entry.on)
            }
        }
    }

    Component {
        id: numberBody

        ListRow {
            padding: 0
            interactive: false
            title: entry.label
            subtitle: entry.subtitle
            implicitHeight: 98
            trailing: Stepper {
                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                name: entry.label
                text: entry.valueText
                valueWidth: 150
                atMinimum: entry.fraction <= 0
                atMaximum: entry.fraction >= 1
                onStepped: steps => entry.stepped(steps)
            }
        }
    }

    Component {
        id: sliderBody

        Item {
            implicitHeight: 140

            Label {
                anchors.left: parent.left
                y: 16
                text: entry.label
            }

            Label {
                anchors.right: parent.right
                y: 16
                color: Theme.text2
                text: entry.valueText
            }

            ValueSlider {
                y: 58
                width: parent.width
                name: entry.label
                fraction: entry.fraction
                onMoved: fraction => entry.slid(fraction)
            }

            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
