"""French."""

from __future__ import annotations

from maps.guide.spoken.phrases.table import Phrases


def _plural(count: float) -> str:
    return "one" if count < 2 else "other"


FRENCH = Phrases(
    turn={
        "uturn": "Faites demi-tour",
        "sharp right": "Tournez franchement à droite",
        "right": "Tournez à droite",
        "slight right": "Serrez à droite",
        "straight": "Allez tout droit",
        "slight left": "Serrez à gauche",
        "left": "Tournez à gauche",
        "sharp left": "Tournez franchement à gauche",
    },
    fork={"left": "Restez à gauche", "right": "Restez à droite", "straight": "Restez au milieu"},
    merge={
        "left": "Insérez-vous à gauche",
        "right": "Insérez-vous à droite",
        "straight": "Insérez-vous",
    },
    on_ramp={
        "left": "Prenez la bretelle à gauche",
        "right": "Prenez la bretelle à droite",
        "straight": "Prenez la bretelle",
    },
    off_ramp={
        "left": "Prenez la sortie à gauche",
        "right": "Prenez la sortie à droite",
        "straight": "Prenez la sortie",
    },
    numbered_exit="Prenez la sortie {exit}",
    end_of_road="Au bout de la route, {action}",
    roundabout="Au rond-point",
    enter_circle="{circle}, engagez-vous",
    circle_exit="{circle}, prenez la {ordinal} sortie",
    exit_circle="Sortez du rond-point",
    roundabout_turn="Au rond-point, {action}",
    ordinals=(
        "première",
        "deuxième",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "neuvième",
        "dixième",
    ),
    proceed="Continuez",
    depart="Dirigez-vous vers {compass}",
    compass=(
        "le nord",
        "le nord-est",
        "l’est",
        "le sud-est",
        "le sud",
        "le sud-ouest",
        "l’ouest",
        "le nord-ouest",
    ),
    arrive={
        "": "Vous êtes arrivé",
        "straight": "Vous êtes arrivé",
        "left": "Votre destination est à gauche",
        "right": "Votre destination est à droite",
        "stop": "Vous êtes arrivé à votre étape",
        "near": "Aucune route ne mène plus près de votre destination",
    },
    arriving={
        "": "Vous arriverez à destination",
        "stop": "Vous arriverez à votre étape",
        "near": "Vous serez au plus près de votre destination par la route",
    },
    with_road="{action} sur {road}",
    toward="en direction de {destination}",
    then="{first}, puis {second}",
    in_distance="Dans {distance}, {action}",
    follow_for="Suivez cette route pendant {distance}",
    units={
        "metre": {"one": "mètre", "other": "mètres"},
        "kilometre": {"one": "kilomètre", "other": "kilomètres"},
        "foot": {"one": "pied", "other": "pieds"},
        "mile": {"one": "mile", "other": "miles"},
    },
    quarter_mile="un quart de mile",
    half_mile="un demi-mile",
    decimal_separator=",",
    plural=_plural,
)
