"""German. Instructions are infinitives, as German navigation speaks, so that they follow "in 200 Metern"."""

from __future__ import annotations

from maps.guide.spoken.phrases.table import Phrases

GERMAN = Phrases(
    turn={
        "uturn": "Bitte wenden",
        "sharp right": "Scharf rechts abbiegen",
        "right": "Rechts abbiegen",
        "slight right": "Leicht rechts abbiegen",
        "straight": "Geradeaus fahren",
        "slight left": "Leicht links abbiegen",
        "left": "Links abbiegen",
        "sharp left": "Scharf links abbiegen",
    },
    fork={"left": "Links halten", "right": "Rechts halten", "straight": "In der Mitte halten"},
    merge={"left": "Links einfädeln", "right": "Rechts einfädeln", "straight": "Einfädeln"},
    on_ramp={
        "left": "Links auf die Auffahrt fahren",
        "right": "Rechts auf die Auffahrt fahren",
        "straight": "Auf die Auffahrt fahren",
    },
    off_ramp={
        "left": "Die Ausfahrt links nehmen",
        "right": "Die Ausfahrt rechts nehmen",
        "straight": "Die Ausfahrt nehmen",
    },
    numbered_exit="Die Ausfahrt {exit} nehmen",
    end_of_road="Am Ende der Straße {action}",
    roundabout="Im Kreisverkehr",
    enter_circle="{circle} einfahren",
    circle_exit="{circle} die {ordinal} Ausfahrt nehmen",
    exit_circle="Den Kreisverkehr verlassen",
    roundabout_turn="Am Kreisverkehr {action}",
    ordinals=(
        "erste",
        "zweite",
        "dritte",
        "vierte",
        "fünfte",
        "sechste",
        "siebte",
        "achte",
        "neunte",
        "zehnte",
    ),
    proceed="Weiterfahren",
    depart="Richtung {compass} fahren",
    compass=("Norden", "Nordosten", "Osten", "Südosten", "Süden", "Südwesten", "Westen", "Nordwesten"),
    arrive={
        "": "Sie haben Ihr Ziel erreicht",
        "straight": "Sie haben Ihr Ziel erreicht",
        "left": "Das Ziel liegt auf der linken Seite",
        "right": "Das Ziel liegt auf der rechten Seite",
        "stop": "Sie haben das Zwischenziel erreicht",
        "near": "Näher führt keine Straße an Ihr Ziel",
    },
    arriving={
        "": "Erreichen Sie Ihr Ziel",
        "stop": "Erreichen Sie das Zwischenziel",
        "near": "Erreichen Sie die Stelle, die Ihrem Ziel auf der Straße am nächsten liegt",
    },
    with_road="{action} auf {road}",
    toward="Richtung {destination}",
    then="{first}, dann {second}",
    in_distance="In {distance} {action}",
    follow_for="{distance} auf dieser Straße bleiben",
    units={
        # dative, because only "in ..." precedes them
        "metre": {"one": "Meter", "other": "Metern"},
        "kilometre": {"one": "Kilometer", "other": "Kilometern"},
        "foot": {"one": "Fuß", "other": "Fuß"},
        "mile": {"one": "Meile", "other": "Meilen"},
    },
    quarter_mile="einer Viertelmeile",
    half_mile="einer halben Meile",
    decimal_separator=",",
)
