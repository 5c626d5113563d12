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
    // Room for buttons at the side where it stands.
    property real endInset: 0

    // The words stay while the card goes.
    function hold() {
        if (!alerts.shown)
            return;
        note.iconName = alerts.icon;
        note.title = alerts.title;
        note.text = alerts.text;
        note.action = alerts.action;
        note.level = alerts.level;
    }

    Component.onCompleted: hold()

    Connections {
        target: host.alerts

        function onChanged() {
            host.hold();
        }
    }

    Notification {
        id: note

        anchors.right: parent.right
        anchors.rightMargin: host.endInset + Metrics.overlayMargin
        y: host.topInset + Metrics.overlayMargin
        width: Math.min(Metrics.columnWidth + 40, host.width - 2 * Metrics.overlayMargin - host.endInset)
        shown: host.alerts.shown
        fromY: -Metrics.cardShift
        onDismissed: host.alerts.dismiss()
        onActed: host.alerts.act()
    }
}
