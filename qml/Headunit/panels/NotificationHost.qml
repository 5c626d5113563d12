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

        anchors.right: parent.right
        anchors.rightMargin: Metrics.overlayMargin
        y: host.topInset + Metrics.overlayMargin
        width: Math.min(Metrics.columnWidth + 40, host.width - 2 * Metrics.overlayMargin)
        shown: host.alerts.shown
        fromY: -Metrics.cardShift
        iconName: host.alerts.icon
        title: host.alerts.title
        text: host.alerts.text
        action: host.alerts.action
        level: host.alerts.level
        onDismissed: host.alerts.dismiss()
        onActed: host.alerts.act()
    }
}
