// The code that a phone scans to be paired, then the question who is let in. It covers its parent.
import QtQuick
import Headunit
import Headunit.ViewModels

Reveal {
    id: sheet

    required property PairingModel pairing

    readonly property bool tall: height > width
    readonly property real codeSize: Math.min(360, sheet.height - 96)

    Rectangle {
        anchors.fill: parent
        radius: Metrics.radiusCard
        color: Theme.surface
    }

    TouchArea {
        // Nothing below is touched by accident.
        anchors.fill: parent
        name: sheet.pairing.title
        focusRadius: 0
    }

    QrCode {
        id: code

        anchors.left: parent.left
        anchors.leftMargin: sheet.tall ? (sheet.width - sheet.codeSize) / 2 : 48
        anchors.top: parent.top
        anchors.topMargin: sheet.tall ? 48 : (sheet.height - sheet.codeSize) / 2
        visible: !sheet.pairing.asking
        width: sheet.codeSize
        height: sheet.codeSize
        text: sheet.pairing.link
        ink: Theme.signInk
        ground: Theme.sign
        Accessible.role: Accessible.Graphic
        Accessible.name: sheet.pairing.title
    }

    Rectangle {
        anchors.fill: code
        visible: sheet.pairing.asking
        radius: Metrics.radiusCard
        color: Theme.raised

        Icon {
            anchors.centerIn: parent
            name: "account-key-outline"
            size: 160
            color: Theme.text2
        }
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: sheet.tall ? 48 : sheet.codeSize + 96
        anchors.right: parent.right
        anchors.rightMargin: 48
        anchors.top: parent.top
        anchors.topMargin: sheet.tall ? sheet.codeSize + 96 : (sheet.height - height) / 2
        spacing: 16

        Label {
            width: parent.width
            weight: Font.DemiBold
            text: sheet.pairing.title
            wrapMode: Text.Wrap
            maximumLineCount: 3
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            width: parent.width
            size: Label.S
            color: Theme.text2
            text: sheet.pairing.text
            wrapMode: Text.Wrap
            maximumLineCount: 4
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            width: parent.width
            visible: !sheet.pairing.asking
            size: Label.S
            color: Theme.text2
            text: qsTr("Or open %1 and type").arg(sheet.pairing.address)
            wrapMode: Text.Wrap
            maximumLineCount: 3
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            width: parent.width
            visible: !sheet.pairing.asking
            text: sheet.pairing.code
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 2
            horizontalAlignment: Text.AlignLeft
        }

        Row {
            anchors.left: parent.left
            spacing: Metrics.targetGap
            topPadding: 16

            TouchButton {
                visible: !sheet.pairing.asking
                kind: TouchButton.Outline
                text: qsTr("Close")
                onClicked: sheet.pairing.close()
            }

            TouchButton {
                visible: sheet.pairing.asking
                kind: TouchButton.Outline
                text: qsTr("No")
                onClicked: sheet.pairing.answer(false)
            }

            TouchButton {
                visible: sheet.pairing.asking
                kind: TouchButton.Primary
                text: qsTr("Yes")
                onClicked: sheet.pairing.answer(true)
            }
        }
    }
}
