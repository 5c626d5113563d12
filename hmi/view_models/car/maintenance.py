"""The agent's maintenance forecasts in words: part, when as a span, and what happens otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from hmi.upkeep.forecast import Forecast, NotYet, Outlook, Part

DAYS_PER_MONTH = 30.44
YEAR_DAYS = 12 * DAYS_PER_MONTH
SOON_DAYS = 4 * DAYS_PER_MONTH
IN_DAYS = 60.0
"""a span that ends before is told in days"""
LAST_CHANGE = "last_change"
"""what is missing of a part that was never entered as changed"""
TOPPING_UP = "tyre_soft"
"""what tyres lose by themselves: one row for the four"""


@dataclass(frozen=True, slots=True)
class MaintenanceRow:
    """One forecast: fractions of twelve months, and the same in words."""

    part: str
    label: str
    icon: str
    when: str
    first: float
    last: float
    likely: float
    soon: bool
    known: bool
    otherwise: str
    workshop: str
    """what to tell it"""


def maintenance_rows(outlooks: Sequence[Outlook]) -> list[MaintenanceRow]:
    """The most pressing first, as they came; what only waits for its last change to be entered at the end."""
    rows: list[MaintenanceRow] = []
    topped = False
    for outlook in outlooks:
        if isinstance(outlook, NotYet):
            if outlook.missing == LAST_CHANGE:
                rows.append(_unknown(outlook.part))
            continue
        topping = outlook.otherwise == TOPPING_UP
        if not (topping and topped):
            rows.append(_row(outlook))
        topped |= topping
    return rows


def _row(row: Forecast) -> MaintenanceRow:
    label = _labels()[row.part]
    if row.otherwise == TOPPING_UP:
        label = QCoreApplication.translate("Car", "Tyre pressure")
    return MaintenanceRow(
        row.part,
        label,
        _ICONS[row.part],
        _when(row),
        min(1.0, row.first_days / YEAR_DAYS),
        min(1.0, row.last_days / YEAR_DAYS),
        min(1.0, row.likely_days / YEAR_DAYS),
        row.likely_days < SOON_DAYS,
        True,
        _otherwise(row.otherwise),
        _workshop(row),
    )


def _unknown(part: Part) -> MaintenanceRow:
    translate = QCoreApplication.translate
    return MaintenanceRow(
        part,
        _labels()[part],
        _ICONS[part],
        translate("Car", "not enough data yet"),
        0.0,
        0.0,
        0.0,
        False,
        False,
        translate("Car", "Counted from the day on which it is changed"),
        "",
    )


def _when(row: Forecast) -> str:
    translate = QCoreApplication.translate
    first, last = round(row.first_days / DAYS_PER_MONTH), round(row.last_days / DAYS_PER_MONTH)
    if row.last_days <= DAYS_PER_MONTH / 2 and row.likely_days < 1:
        return translate("Car", "now")
    if row.last_days <= IN_DAYS:
        days = round(row.first_days)
        return translate("Car", "in {first} – {last} days").format(
            first=days, last=max(days + 1, round(row.last_days))
        )
    if row.first_days > YEAR_DAYS:
        return translate("Car", "after 12 months")
    if row.last_days > YEAR_DAYS:
        return translate("Car", "in {first} – 12+ months").format(first=first)
    return translate("Car", "in {first} – {last} months").format(first=first, last=max(last, first + 1))


def _labels() -> dict[Part, str]:
    translate = QCoreApplication.translate
    return {
        Part.TYRE_FRONT_LEFT: translate("Car", "Front left tyre leaks"),
        Part.TYRE_FRONT_RIGHT: translate("Car", "Front right tyre leaks"),
        Part.TYRE_REAR_LEFT: translate("Car", "Rear left tyre leaks"),
        Part.TYRE_REAR_RIGHT: translate("Car", "Rear right tyre leaks"),
        Part.TREAD: translate("Car", "New tyres"),
        Part.BATTERY_12V: translate("Car", "12 V battery"),
        Part.TRACTION_BATTERY: translate("Car", "Traction battery"),
        Part.FRONT_PADS: translate("Car", "Front brake pads"),
        Part.REAR_PADS: translate("Car", "Rear brake pads"),
        Part.OIL: translate("Car", "Engine oil"),
        Part.AIR_FILTER: translate("Car", "Air filter"),
        Part.COOLANT: translate("Car", "Coolant"),
        Part.WIPERS: translate("Car", "Wiper blades"),
        Part.CABIN_FILTER: translate("Car", "Cabin filter"),
        Part.SERVICE: translate("Car", "Service"),
        Part.INSPECTION: translate("Car", "Inspection"),
    }


_ICONS = {
    Part.TYRE_FRONT_LEFT: "car-tire-alert",
    Part.TYRE_FRONT_RIGHT: "car-tire-alert",
    Part.TYRE_REAR_LEFT: "car-tire-alert",
    Part.TYRE_REAR_RIGHT: "car-tire-alert",
    Part.TREAD: "tire",
    Part.BATTERY_12V: "car-battery",
    Part.TRACTION_BATTERY: "battery-heart-variant",
    Part.FRONT_PADS: "car-brake-alert",
    Part.REAR_PADS: "car-brake-alert",
    Part.OIL: "oil",
    Part.AIR_FILTER: "air-filter",
    Part.COOLANT: "coolant-temperature",
    Part.WIPERS: "wiper",
    Part.CABIN_FILTER: "air-filter",
    Part.SERVICE: "wrench-clock",
    Part.INSPECTION: "calendar-check",
}


def _otherwise(what: str) -> str:
    translate = QCoreApplication.translate
    return {
        "tyre_soft": translate("Car", "Otherwise: more wear, more consumption, longer braking"),
        "tyre_flat": translate("Car", "Otherwise: a flat tyre on the road"),
        "battery_dies": translate("Car", "Otherwise: one morning the car does not start"),
        "range_shrinks": translate("Car", "Below 70 % of new: ask about the warranty before it ends"),
        "discs_too": translate("Car", "Otherwise: the discs have to be changed too"),
        "engine_wears": translate("Car", "Otherwise: the engine wears faster"),
        "engine_drinks": translate("Car", "Otherwise: less power, more consumption"),
        "overheats": translate("Car", "Otherwise: corrosion, and an engine that overheats"),
        "view_smears": translate("Car", "Otherwise: a smeared view in the rain"),
        "air_stale": translate("Car", "Otherwise: stale air and misted windows"),
        "wet_grip": translate("Car", "Otherwise: too little grip in the wet"),
        "service_missed": translate("Car", "Otherwise: the warranty may end"),
        "inspection_missed": translate("Car", "Otherwise: the car may not be driven"),
    }.get(what, "")


def _workshop(row: Forecast) -> str:
    translate = QCoreApplication.translate
    what = {
        "fill_tyre": translate("Car", "Fill all four tyres cold, to the pressure on the door"),
        "tyre_leak": translate(
            "Car", "Tell the workshop: this tyre loses air, look for a nail, test the valve"
        ),
        "battery_12v": translate("Car", "Tell the workshop: load test of the 12 V battery"),
        "battery_health": translate("Car", "Tell the workshop: measure the traction battery’s capacity"),
        "brake_pads": translate("Car", "Tell the workshop: pads of this axle, measure the discs too"),
        "oil_change": translate("Car", "Tell the workshop: oil and oil filter"),
        "air_filter": translate("Car", "Tell the workshop: the engine’s air filter"),
        "coolant_change": translate("Car", "Tell the workshop: change the coolant"),
        "wiper_blades": translate("Car", "Tell the workshop: new wiper blades"),
        "cabin_filter": translate("Car", "Tell the workshop: the cabin filter"),
        "new_tyres": translate("Car", "Tell the workshop: measure the tread of all tyres"),
        "service_due": translate("Car", "Tell the workshop: service as the car asks for it"),
        "inspection_due": translate("Car", "Tell the workshop: inspection"),
    }.get(row.workshop, "")
    return f"{what} ({', '.join(row.codes)})" if row.codes else what
