// One glyph of Material Design Icons (mdi6) by name, "navigation-variant". Never mirrored by itself.
import QtQuick
import Headunit
import Headunit.ViewModels

Text {
    property string name: ""
    property real size: Metrics.iconRow

    width: size
    height: size
    text: Icons.glyph(name)
    color: Theme.text
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    font.family: Icons.family
    font.pixelSize: size
    Accessible.ignored: true
}
