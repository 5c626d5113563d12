// Search as you type: what was found beside the keyboard, categories above it.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Reveal {
    id: screen

    required property SearchModel search
    property bool locked: false
    property int rows: Metrics.maximumRows
    // Somebody sits belted beside the driver.
    property bool passenger: false
    // There is a trip to add a stop to.
    property bool canAdd: false
    readonly property real keyboardWidth: Metrics.portrait ? width : 760

    // While the car moves the keyboard is gone and the list has the whole width.
    readonly property bool listOnly: locked && !Metrics.portrait

    // With nothing asked for, the places that are kept.
    readonly property bool browsing: search.text === "" && search.category === ""

    signal closed
    signal unlockWanted

    duration: Metrics.motionScreen

    onVisibleChanged: {
        if (!visible) {
            sheet.index = -1;
            search.endCategory();
        }
    }
    onLockedChanged: if (locked) sheet.index = -1

    readonly property var categories: [
        { id: "charging_station", icon: "ev-station", title: qsTr("Charge") },
        { id: "fuel", icon: "gas-station", title: qsTr("Fuel") },
        { id: "parking", icon: "parking", title: qsTr("Park") },
        { id: "restaurant", icon: "silverware-fork-knife", title: qsTr("Food") },
        { id: "pharmacy", icon: "medical-bag", title: qsTr("Pharmacy") },
        { id: "", icon: "road-variant", title: qsTr("On route") }
    ]

    Rectangle {
        anchors.fill: parent
        color: Theme.surface

        MouseArea {
            anchors.fill: parent
        }
    }

    Item {
        id: header

        width: parent.width
        height: 88

        IconButton {
            id: back

            anchors.left: parent.left
            anchors.leftMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Back")
            iconName: Metrics.mirrored ? "arrow-right" : "arrow-left"
            onClicked: screen.closed()
        }

        Item {
            id: box

            anchors.left: back.right
            anchors.leftMargin: 16
            anchors.right: count.left
            anchors.rightMargin: 16
            height: parent.height
            clip: true
            Accessible.role: Accessible.EditableText
            Accessible.name: screen.search.text

            Row {
                id: line

                // Latin letters run to the right also on an Arabic screen, and the other way round.
                readonly property int first: query.text === "" ? 0 : query.text.charCodeAt(0)
                readonly property bool rightToLeft: query.text === "" ? Metrics.mirrored : first > 0x58f && first < 0x8ff

                x: Metrics.mirrored ? box.width - width : 0
                height: parent.height - (screen.locked ? lockNote.height : 0)
                spacing: 3
                LayoutMirroring.enabled: rightToLeft

                Label {
                    id: query

                    anchors.verticalCenter: parent.verticalCenter
                    size: Label.L
                    elide: Text.ElideNone
                    text: screen.search.text
                    Accessible.ignored: true
                }

                Rectangle {
                    id: caret

                    anchors.verticalCenter: parent.verticalCenter
                    width: 3
                    height: 48
                    color: Theme.accent
                }

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, box.width - query.width - 10)
                    size: Label.L
                    weight: Font.Normal
                    color: Theme.disabled
                    text: screen.search.text !== "" ? screen.search.completion
                        : screen.search.adding ? qsTr("By way of?") : qsTr("Where to?")
                    Accessible.ignored: true
                }
            }
        }

        Row {
            id: lockNote

            anchors.left: box.left
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 4
            height: 30
            visible: screen.locked
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "keyboard-off-outline"
                size: 26
                color: Theme.text2
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                size: Label.S
                color: Theme.text2
                text: qsTr("Typing waits until you stand")
            }
        }

        TouchButton {
            id: unlock

            anchors.right: clear.left
            anchors.rightMargin: visible ? 12 : 0
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? implicitWidth : 0
            visible: screen.locked && screen.passenger
            kind: TouchButton.Outline
            text: qsTr("I am the passenger")
            onClicked: screen.unlockWanted()
        }

        Label {
            id: count

            anchors.right: unlock.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            size: Label.S
            color: Theme.text2
            text: screen.search.busy ? qsTr("Searching") : screen.search.total > 0
                ? qsTr("%1 of %2").arg(Math.min(list.count, screen.search.total)).arg(screen.search.total) : ""
        }

        IconButton {
            id: clear

            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            enabled: screen.search.text !== "" || screen.search.category !== ""
            name: qsTr("Clear")
            iconName: "close"
            onClicked: screen.search.clear()
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    ListView {
        id: list

        anchors.left: parent.left
        anchors.top: Metrics.portrait ? categories.bottom : header.bottom
        width: Metrics.portrait ? parent.width : screen.width - categories.width
        height: (Metrics.portrait ? keyboardPlace.y : parent.height) - y - leftOut.height
        clip: true
        interactive: !screen.locked
        model: screen.browsing ? screen.search.kept : screen.search.places
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Places found")

        delegate: ListRow {
            required property string place
            required property string detail
            required property string distance
            required property string icon
            required property int begin
            required property int length
            required property bool favourite
            required property string kind
            readonly property string own: kind === "home" ? qsTr("Home") : kind === "work" ? qsTr("Work") : ""
            required property int index

            // A moving driver gets as many rows as one glance takes in, and none to scroll for.
            visible: index < screen.rows
            height: visible ? implicitHeight : 0
            width: list.width
            iconName: icon
            title: own !== "" ? own : place
            subtitle: own !== "" ? place : detail
            tail: distance
            matchBegin: begin
            matchLength: length
            trailingIcon: favourite && !screen.browsing ? "star" : ""
            onClicked: screen.browsing ? screen.search.chooseKept(index) : screen.search.choose(index)
            onHeld: if (!screen.locked) sheet.show(index, title, favourite)
        }
    }

    Label {
        id: leftOut

        anchors.left: list.left
        anchors.leftMargin: Metrics.padding
        anchors.top: list.bottom
        width: list.width - 2 * Metrics.padding
        height: visible ? 44 : 0
        visible: screen.search.leftOut !== "" && list.count > 0
        size: Label.S
        color: Theme.text2
        text: qsTr("Not on the map: %1").arg(screen.search.leftOut)
    }

    Label {
        anchors.centerIn: list
        width: list.width - 48
        visible: list.count === 0 && !screen.search.busy
        size: Label.S
        color: Theme.text2
        text: screen.browsing ? qsTr("Places you drive to will stand here")
            : screen.search.alongRoute ? qsTr("Nothing like that along the route. Touch On route again to look around the car.")
            : screen.search.text !== "" ? qsTr("Nothing found. Fewer letters or another spelling find more.")
            : screen.search.category === "charging_station" ? qsTr("No charger on the map near here.")
            : qsTr("Nothing of that kind on the map near here.")
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignHCenter
    }

    PlaceSheet {
        id: sheet

        anchors.fill: list
        kept: screen.browsing
        canAdd: screen.canAdd
        onFavouriteToggled: screen.search.toggleFavourite(index, kept)
        onHomeSet: screen.search.setHome(index, kept)
        onWorkSet: screen.search.setWork(index, kept)
        onForgotten: screen.search.forget(index)
        onAdded: {
            screen.search.adding = true;
            kept ? screen.search.chooseKept(index) : screen.search.choose(index);
        }
    }

    Grid {
        id: categories

        anchors.right: parent.right
        anchors.top: header.bottom
        width: screen.listOnly ? 200 : screen.keyboardWidth
        height: screen.listOnly ? screen.height - header.height : 96
        columns: screen.listOnly ? 1 : screen.categories.length

        Repeater {
            model: screen.categories

            TouchArea {
                id: category

                required property var modelData
                required property int index
                readonly property bool route: modelData.id === ""
                readonly property bool selected: route ? screen.search.alongRoute : screen.search.category === modelData.id

                width: categories.width / categories.columns
                height: screen.listOnly ? categories.height / screen.categories.length : 96
                name: modelData.title
                checked: selected
                focusRadius: 0
                // Without a way there is nothing along it.
                enabled: !route || screen.canAdd
                onClicked: route ? screen.search.toggleAlongRoute() : screen.search.showCategory(modelData.id)

                Rectangle {
                    anchors.fill: parent
                    z: -1
                    color: category.pressed ? Theme.press : category.selected ? Theme.accentTint : "transparent"
                }

                Divider {
                    anchors.left: parent.left
                    vertical: true
                    height: parent.height
                    visible: category.index > 0 || !Metrics.portrait
                }

                Column {
                    anchors.centerIn: parent
                    spacing: 2

                    Icon {
                        anchors.horizontalCenter: parent.horizontalCenter
                        name: category.modelData.icon
                        size: 32
                        color: category.selected ? Theme.accent : category.enabled ? Theme.text2 : Theme.disabled
                    }

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Math.min(implicitWidth, category.width - 8)
                        size: Label.S
                        weight: category.selected ? Font.DemiBold : Font.Medium
                        color: category.enabled ? Theme.text : Theme.disabled
                        text: category.modelData.title
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Item {
        id: keyboardPlace

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: screen.keyboardWidth
        height: screen.locked ? 0 : keyboard.implicitHeight
    }

    Keyboard {
        id: keyboard

        // Its keys never mirror, its place does.
        x: keyboardPlace.x
        y: keyboardPlace.y
        width: keyboardPlace.width
        visible: !screen.locked
        letters: screen.search.letters
        known: screen.search.lettersKnown
        canSearch: screen.search.text !== ""
        code: screen.search.code
        language: screen.search.language
        onTyped: text => screen.search.type(text)
        onErased: screen.search.erase()
        onSubmitted: screen.search.chooseFirst()
    }

    Divider {
        anchors.right: keyboardPlace.left
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        visible: !Metrics.portrait && !screen.locked
        vertical: true
    }
}
