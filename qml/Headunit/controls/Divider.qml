// One pixel between things; `vertical` between columns.
import QtQuick
import Headunit

Rectangle {
    property bool vertical: false

    implicitWidth: vertical ? Metrics.hairline : 8
    implicitHeight: vertical ? 8 : Metrics.hairline
    color: Theme.line
}
