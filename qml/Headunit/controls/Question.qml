// Asked before something is gone for good. It covers its parent; touching beside it means no.
import QtQuick
import Headunit

Reveal {
    id: question

    property string title: ""
    property string text: ""

    signal answered(bool yes)

    Rectangle {
        anchors.fill: parent
        color: Theme.bg
        opacity: 0.7
    }

    TouchArea {
        anchors.fill: parent
        name: qsTr("Keep it")
        focusRadius: 0
        onClicked: question.answered(false)
    }

    Card {
        anchors.centerIn: parent
        width: Math.min(640, parent.width - 48)
        height: words.height + 180

        Column {
            id: words

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: 32
            y: 32
            spacing: 8

            Label {
                width: parent.width
                weight: Font.DemiBold
                text: question.title
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
            }

            Label {
                width: parent.width
                size: Label.S
                color: Theme.text2
                text: question.text
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
            }
        }

        Row {
            anchors.right: parent.right
            anchors.rightMargin: 32
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 32
            spacing: Metrics.targetGap

            TouchButton {
                text: qsTr("Keep")
                onClicked: question.answered(false)
            }

            TouchButton {
                kind: TouchButton.Destructive
                text: qsTr("Delete")
                onClicked: question.answered(true)
            }
        }
    }
}
