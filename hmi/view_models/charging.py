"""When to charge, for the energy screen: the rule that the agent charges by (hmi.vehicle.charge_plan)."""

from hmi.vehicle.charge_plan import (
    CHARGE_EFFICIENCY,
    SHOWN_HOURS,
    USUAL_POWER_KW,
    ChargePlan,
    PlannedHour,
    PricedHour,
    next_departure,
    plan_charge,
    priced_hours,
)

__all__ = [
    "CHARGE_EFFICIENCY",
    "SHOWN_HOURS",
    "USUAL_POWER_KW",
    "ChargePlan",
    "PlannedHour",
    "PricedHour",
    "next_departure",
    "plan_charge",
    "priced_hours",
]
