"""Spanish."""

from __future__ import annotations

from maps.guide.spoken.phrases.table import Phrases

SPANISH = Phrases(
    turn={
        "uturn": "Cambie de sentido",
        "sharp right": "Gire cerradamente a la derecha",
        "right": "Gire a la derecha",
        "slight right": "Gire levemente a la derecha",
        "straight": "Siga recto",
        "slight left": "Gire levemente a la izquierda",
        "left": "Gire a la izquierda",
        "sharp left": "Gire cerradamente a la izquierda",
    },
    fork={
        "left": "Manténgase a la izquierda",
        "right": "Manténgase a la derecha",
        "straight": "Manténgase en el centro",
    },
    merge={
        "left": "Incorpórese por la izquierda",
        "right": "Incorpórese por la derecha",
        "straight": "Incorpórese",
    },
    on_ramp={
        "left": "Tome la rampa a la izquierda",
        "right": "Tome la rampa a la derecha",
        "straight": "Tome la rampa",
    },
    off_ramp={
        "left": "Tome la salida a la izquierda",
        "right": "Tome la salida a la derecha",
        "straight": "Tome la salida",
    },
    numbered_exit="Tome la salida {exit}",
    end_of_road="Al final de la calle, {action}",
    roundabout="En la rotonda",
    enter_circle="{circle}, incorpórese",
    circle_exit="{circle}, tome la {ordinal} salida",
    exit_circle="Salga de la rotonda",
    roundabout_turn="En la rotonda, {action}",
    ordinals=(
        "primera",
        "segunda",
        "tercera",
        "cuarta",
        "quinta",
        "sexta",
        "séptima",
        "octava",
        "novena",
        "décima",
    ),
    proceed="Continúe",
    depart="Diríjase al {compass}",
    compass=("norte", "noreste", "este", "sureste", "sur", "suroeste", "oeste", "noroeste"),
    arrive={
        "": "Ha llegado a su destino",
        "straight": "Ha llegado a su destino",
        "left": "Su destino está a la izquierda",
        "right": "Su destino está a la derecha",
        "stop": "Ha llegado a su parada",
        "near": "Ninguna carretera llega más cerca de su destino",
    },
    arriving={
        "": "Llegará a su destino",
        "stop": "Llegará a su parada",
        "near": "Llegará al punto más cercano a su destino por carretera",
    },
    with_road="{action} por {road}",
    toward="en dirección a {destination}",
    then="{first} y luego {second}",
    in_distance="En {distance}, {action}",
    follow_for="Siga por esta vía durante {distance}",
    units={
        "metre": {"one": "metro", "other": "metros"},
        "kilometre": {"one": "kilómetro", "other": "kilómetros"},
        "foot": {"one": "pie", "other": "pies"},
        "mile": {"one": "milla", "other": "millas"},
    },
    quarter_mile="un cuarto de milla",
    half_mile="media milla",
    decimal_separator=",",
)
