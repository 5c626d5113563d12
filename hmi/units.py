"""Say a quantity to a person: SI in, the number and unit of the driver's choice and language out.

Every number uses western digits, also in Arabic: they stand beside road signs and must match them.
`None` (unknown or stale) becomes a dash and never an old number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

LANGUAGES: tuple[str, ...] = ("en", "fr", "de", "es", "ja", "ar")
"""the languages of the product; the first is the fallback"""

RIGHT_TO_LEFT: frozenset[str] = frozenset({"ar"})

DASH = "–"
NO_BREAK_SPACE = " "
MINUS = "−"

MILE_M = 1609.344
FOOT_M = 0.3048
YARD_M = 0.9144
BAR_KPA = 100.0
PSI_KPA = 6.894757
GALLON_US_L = 3.785411784
GALLON_UK_L = 4.54609


class DistanceUnit(StrEnum):
    """Kilometres, or miles with feet (USA) or yards (UK) below them."""

    KILOMETRES = "km"
    MILES_FEET = "mi_ft"
    MILES_YARDS = "mi_yd"


class TemperatureUnit(StrEnum):
    CELSIUS = "celsius"
    FAHRENHEIT = "fahrenheit"


class PressureUnit(StrEnum):
    BAR = "bar"
    KPA = "kpa"
    PSI = "psi"


class ConsumptionUnit(StrEnum):
    """Energy for a distance (less is better) or distance on an energy (more is better)."""

    PER_DISTANCE = "per_distance"
    DISTANCE_ON = "distance_on"


class ClockStyle(StrEnum):
    HOURS_24 = "24h"
    HOURS_12 = "12h"


@dataclass(frozen=True, slots=True)
class Units:
    """The driver's choice, one per kind of quantity."""

    distance: DistanceUnit = DistanceUnit.KILOMETRES
    temperature: TemperatureUnit = TemperatureUnit.CELSIUS
    pressure: PressureUnit = PressureUnit.BAR
    consumption: ConsumptionUnit = ConsumptionUnit.PER_DISTANCE
    clock: ClockStyle = ClockStyle.HOURS_24

    @property
    def metric(self) -> bool:
        return self.distance is DistanceUnit.KILOMETRES


METRIC = Units()
IMPERIAL_US = Units(
    DistanceUnit.MILES_FEET,
    TemperatureUnit.FAHRENHEIT,
    PressureUnit.PSI,
    ConsumptionUnit.DISTANCE_ON,
    ClockStyle.HOURS_12,
)
IMPERIAL_UK = Units(
    DistanceUnit.MILES_YARDS, pressure=PressureUnit.PSI, consumption=ConsumptionUnit.DISTANCE_ON
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, apart, because the screen sets them in two sizes."""

    number: str
    unit: str
    tight: bool = False
    """no space between them, as in 21.5°"""

    @property
    def text(self) -> str:
        if not self.unit:
            return self.number
        return f"{self.number}{'' if self.tight else NO_BREAK_SPACE}{self.unit}"

    @property
    def known(self) -> bool:
        return self.number != DASH


@dataclass(frozen=True, slots=True)
class Format:
    """Every way the product writes a quantity, for one choice of units and one language."""

    units: Units = METRIC
    language: str = "en"

    # numbers ----------------------------------------------------------------------------------

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Rounded half away from zero, decimal sign of the language, a real minus, a dash for None."""
        if value is None or not math.isfinite(value):
            return DASH
        scale = 10**decimals
        rounded = math.floor(abs(value) * scale + 0.5 + 1e-9) / scale
        sign = MINUS if value < 0 and rounded > 0 else ""
        digits = f"{rounded:.{decimals}f}"
        return sign + digits.replace(".", _DECIMAL_SIGN.get(self.language, "."))

    def percent(self, value: float | None, decimals: int = 0) -> Quantity:
        return Quantity(self.number(value, decimals), "%", tight=self.language == "ja")

    def span(self, low: Quantity, high: Quantity) -> str:
        """262 – 301 km: the unit once if both share it."""
        if low.unit == high.unit:
            if low.number == high.number:
                return high.text
            space = "" if high.tight else NO_BREAK_SPACE
            return f"{low.number} {DASH} {high.number}{space}{high.unit}"
        return f"{low.text} {DASH} {high.text}"

    # ways and speeds --------------------------------------------------------------------------

    def distance(self, distance_m: float | None) -> Quantity:
        """As a navigator says it: coarser the further away, never more exact than useful."""
        if distance_m is None or not math.isfinite(distance_m):
            return Quantity(DASH, self._word("km" if self.units.metric else "mi"))
        distance_m = max(0.0, distance_m)
        if self.units.metric:
            return self._distance_metric(distance_m)
        return self._distance_imperial(distance_m)

    @property
    def big_unit_m(self) -> float:
        """Metres in a kilometre or a mile, whichever the driver counts in."""
        return 1000.0 if self.units.metric else MILE_M

    def trip_distance(self, distance_m: float | None) -> Quantity:
        """As a trip computer says it: always kilometres or miles, to a tenth below a thousand."""
        big_m, word = (1000.0, "km") if self.units.metric else (MILE_M, "mi")
        value = None if distance_m is None else distance_m / big_m
        decimals = 1 if value is None or abs(value) < 999.95 else 0
        return Quantity(self.number(value, decimals), self._word(word))

    def range(self, distance_m: float | None) -> Quantity:
        """Whole kilometres or miles: a range is never known better."""
        big_m, word = (1000.0, "km") if self.units.metric else (MILE_M, "mi")
        return Quantity(self.number(None if distance_m is None else distance_m / big_m), self._word(word))

    def speed(self, speed_kmh: float | None) -> Quantity:
        if self.units.metric:
            return Quantity(self.number(speed_kmh), self._word("km/h"))
        return Quantity(
            self.number(None if speed_kmh is None else speed_kmh * 1000 / MILE_M), self._word("mph")
        )

    def limit(self, limit_kmh: float | None, signed_in: str = "") -> str:
        """The number on the sign, in the unit of the country ("km/h" or "mph"; empty: the driver's).

        A sign in mph is a multiple of 5, whatever its conversion says.
        """
        if limit_kmh is None:
            return ""
        if signed_in == "km/h" or (not signed_in and self.units.metric):
            return self.number(limit_kmh)
        return self.number(5 * round(limit_kmh * 1000 / MILE_M / 5))

    def height(self, height_m: float) -> Quantity:
        """Of a vehicle, as a sign at a bridge says it: metres, or feet and inches."""
        if self.units.metric:
            return Quantity(self.number(height_m, 1), self._word("m"))
        inches = round(height_m / 0.0254)
        return Quantity(f"{self.number(inches // 12)}′ {self.number(inches % 12)}″", "")

    def weight(self, weight_kg: float) -> Quantity:
        """Of a vehicle, in tonnes, or in pounds."""
        if self.units.metric:
            return Quantity(self.number(weight_kg / 1000.0, 2), self._word("t"))
        return Quantity(self.number(100 * round(weight_kg / 45.359237)), self._word("lb"))

    def own_limit(self, limit_kmh: float | None, signed_in: str) -> str:
        """The limit in the driver's unit where the signs have another; empty where they agree."""
        own = "km/h" if self.units.metric else "mph"
        if limit_kmh is None or not signed_in or signed_in == own:
            return ""
        value = limit_kmh if self.units.metric else limit_kmh * 1000 / MILE_M
        return f"{self.number(value)}{NO_BREAK_SPACE}{self._word(own)}"

    # time -------------------------------------------------------------------------------------

    def duration(self, duration_s: float | None) -> str:
        """6 min · 1 h 05 min · 2 d 3 h; below a minute it is still one minute, as nobody counts down."""
        if duration_s is None or not math.isfinite(duration_s):
            return f"{DASH}{NO_BREAK_SPACE}{self._word('min')}"
        minutes = max(1, math.floor(max(0.0, duration_s) / 60 + 0.5))
        if minutes < 60:
            return self._amount(str(minutes), "min")
        hours, minutes = divmod(minutes, 60)
        if hours < 24:
            return f"{self._amount(str(hours), 'h')} {self._amount(f'{minutes:02d}', 'min')}"
        days, hours = divmod(hours, 24)
        return f"{self._amount(str(days), 'd')} {self._amount(str(hours), 'h')}"

    def hours(self, duration_s: float | None) -> Quantity:
        """0:34 h, as a trip computer counts."""
        if duration_s is None or not math.isfinite(duration_s):
            return Quantity(DASH, self._word("h"))
        minutes = math.floor(max(0.0, duration_s) / 60)
        return Quantity(f"{minutes // 60}:{minutes % 60:02d}", self._word("h"), tight=self.language == "ja")

    def playing_time(self, duration_s: float | None) -> str:
        """1:34 or 1:02:07, as players count."""
        if duration_s is None or not math.isfinite(duration_s):
            return DASH
        seconds = math.floor(max(0.0, duration_s))
        if seconds < 3600:
            return f"{seconds // 60}:{seconds % 60:02d}"
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"

    def clock(self, moment: time | None) -> str:
        """14:32, or 2:32 with the half of the day in the driver's words."""
        if moment is None:
            return DASH
        if self.units.clock is ClockStyle.HOURS_24:
            return f"{moment.hour:02d}:{moment.minute:02d}"
        half = self._word("am" if moment.hour < 12 else "pm")
        digits = f"{(moment.hour + 11) % 12 + 1}:{moment.minute:02d}"
        return f"{half}{digits}" if self.language == "ja" else f"{digits}{NO_BREAK_SPACE}{half}"

    def hour(self, hour: int) -> str:
        """The label of a full hour on a chart's axis: 07, or 7 am."""
        if self.units.clock is ClockStyle.HOURS_24:
            return f"{hour % 24:02d}"
        return f"{(hour + 11) % 12 + 1}{NO_BREAK_SPACE}{self._word('am' if hour % 24 < 12 else 'pm')}"

    # the car ----------------------------------------------------------------------------------

    def temperature(self, temperature_celsius: float | None, decimals: int = 0) -> Quantity:
        if self.units.temperature is TemperatureUnit.CELSIUS:
            return Quantity(self.number(temperature_celsius, decimals), self._word("°C"))
        fahrenheit = None if temperature_celsius is None else temperature_celsius * 9 / 5 + 32
        return Quantity(self.number(fahrenheit, 0), self._word("°F"))

    def set_temperature(self, temperature_celsius: float | None) -> Quantity:
        """21.5°: what is asked of the climate, in half degrees (whole ones in Fahrenheit)."""
        if self.units.temperature is TemperatureUnit.CELSIUS:
            if temperature_celsius is None:
                return Quantity(DASH, "°", tight=True)
            return Quantity(self.number(math.floor(temperature_celsius * 2 + 0.5) / 2, 1), "°", tight=True)
        fahrenheit = None if temperature_celsius is None else temperature_celsius * 9 / 5 + 32
        return Quantity(self.number(fahrenheit), "°", tight=True)

    def pressure(self, pressure_kpa: float | None) -> Quantity:
        match self.units.pressure:
            case PressureUnit.BAR:
                value, decimals, word = BAR_KPA, 1, "bar"
            case PressureUnit.KPA:
                value, decimals, word = 1.0, 0, "kPa"
            case PressureUnit.PSI:
                value, decimals, word = PSI_KPA, 0, "psi"
        number = self.number(None if pressure_kpa is None else pressure_kpa / value, decimals)
        return Quantity(number, self._word(word))

    def power(self, power_w: float | None) -> Quantity:
        """Whole kilowatts."""
        return Quantity(self.number(None if power_w is None else power_w / 1000), self._word("kW"))

    def energy(self, energy_wh: float | None) -> Quantity:
        return Quantity(self.number(None if energy_wh is None else energy_wh / 1000, 1), self._word("kWh"))

    def consumption(self, wh_per_km: float | None) -> Quantity:
        """15.8 kWh/100 km, or how far a kilowatt hour goes."""
        big_m, word = (1000.0, "km") if self.units.metric else (MILE_M, "mi")
        if self.units.consumption is ConsumptionUnit.PER_DISTANCE:
            value = None if wh_per_km is None else wh_per_km * (big_m / 1000) / 10
            unit = f"{self._word('kWh')}/100{NO_BREAK_SPACE}{self._word(word)}"
            return Quantity(self.number(value, 1), unit)
        value = None if wh_per_km is None or wh_per_km <= 0 else 1000 / wh_per_km * 1000 / big_m
        return Quantity(self.number(value, 1), f"{self._word(word)}/{self._word('kWh')}")

    def consumption_value(self, wh_per_km: float) -> float:
        """The bare number of `consumption`, for a chart's axis."""
        big_m = 1000.0 if self.units.metric else MILE_M
        if self.units.consumption is ConsumptionUnit.PER_DISTANCE:
            return wh_per_km * (big_m / 1000) / 10
        return 1000 / max(wh_per_km, 1e-9) * 1000 / big_m

    def fuel_consumption(self, litres_per_100_km: float | None) -> Quantity:
        """6.4 l/100 km, or miles per gallon (US or UK gallons with their miles)."""
        if self.units.metric:
            return Quantity(self.number(litres_per_100_km, 1), f"{self._word('l')}/100{NO_BREAK_SPACE}km")
        gallon_l = GALLON_US_L if self.units.distance is DistanceUnit.MILES_FEET else GALLON_UK_L
        if litres_per_100_km is None or litres_per_100_km <= 0:
            return Quantity(DASH, self._word("mpg"))
        return Quantity(self.number(100_000 / MILE_M * gallon_l / litres_per_100_km), self._word("mpg"))

    def voltage(self, voltage_v: float | None) -> Quantity:
        return Quantity(self.number(voltage_v, 1), self._word("V"))

    def money(self, amount: float | None, currency: str = "€") -> Quantity:
        return Quantity(self.number(amount, 2), currency)

    def size(self, bytes_count: float | None) -> Quantity:
        """6 kB, 42 MB, 1.3 GB in decimal steps, as map regions are sold."""
        if bytes_count is None:
            return Quantity(DASH, "MB")
        for word, step in (("GB", 1e9), ("MB", 1e6)):
            if bytes_count >= step:
                value = bytes_count / step
                return Quantity(self.number(value, 1 if value < 10 else 0), word)
        return Quantity(self.number(math.ceil(bytes_count / 1000)), "kB")

    # ------------------------------------------------------------------------------------------

    def unit(self, word: str) -> str:
        """A unit in the driver's script: `km` is كم in Arabic."""
        return self._word(word)

    def _distance_metric(self, distance_m: float) -> Quantity:
        if distance_m < 975:
            # Under 300 m a driver can tell 10 m apart, beyond it not even 50.
            step_m = 5 if distance_m < 30 else 10 if distance_m < 295 else 50
            return Quantity(self.number(step_m * math.floor(distance_m / step_m + 0.5)), self._word("m"))
        return self._big_distance(distance_m / 1000, "km")

    def _distance_imperial(self, distance_m: float) -> Quantity:
        if distance_m < 0.095 * MILE_M or (
            self.units.distance is DistanceUnit.MILES_YARDS and distance_m < 0.245 * MILE_M
        ):
            small_m, word = (
                (FOOT_M, "ft") if self.units.distance is DistanceUnit.MILES_FEET else (YARD_M, "yd")
            )
            value = distance_m / small_m
            step = 10 if value < 100 else 50
            return Quantity(self.number(step * math.floor(value / step + 0.5)), self._word(word))
        return self._big_distance(distance_m / MILE_M, "mi")

    def _big_distance(self, value: float, word: str) -> Quantity:
        return Quantity(self.number(value, 1 if value < 9.95 else 0), self._word(word))

    def _amount(self, number: str, word: str) -> str:
        return Quantity(number, self._word(word), tight=self.language == "ja").text

    def _word(self, word: str) -> str:
        return _UNIT_WORDS.get(self.language, {}).get(word, _ENGLISH_WORDS.get(word, word))


_DECIMAL_SIGN = {"fr": ",", "de": ",", "es": ","}

_ENGLISH_WORDS = {"d": "d", "am": "am", "pm": "pm"}

_UNIT_WORDS: dict[str, dict[str, str]] = {
    "fr": {"d": "j", "yd": "yd", "ft": "pi", "l": "L", "am": "AM", "pm": "PM"},
    "de": {"d": "Tg.", "h": "Std.", "min": "Min.", "am": "AM", "pm": "PM"},
    "es": {"ft": "ft", "am": "a. m.", "pm": "p. m.", "l": "l"},
    "ja": {
        "d": "日",
        "h": "時間",
        "min": "分",
        "s": "秒",
        "mi": "マイル",
        "ft": "フィート",
        "yd": "ヤード",
        "am": "午前",
        "pm": "午後",
        "l": "L",
    },
    "ar": {
        "m": "م",
        "km": "كم",
        "mi": "ميل",
        "ft": "قدم",
        "yd": "ياردة",
        "km/h": "كم/س",
        "mph": "ميل/س",
        "d": "ي",
        "h": "س",
        "min": "د",
        "s": "ث",
        "am": "ص",
        "pm": "م",
        "°C": "°م",
        "°F": "°ف",
        "bar": "بار",
        "kPa": "كيلوباسكال",
        "psi": "رطل/بوصة²",
        "kW": "ك.و",
        "kWh": "ك.و.س",
        "l": "ل",
        "V": "فولت",
        "mpg": "ميل/غالون",
    },
}
