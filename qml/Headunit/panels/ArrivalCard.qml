// The end of a trip.
import QtQuick
import Headunit

Card {
    id: card

    property string destination: ""

    signal done

    implicitWidth: Metrics.columnWidth
    implicitHeight: Math.max(102, words.height + 40) + 124
    Accessible.role: Accessible.Alert
    Accessible.name: qsTr("You have arrived") + ", " + destination

    ManeuverIcon {
        id: pin

        anchors.left: parent.left
        anchors.leftMargin: 24
        y: 20
        size: 84
        kind: "arrive"
    }

    Column {
        id: words

        anchors.left: pin.right
        anchors.leftMargin: 20
        anchors.right: parent.right
        anchors.rightMargin: 24
        y: 24

        Label {
            width: parent.width
            text: card.destination !== "" ? card.destination : qsTr("Destination")
            weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 2
            horizontalAlignment: Text.AlignLeft
        }

        Label {
            width: parent.width
            height: 32
            size: Label.S
            color: Theme.text2
            text: qsTr("You have arrived")
            horizontalAlignment: Text.AlignLeft
        }
    }

    TouchButton {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 24
        kind: TouchButton.Primary
        text: qsTr("Done")
        onClicked: card.done()
    }
}
