"""The charge plan as OCPP's smart-charging profile: what the point may give, period by period. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hmi.energy.charge_plan import ChargePlan

MOST_PERIODS = 24
"""charge points keep few; what is further ahead is sent with the next plan"""
PROFILE_ID = 1
LEVEL = 1


def periods(plan: ChargePlan, now_unix_s: float) -> list[dict[str, Any]]:
    """[{start_period, limit}], seconds from now and watts; equal neighbours are one."""
    found: list[dict[str, Any]] = []
    for step in plan.steps:
        if step.end_unix_s <= now_unix_s:
            continue
        watts = float(round(max(0.0, step.power_kw) * 1000))
        if found and found[-1]["limit"] == watts:
            continue
        found.append({"start_period": max(0, round(step.begin_unix_s - now_unix_s)), "limit": watts})
    return found[:MOST_PERIODS]


def profile_16(plan: ChargePlan, now_unix_s: float) -> dict[str, Any] | None:
    """For OCPP 1.6; None where the plan limits nothing."""
    rows = periods(plan, now_unix_s)
    if not rows:
        return None
    return {
        "charging_profile_id": PROFILE_ID,
        "stack_level": LEVEL,
        "charging_profile_purpose": "TxDefaultProfile",
        "charging_profile_kind": "Absolute",
        "charging_schedule": {
            "start_schedule": iso(now_unix_s),
            "charging_rate_unit": "W",
            "charging_schedule_period": rows,
        },
    }


def profile_2(plan: ChargePlan, now_unix_s: float) -> dict[str, Any] | None:
    """For OCPP 2.0.1 and 2.1."""
    rows = periods(plan, now_unix_s)
    if not rows:
        return None
    return {
        "id": PROFILE_ID,
        "stack_level": LEVEL,
        "charging_profile_purpose": "TxDefaultProfile",
        "charging_profile_kind": "Absolute",
        "charging_schedule": [
            {
                "id": PROFILE_ID,
                "start_schedule": iso(now_unix_s),
                "charging_rate_unit": "W",
                "charging_schedule_period": rows,
            }
        ],
    }


def iso(unix_s: float) -> str:
    return datetime.fromtimestamp(unix_s, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def unix_of(text: object, otherwise: float) -> float:
    """Of an ISO 8601 moment; `otherwise` where it is none or far from it (a clock that was never set)."""
    if not isinstance(text, str):
        return otherwise
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    unix_s = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return unix_s if abs(unix_s - otherwise) < 86_400 else otherwise
