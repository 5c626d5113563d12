"""What a turn can be, announced or silent, and which way it goes: OSRM's words."""

from __future__ import annotations

NO_TURN = "no turn"
"""nothing happens; not even a junction to count"""
SUPPRESSED = "suppressed"
"""a junction where the driver just goes on"""
SLIPROAD = "sliproad"
"""a short cut across the corner before a junction; becomes a turn with what follows"""
TURN, CONTINUE, NEW_NAME = "turn", "continue", "new name"
FORK, MERGE, END_OF_ROAD = "fork", "merge", "end of road"
ON_RAMP, OFF_RAMP = "on ramp", "off ramp"
NOTIFICATION = "notification"
MODIFIERS = ("uturn", "sharp right", "right", "slight right", "straight", "slight left", "left", "sharp left")


def modifier_of(angle: float) -> str:
    """OSRM's direction of a turn angle (180 straight, below right, above left, 0 back)."""
    if 160.0 <= angle <= 200.0:
        return "straight"
    if 0.0 < angle < 180.0:
        return "sharp right" if angle < 60.0 else "right" if angle < 140.0 else "slight right"
    if 180.0 < angle < 360.0:
        return "slight left" if angle <= 220.0 else "left" if angle <= 300.0 else "sharp left"
    return "uturn"
