// The call that is on, else whom to call: recents and contacts of the connected phone.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property PhoneModel phone

    readonly property bool tall: height > width
    property bool showsContacts: false

    EmptyNote {
        anchors.centerIn: parent
        width: Math.min(640, parent.width - 80)
        visible: !screen.phone.connected && !screen.phone.inCall
        iconName: "cellphone-off"
        title: screen.phone.whyNot
        text: qsTr("Phones are paired in Settings while parked.")
    }

    Item {
        id: call

        anchors.fill: parent
        visible: screen.phone.inCall

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: screen.tall ? 120 : 48
            width: 160
            height: 160
            radius: 80
            color: Theme.raised

            Icon {
                anchors.centerIn: parent
                name: "account"
                size: 96
                color: Theme.text2
            }
        }

        Label {
            id: caller

            anchors.horizontalCenter: parent.horizontalCenter
            y: screen.tall ? 312 : 232
            width: Math.min(implicitWidth, parent.width - 80)
            size: Label.L
            text: screen.phone.caller
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            y: caller.y + 64
            weight: Font.Normal
            color: Theme.text2
            text: screen.phone.callText
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            y: caller.y + 140
            spacing: Metrics.targetGap + 20

            TouchButton {
                visible: screen.phone.incoming
                kind: TouchButton.Primary
                iconName: "phone"
                text: qsTr("Answer")
                onClicked: screen.phone.answer()
            }

            TouchButton {
                visible: !screen.phone.incoming
                kind: TouchButton.Outline
                iconName: screen.phone.muted ? "microphone-off" : "microphone"
                text: screen.phone.muted ? qsTr("Muted") : qsTr("Mute")
                checkable: true
                checked: screen.phone.muted
                onClicked: screen.phone.toggleMute()
            }

            TouchButton {
                visible: screen.phone.severalCalls
                kind: TouchButton.Outline
                iconName: "swap-horizontal"
                text: qsTr("Swap")
                onClicked: screen.phone.swap()
            }

            TouchButton {
                kind: TouchButton.Destructive
                iconName: "phone-hangup"
                text: screen.phone.incoming ? qsTr("Decline") : qsTr("Hang up")
                onClicked: screen.phone.hangUp()
            }
        }
    }

    Item {
        anchors.fill: parent
        visible: screen.phone.connected && !screen.phone.inCall

        ListView {
            id: people

            anchors.fill: parent
            anchors.bottomMargin: 104
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: screen.showsContacts ? screen.phone.contacts : screen.phone.recents
            delegate: ListRow {
                id: person

                required property string number
                required property string label
                required property string icon
                required property string details

                width: ListView.view.width
                implicitHeight: 88
                iconName: person.icon
                title: person.label
                subtitle: person.details
                enabled: screen.phone.canCall
                onClicked: screen.phone.dial(person.number)
                trailing: Icon {
                    anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                    name: "phone"
                    color: Theme.accent
                }
            }
        }

        EmptyNote {
            anchors.centerIn: people
            width: Math.min(640, parent.width - 80)
            visible: people.count === 0
            iconName: screen.showsContacts ? "account-multiple" : "history"
            title: screen.showsContacts ? qsTr("No contacts from this phone") : qsTr("No calls yet")
            text: screen.showsContacts ? qsTr("Allow contacts for this car in the phone's Bluetooth settings.") : qsTr("Calls made or missed stand here.")
        }

        Divider {
            anchors.left: parent.left
            anchors.right: parent.right
            y: parent.height - 104
        }

        Row {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom

            SourceTab {
                width: screen.width / 3
                text: qsTr("Recents")
                iconName: "history"
                selected: !screen.showsContacts
                onClicked: screen.showsContacts = false
            }

            SourceTab {
                width: screen.width / 3
                text: qsTr("Contacts")
                iconName: "account-multiple"
                selected: screen.showsContacts
                onClicked: screen.showsContacts = true
            }

            SourceTab {
                width: screen.width / 3
                text: screen.phone.device
                iconName: "cellphone"
                enabled: false
                last: true
            }
        }
    }
}
