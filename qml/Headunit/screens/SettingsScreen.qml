// Sections on the one side, the rows of the chosen one on the other. The rows come from the table of settings.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property SettingsModel settings

    readonly property bool tall: height > width
    readonly property real sectionsWidth: tall ? 288 : 304
    readonly property real side: tall ? 24 : 40

    Flickable {
        id: sections

        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: screen.sectionsWidth
        contentHeight: entries.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: entries

            width: parent.width

            Repeater {
                model: screen.settings.sections

                ListRow {
                    id: entry

                    required property string section
                    required property string icon
                    required property string label

                    width: entries.width
                    iconName: entry.icon
                    title: entry.label
                    selected: screen.settings.section === entry.section
                    role: Accessible.PageTab
                    onClicked: screen.settings.section = entry.section

                    Rectangle {
                        anchors.left: parent.left
                        anchors.verticalCenter: parent.verticalCenter
                        visible: entry.selected
                        width: 6
                        height: 48
                        color: Theme.accent
                    }
                }
            }
        }
    }

    Divider {
        id: middle

        anchors.left: sections.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        vertical: true
    }

    Flickable {
        id: page

        anchors.left: middle.right
        anchors.leftMargin: screen.side
        anchors.right: parent.right
        anchors.rightMargin: screen.side
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        contentHeight: rows.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: rows

            width: parent.width

            Item {
                // Why most of it does not react now, and who may change that.
                width: parent.width
                height: visible ? 116 : 0
                visible: screen.settings.locked

                Icon {
                    id: lock

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    name: "car-speed-limiter"
                    color: Theme.text2
                }

                Label {
                    anchors.left: lock.right
                    anchors.leftMargin: 16
                    anchors.right: passenger.left
                    anchors.rightMargin: 16
                    anchors.verticalCenter: parent.verticalCenter
                    size: Label.S
                    color: Theme.text2
                    text: qsTr("The rest can be set when the car stands.")
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    horizontalAlignment: Text.AlignLeft
                }

                TouchButton {
                    id: passenger

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: screen.settings.passengerMayUnlock
                    width: visible ? implicitWidth : 0
                    text: qsTr("I am the passenger")
                    onClicked: screen.settings.unlockForPassenger()
                }

                Divider {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }

            SettingsHead {
                width: parent.width
                visible: screen.settings.headTitle !== ""
                title: screen.settings.headTitle
                text: screen.settings.headText
                buttons: screen.settings.headButtons
                destructive: screen.settings.section === "privacy" ? 1 : -1
                enabled: !screen.settings.locked
                onTouched: index => screen.settings.act(screen.settings.section, index)
            }

            Repeater {
                model: screen.settings.rows

                SettingEntry {
                    id: row

                    width: rows.width
                    onChosen: index => screen.settings.choose(row.key, index)
                    onSwitched: on => screen.settings.switchTo(row.key, on)
                    onStepped: steps => screen.settings.step(row.key, steps)
                    onSlid: fraction => screen.settings.slide(row.key, fraction)
                    onActed: button => screen.settings.act(row.key, button)
                }
            }
        }
    }

    Question {
        anchors.fill: parent
        shown: screen.settings.question !== "" && !screen.settings.locked
        onAnswered: yes => screen.settings.answer(yes)

        // The words stay while the card goes.
        Binding on title {
            value: screen.settings.question
            when: screen.settings.question !== ""
            restoreMode: Binding.RestoreNone
        }

        Binding on text {
            value: screen.settings.questionText
            when: screen.settings.question !== ""
            restoreMode: Binding.RestoreNone
        }
    }

    PairingSheet {
        anchors.fill: parent
        shown: screen.settings.pairing.shown && !screen.settings.locked
        pairing: screen.settings.pairing
    }
}
