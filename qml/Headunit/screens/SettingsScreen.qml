// Sections on the one side, the rows of the chosen one on the other. The rows come from the table of settings.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property SettingsModel settings

    readonly property bool tall: height > width
    readonly property real sectionsWidth: tall ? 272 : 304

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
        anchors.leftMargin: screen.tall ? 24 : 40
        anchors.right: parent.right
        anchors.rightMargin: screen.tall ? 24 : 40
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        contentHeight: rows.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: rows

            width: parent.width

            Repeater {
                model: screen.settings.rows

                SettingEntry {
                    width: rows.width
                    onChosen: index => screen.settings.choose(key, index)
                    onSwitched: on => screen.settings.switchTo(key, on)
                    onStepped: steps => screen.settings.step(key, steps)
                    onSlid: fraction => screen.settings.slide(key, fraction)
                }
            }
        }
    }
}
