// Locks, doors, what will need attention, climate schedule, lights.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: screen

    required property CarModel car

    readonly property bool tall: height > width
    // Under the strip of guidance the picture shrinks, never words or what is touched.
    readonly property real shrink: tall || height >= 570 ? 1 : 288 / 376

    component LockMark: Rectangle {
        id: mark

        property string lock: "unknown"
        property bool asked: false
        property string label: ""

        width: 56
        height: 56
        radius: 28
        color: Theme.surface
        border.width: 2
        border.color: mark.lock === "unlocked" ? Theme.warn : Theme.control
        opacity: mark.asked ? 0.55 : 1
        Accessible.role: Accessible.Indicator
        Accessible.name: mark.lock === "locked" ? qsTr("%1: locked").arg(mark.label)
            : mark.lock === "unlocked" ? qsTr("%1: unlocked").arg(mark.label)
            : qsTr("%1: lock not known").arg(mark.label)

        Icon {
            anchors.centerIn: parent
            visible: mark.lock !== "unknown"
            name: mark.lock === "unlocked" ? "lock-open-variant" : "lock"
            size: 28
            color: mark.lock === "unlocked" ? Theme.warn : Theme.text
        }

        Label {
            anchors.centerIn: parent
            visible: mark.lock === "unknown"
            text: "–"
            color: Theme.text2
            Accessible.ignored: true
        }
    }

    Item {
        id: doors

        anchors.left: parent.left
        anchors.top: parent.top
        width: screen.tall ? parent.width : 367
        height: screen.tall ? 540 : parent.height

        Item {
            id: outline

            anchors.horizontalCenter: parent.horizontalCenter
            y: 30 * screen.shrink
            width: 246
            height: 376 * screen.shrink

            CarOutline {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 148 * ratio * screen.shrink
                height: parent.height
                frontLeftDoor: screen.car.frontLeftOpen
                frontRightDoor: screen.car.frontRightOpen
                rearLeftDoor: screen.car.rearLeftOpen
                rearRightDoor: screen.car.rearRightOpen
                trunk: screen.car.trunkOpen
                hood: screen.car.hoodOpen
            }

            Repeater {
                model: screen.car.doors

                LockMark {
                    required property int index

                    x: index % 2 === 0 ? 0 : outline.width - width
                    y: (index < 2 ? 164 : 260) * screen.shrink - height / 2
                    lock: doorLock
                    asked: doorAsked
                    label: doorLabel

                    required property string doorLock
                    required property bool doorAsked
                    required property string doorLabel
                }
            }
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: lockButton.top
            anchors.bottomMargin: screen.tall ? 4 : 20
            height: 36
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: !screen.car.calm
                name: "alert"
                size: 28
                color: screen.car.locksKnown ? Theme.warn : Theme.text2
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                size: Label.S
                text: screen.car.summary
            }
        }

        TouchButton {
            id: lockButton

            anchors.horizontalCenter: parent.horizontalCenter
            y: screen.tall ? 460 : parent.height - 100
            width: 319
            kind: screen.car.allLocked ? TouchButton.Plain : TouchButton.Primary
            enabled: screen.car.locksKnown && !screen.car.locking
            iconName: screen.car.allLocked ? "lock-open-variant" : "lock"
            text: screen.car.locking ? qsTr("Requested…", "the car to lock or unlock")
                : screen.car.allLocked ? qsTr("Unlock all") : qsTr("Lock all")
            onClicked: screen.car.allLocked ? screen.car.unlockAll() : screen.car.lockAll()
        }
    }

    Divider {
        anchors.left: doors.right
        visible: !screen.tall
        vertical: true
        height: parent.height
    }

    Divider {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: doors.bottom
        visible: screen.tall
    }

    Flickable {
        anchors.left: screen.tall ? parent.left : doors.right
        anchors.leftMargin: 32
        anchors.right: parent.right
        anchors.rightMargin: 24
        anchors.top: screen.tall ? doors.bottom : parent.top
        anchors.bottom: parent.bottom
        contentHeight: page.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: page

            property string openPart: ""

            width: parent.width

            Repeater {
                model: screen.car.faults

                ListRow {
                    id: fault

                    required property string label
                    required property string details
                    required property bool urgent

                    width: page.width
                    implicitHeight: 108
                    padding: 0
                    interactive: false
                    iconName: "engine"
                    iconColor: fault.urgent ? Theme.bad : Theme.warn
                    title: fault.label
                    subtitle: fault.details
                }
            }

            ListRow {
                width: page.width
                height: visible ? implicitHeight : 0
                visible: screen.car.faultsUnknown !== ""
                padding: 0
                interactive: false
                iconName: "engine"
                iconColor: Theme.text2
                title: screen.car.faultsUnknown
            }

            Item {
                width: page.width
                height: visible ? 108 : 0
                visible: screen.car.faults.count > 0

                TouchButton {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    kind: TouchButton.Outline
                    enabled: screen.car.setUp
                    text: qsTr("Clear faults")
                    onClicked: screen.car.clearFaults()
                }

                Divider {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }

            Item {
                width: parent.width
                height: 73

                Label {
                    anchors.left: parent.left
                    y: 19
                    weight: Font.DemiBold
                    text: qsTr("Maintenance")
                }

                Label {
                    anchors.right: parent.right
                    y: 27
                    size: Label.S
                    color: Theme.text2
                    text: qsTr("next 12 months")
                }

                Divider {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }

            Label {
                width: parent.width
                height: 88
                visible: screen.car.maintenance.count === 0
                size: Label.S
                color: Theme.text2
                text: qsTr("Not enough data from the car yet.")
                horizontalAlignment: Text.AlignLeft
            }

            Repeater {
                model: screen.car.maintenance

                Item {
                    id: item

                    required property string part
                    required property string label
                    required property string icon
                    required property string when
                    required property string otherwise
                    required property string workshop
                    required property real first
                    required property real last
                    required property real likely
                    required property bool soon
                    required property bool known
                    readonly property bool opened: page.openPart === part

                    width: page.width
                    height: opened ? 88 + more.height + 12 : 88

                    TouchArea {
                        width: parent.width
                        height: 88
                        name: item.label + ", " + item.when
                        onClicked: page.openPart = item.opened ? "" : item.part
                    }

                    Icon {
                        anchors.left: parent.left
                        y: 12
                        size: 38
                        name: item.icon
                        color: item.soon ? Theme.warn : Theme.text2
                    }

                    Label {
                        anchors.left: parent.left
                        anchors.leftMargin: 60
                        y: 9
                        text: item.label
                        Accessible.ignored: true
                    }

                    Label {
                        anchors.right: parent.right
                        y: 15
                        size: Label.S
                        color: item.soon ? Theme.warn : Theme.text2
                        text: item.when
                        Accessible.ignored: true
                    }

                    ForecastBar {
                        visible: item.known
                        anchors.left: parent.left
                        anchors.leftMargin: 60
                        anchors.right: parent.right
                        y: 57
                        first: item.first
                        last: item.last
                        likely: item.likely
                        soon: item.soon
                    }

                    Column {
                        id: more

                        visible: item.opened
                        anchors.left: parent.left
                        anchors.leftMargin: 60
                        anchors.right: parent.right
                        y: 84
                        spacing: 12

                        Label {
                            width: parent.width
                            size: Label.S
                            color: Theme.text2
                            wrapMode: Text.WordWrap
                            text: item.otherwise
                            horizontalAlignment: Text.AlignLeft
                        }

                        Label {
                            width: parent.width
                            size: Label.S
                            color: Theme.text2
                            wrapMode: Text.WordWrap
                            visible: text !== ""
                            text: item.workshop
                            horizontalAlignment: Text.AlignLeft
                        }

                        TouchButton {
                            kind: TouchButton.Outline
                            enabled: screen.car.setUp
                            text: qsTr("Done today")
                            onClicked: {
                                page.openPart = "";
                                screen.car.enterDone(item.part);
                            }
                        }
                    }

                    Divider {
                        anchors.bottom: parent.bottom
                        width: parent.width
                    }
                }
            }

            ListRow {
                width: parent.width
                implicitHeight: 108
                padding: 0
                iconName: "fan-clock"
                title: qsTr("Climate %1").arg(screen.car.climateTime)
                subtitle: screen.car.climateText
                checkable: true
                checked: screen.car.climateOn
                interactive: screen.car.setUp
                onClicked: screen.car.toggleClimateSchedule()
                trailing: Toggle {
                    anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                    showWord: false
                    enabled: screen.car.setUp
                    checked: screen.car.climateOn
                    name: qsTr("Climate schedule")
                    onClicked: screen.car.toggleClimateSchedule()
                }
            }

            ChoiceRow {
                width: parent.width
                title: qsTr("Lights")
                labels: screen.car.lightLabels
                index: screen.car.light
                onChosen: index => screen.car.chooseLights(index)
            }

            Item {
                width: page.width
                height: 108

                Icon {
                    id: softwareIcon

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    size: 38
                    name: "update"
                    color: Theme.text2
                }

                Label {
                    anchors.left: softwareIcon.right
                    anchors.leftMargin: 22
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    height: 40
                    text: screen.car.softwareTitle
                    horizontalAlignment: Text.AlignLeft
                }
            }
        }
    }
}
