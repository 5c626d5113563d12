// One of a few, all in view: a title and flush segments; where there is no width the segments go under the title.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit

Item {
    id: row

    property string title: ""
    property list<string> labels: []
    property int index: -1
    property bool divided: true

    signal chosen(int index)

    readonly property bool stacked: width < 640
    readonly property real segmentsWidth: stacked ? width
        : Math.min(210 * labels.length, Math.max(width * 0.5, width - caption.implicitWidth - 24))

    implicitWidth: 600
    implicitHeight: (stacked ? 54 + Metrics.target + 14 : Metrics.target + 22) + Metrics.hairline

    Label {
        id: caption

        anchors.left: parent.left
        y: row.stacked ? 6 : (row.height - height) / 2
        width: row.stacked ? parent.width : parent.width - row.segmentsWidth - Metrics.gap
        height: 44
        text: row.title
        horizontalAlignment: Text.AlignLeft
    }

    Rectangle {
        id: frame

        anchors.right: parent.right
        y: row.stacked ? 54 : 11
        width: row.segmentsWidth
        height: Metrics.target
        radius: Metrics.radiusButton
        color: Theme.raised

        Row {
            anchors.fill: parent

            Repeater {
                model: row.labels

                TouchArea {
                    id: segment

                    required property int index
                    required property string modelData

                    width: frame.width / row.labels.length
                    height: Metrics.target
                    name: row.title + ": " + segment.modelData
                    role: Accessible.RadioButton
                    checkable: true
                    checked: row.index === segment.index
                    onClicked: row.chosen(segment.index)

                    Rectangle {
                        anchors.fill: parent
                        z: -1
                        radius: Metrics.radiusButton
                        visible: segment.pressed || segment.checked
                        color: segment.pressed ? Theme.press : Theme.accentTint
                        border.width: segment.checked ? 3 : 0
                        border.color: Theme.accent
                    }

                    Divider {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        vertical: true
                        height: 36
                        visible: segment.index < row.labels.length - 1 && row.index !== segment.index
                            && row.index !== segment.index + 1
                    }

                    Label {
                        anchors.centerIn: parent
                        width: Math.min(implicitWidth, parent.width - 12)
                        size: Label.S
                        weight: segment.checked ? Font.DemiBold : Font.Normal
                        text: segment.modelData
                        color: segment.checked ? Theme.accent : Theme.text
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Divider {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: row.divided
    }
}
