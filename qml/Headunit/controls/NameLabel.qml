// A name in full where it fits, abbreviated where it does not, cut only then.
import QtQuick
import Headunit

Label {
    id: label

    property string fullText: ""
    property string shortText: ""
    property real room: width

    text: shortText !== "" && measure.advanceWidth > room ? shortText : fullText
    horizontalAlignment: Text.AlignLeft

    TextMetrics {
        id: measure

        font: label.font
        text: label.fullText
    }
}
