"""English."""

from __future__ import annotations

from maps.guide.spoken.phrases.table import Phrases

ENGLISH = Phrases(
    turn={
        "uturn": "Make a U-turn",
        "sharp right": "Turn sharp right",
        "right": "Turn right",
        "slight right": "Bear right",
        "straight": "Go straight",
        "slight left": "Bear left",
        "left": "Turn left",
        "sharp left": "Turn sharp left",
    },
    fork={"left": "Keep left", "right": "Keep right", "straight": "Keep straight on"},
    merge={"left": "Merge left", "right": "Merge right", "straight": "Merge"},
    on_ramp={
        "left": "Take the ramp on the left",
        "right": "Take the ramp on the right",
        "straight": "Take the ramp",
    },
    off_ramp={
        "left": "Take the exit on the left",
        "right": "Take the exit on the right",
        "straight": "Take the exit",
    },
    numbered_exit="Take exit {exit}",
    end_of_road="At the end of the road, {action}",
    roundabout="the roundabout",
    enter_circle="Enter {circle}",
    circle_exit="At {circle}, take the {ordinal} exit",
    exit_circle="Leave the roundabout",
    roundabout_turn="At the roundabout, {action}",
    ordinals=(
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ),
    proceed="Continue",
    depart="Head {compass}",
    compass=("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"),
    arrive={
        "": "You have arrived",
        "straight": "You have arrived",
        "left": "Your destination is on the left",
        "right": "Your destination is on the right",
        "stop": "You have reached your stop",
        "near": "This is as near as a road leads to your destination",
    },
    arriving={
        "": "You will reach your destination",
        "stop": "You will reach your stop",
        "near": "You will be as near to your destination as a road leads",
    },
    with_road="{action} onto {road}",
    toward="toward {destination}",
    then="{first}, then {second}",
    in_distance="In {distance}, {action}",
    follow_for="Follow this road for {distance}",
    units={
        "metre": {"one": "metre", "other": "metres"},
        "kilometre": {"one": "kilometre", "other": "kilometres"},
        "foot": {"one": "foot", "other": "feet"},
        "mile": {"one": "mile", "other": "miles"},
    },
    quarter_mile="a quarter of a mile",
    half_mile="half a mile",
)
