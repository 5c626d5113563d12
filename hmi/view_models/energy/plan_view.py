"""The agent's charge plan in the driver's words and as bars by the hour. Pure; nothing is planned here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from hmi.energy.charge_plan import IDLE_KW, ChargePlan, PlanReason, steps_between
from hmi.units import DASH, Format

SHOWN_HOURS = 18
HOUR_S = 3600.0
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "PLN": "zł", "CZK": "Kč"}


@dataclass(frozen=True, slots=True)
class ChargeHour:
    """One bar of the charge plan."""

    label: str
    """under the bar; empty at most hours"""
    price: str
    """over the bar; only at the dearest and the cheapest hour"""
    amount: float
    """height, 0..1"""
    share: float
    """of the hour that is charged in"""
    priced: bool


def plan_hours(plan: ChargePlan | None, form: Format) -> tuple[ChargeHour, ...]:
    """A bar for each hour of the clock, as high as its price; all alike where no price is known."""
    if plan is None or not plan.steps:
        return ()
    first = _hour_of(plan.planned_unix_s)
    begins = [first + HOUR_S * n for n in range(SHOWN_HOURS)]
    prices: list[float | None] = []
    shares: list[float] = []
    for begin in begins:
        steps = steps_between(plan.steps, begin, begin + HOUR_S)
        known = [step for step in steps if step.price_per_kwh is not None]
        hours = sum(step.hours for step in known)
        prices.append(sum((s.price_per_kwh or 0.0) * s.hours for s in known) / hours if hours else None)
        charged = sum(
            min(1.0, step.power_kw / plan.socket_kw) * step.hours
            for step in steps
            if step.power_kw > IDLE_KW and plan.socket_kw
        )
        shares.append(min(1.0, charged))
    told = [price for price in prices if price is not None]
    highest, lowest = max(told, default=0.0), min(told, default=0.0)
    currency = sign(plan.currency)
    rows: list[ChargeHour] = []
    for begin, price, share in zip(begins, prices, shares, strict=True):
        hour = datetime.fromtimestamp(begin).hour
        extreme = price is not None and highest != lowest and price in (highest, lowest)
        first_such = extreme and prices.index(price) == len(rows)
        rows.append(
            ChargeHour(
                form.hour(hour) if hour % 4 == 0 else "",
                form.money(price, currency).text if first_such else "",
                0.35 if price is None or highest <= 0 else max(0.06, price / highest),
                share,
                price is not None,
            )
        )
    return tuple(rows)


def plan_title(plan: ChargePlan | None, form: Format) -> str:
    """80 % by 07:30; what the time allows, where it is not enough."""
    if plan is None or plan.departure_unix_s is None:
        return form.percent(None).text
    reached = plan.percent_at_departure if plan.percent_at_departure is not None else plan.target_percent
    return QCoreApplication.translate("Energy", "{percent} by {time}").format(
        percent=form.percent(reached).text, time=clock(plan.departure_unix_s, form)
    )


def plan_text(plan: ChargePlan | None, form: Format) -> str:
    """23:00 – 02:00 · 3.87 €."""
    translate = QCoreApplication.translate
    if plan is None:
        return translate("Energy", "waiting for the car's plan")
    if plan.reason is PlanReason.LEVEL_UNKNOWN:
        return translate("Energy", "battery level unknown")
    if plan.departure_unix_s is None:
        return translate("Energy", "set a time to be ready, and it charges when it is cheap")
    if not plan.spans:
        return translate("Energy", "nothing to charge")
    begin, end = plan.spans[0][0], plan.spans[-1][1]
    hours = f"{clock(begin, form)} {DASH} {clock(end, form)}"
    if plan.cost is None:
        return hours + " · " + translate("Energy", "price not known")
    return f"{hours} · {form.money(plan.cost, sign(plan.currency)).text}"


def reason_words(plan: ChargePlan | None, form: Format) -> str:
    """Why the car does what it does now, as one short sentence."""
    if plan is None:
        return ""
    translate = QCoreApplication.translate
    values = plan.values
    until = clock(values["until_unix_s"], form) if "until_unix_s" in values else DASH
    now, then = (
        form.money(values[name], sign(plan.currency)).text if name in values else ""
        for name in ("price_now", "price_then")
    )
    match plan.reason:
        case PlanReason.WAITS if now and then:
            words = translate("Energy", "waits until {time}: {then} instead of {now} per kWh")
        case PlanReason.WAITS:
            words = translate("Energy", "waits until {time}")
        case PlanReason.CHARGES if now:
            words = translate("Energy", "charges until {time} at {now} per kWh")
        case PlanReason.CHARGES:
            words = translate("Energy", "charges until {time}")
        case PlanReason.NEEDED:
            words = translate("Energy", "charges at once: all the time is needed")
        case PlanReason.MINIMUM:
            words = translate("Energy", "charges at once up to {percent}")
        case PlanReason.MEASURES:
            words = translate("Energy", "charges for some minutes to learn what the socket gives")
        case PlanReason.OWN:
            words = translate("Energy", "charges with your own solar power until {time}")
        case PlanReason.WAITS_OWN:
            words = translate("Energy", "waits for your own solar power until {time}")
        case PlanReason.CLEAN:
            words = translate("Energy", "charges while electricity is clean, until {time}")
        case PlanReason.WAITS_CLEAN:
            words = translate("Energy", "waits for cleaner electricity until {time}")
        case PlanReason.FAST:
            words = translate("Energy", "fast charging on the way")
        case PlanReason.GIVES:
            words = translate("Energy", "feeds the house until {time}")
        case PlanReason.NO_PRICES:
            words = translate("Energy", "prices are not known: charges as late as it can")
        case PlanReason.REFUSED:
            words = translate("Energy", "the car did not do it; tried again soon")
        case PlanReason.UNPLUGGED:
            words = translate("Energy", "begins when it is plugged in")
        case PlanReason.NO_DEPARTURE:
            words = translate("Energy", "charges as soon as it is plugged in")
        case PlanReason.FULL | PlanReason.LEVEL_UNKNOWN:
            return ""
    percent = form.percent(values.get("minimum_percent")).text
    return words.format(time=until, now=now, then=then, percent=percent)


def sign(code: str) -> str:
    """€ for EUR; a code without one stays."""
    return SIGNS.get(code, code)


def clock(unix_s: float, form: Format) -> str:
    """A moment on the clock of the place where the car is."""
    return form.clock(datetime.fromtimestamp(unix_s).time())


def _hour_of(unix_s: float) -> float:
    return datetime.fromtimestamp(unix_s).replace(minute=0, second=0, microsecond=0).timestamp()
