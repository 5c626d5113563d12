// Shows one notification at the top of the stage, on the side away from the maneuver card. It fills the stage.
pragma ComponentBehavior: Bound
import QtQuick
import Headunit
import Headunit.ViewModels

Item {
    id: host

    required property AlertsModel alerts
    // Room that something else needs at the top, such as the maneuver card of a portrait screen.
    property real topInset: 0

    Notification {
        id: note

        readonly property real away: host.alerts.shown ? 0 : Metrics.cardShift

        anchors.right: parent.right
        anchors.rightMargin: Metrics.overlayMargin
        y: host.topInset + Metrics.overlayMargin - away
        width: Math.min(Metrics.columnWidth + 40, host.width - 2 * Metrics.overlayMargin)
        visible: opacity > 0
        opacity: host.alerts.shown ? 1 : 0
        iconName: host.alerts.icon
        title: host.alerts.title
        text: host.alerts.text
        action: host.alerts.action
        level: host.alerts.level
        onDismissed: host.alerts.dismiss()
        onActed: host.alerts.act()

        Behavior on opacity {
            NumberAnimation {
                duration: Metrics.motionCard
                easing.type: Easing.OutCubic
            }
        }
        Behavior on y {
            NumberAnimation {
                duration: Metrics.motionCard
                easing.type: Easing.OutCubic
            }
        }
    }
}
