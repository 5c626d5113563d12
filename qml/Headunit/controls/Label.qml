// Text in one of the four styles. Cut at the end, never wrapped, unless asked.
import QtQuick
import Headunit

Text {
    id: label

    enum Size { S, M, L, XL }

    property int size: Label.M
    // Inter 400/500/600/700 as the style says, unless a screen has a reason.
    property int weight: size === Label.S ? Font.Normal : size === Label.M ? Font.Medium : Font.DemiBold

    color: Theme.text
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    font.family: Metrics.family
    font.features: Metrics.tabular
    font.pixelSize: size === Label.S ? Metrics.sizeS : size === Label.M ? Metrics.sizeM
        : size === Label.L ? Metrics.sizeL : Metrics.sizeXL
    font.weight: weight
    font.letterSpacing: size === Label.XL ? -2 : size === Label.L ? -0.5 : 0
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
