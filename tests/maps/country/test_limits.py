"""The law's limit where no sign stands: right for the towns of the world, their states and their roads."""

from __future__ import annotations

import pytest

from maps.country.areas import Areas
from maps.country.limits import KMH_PER_MPH, UNLIMITED_KMH, law_of, zone_kmh
from tests.maps.country.cities import located

NONE = UNLIMITED_KMH
IN_KMH: dict[str, tuple[float, float, float]] = {
    "AD": (50, 60, 120), "AM": (60, 90, 110), "AO": (60, 90, 120), "AR": (40, 110, 130),
    "AT": (50, 100, 130), "AZ": (60, 90, 110), "BA": (50, 80, 130), "BG": (50, 90, 140),
    "BY": (60, 90, 110), "CH": (50, 80, 120), "CL": (50, 100, 120), "CO": (50, 90, 120),
    "CZ": (50, 90, 130), "DE": (50, 100, NONE), "DK": (50, 80, 130), "EE": (50, 90, 90),
    "ES": (30, 90, 120), "FI": (50, 80, 80), "FR": (50, 80, 130), "GE": (60, 90, 110),
    "GR": (50, 90, 130), "HR": (50, 90, 130), "HU": (50, 90, 130), "IE": (50, 80, 120),
    "IL": (50, 80, 110), "IS": (50, 90, 90), "IT": (50, 90, 130), "JP": (60, 60, 100),
    "KE": (50, 100, 110), "KG": (60, 90, 110), "KZ": (60, 110, 140), "LI": (50, 80, 80),
    "LT": (50, 90, 130), "LU": (50, 90, 130), "LV": (50, 90, 90), "MC": (50, 50, 50),
    "MD": (50, 90, 90), "MK": (50, 90, 130), "MT": (50, 80, 80), "NL": (50, 80, 100),
    "NO": (50, 80, 110), "NZ": (50, 100, 100), "PL": (50, 90, 140), "PT": (50, 90, 120),
    "RO": (50, 90, 130), "RS": (50, 80, 120), "RU": (60, 90, 110), "SE": (50, 70, 110),
    "SI": (50, 90, 130), "SK": (50, 90, 130), "TR": (50, 90, 120), "UA": (50, 90, 130),
    "VN": (50, 80, 120), "XK": (50, 80, 130), "ZA": (60, 100, 120), "AU": (50, 100, 100),
    "BR": (30, 100, 110), "CN": (50, 70, 120), "MX": (50, 80, 115), "PS": (50, 80, 110),
    "TN": (50, 90, 110), "PY": (50, 110, 110), "UY": (45, 90, 90), "NG": (50, 80, 100),
    "GH": (50, 90, 100), "KR": (50, 60, 100), "NA": (60, 120, 120), "LS": (60, 100, 120),
    "MZ": (60, 120, 120), "TZ": (50, 110, 110),
}  # fmt: skip
"""In a town, outside (one lane a direction) and on a motorway; written down apart from the table."""
IN_MPH = {
    "GB": (30, 60, 70), "US-AL": (30, 45, 70), "US-AZ": (25, 65, 65), "US-CA": (25, 55, 65),
    "US-TX": (30, 60, 60), "US-NY": (55, 55, 55), "US-FL": (30, 55, 70), "US-MT": (25, 70, 80),
    "US-OH": (25, 55, 70), "US-PA": (35, 55, 55), "US-WY": (30, 65, 75), "US-WA": (25, 50, 50),
    "US-IL": (30, 55, 70), "US-MN": (30, 55, 70), "US-KY": (35, 55, 65), "US-SD": (25, 65, 80),
    "PR": (25, 45, 65), "IM": (30, 60, 60), "BS": (25, 45, 45),
}  # fmt: skip


def allowed(code: str, *words: str, ref: str = "") -> float:
    import numpy as np

    from maps.country.limits import WORDS

    law = law_of(code)
    assert law is not None, code
    holds = {word: np.array([word in words]) for word in WORDS}
    holds |= {"any": np.array([True]), "road": np.array([True])}
    return float(law.kmh_of(holds, np.array([ref], dtype=object))[0])


ONE = ("single", "lanes1", "paved")
FAST = ("rural", "motorway", "dual", "lanes2", "paved")


def of_code(code: str, ref: str = "") -> tuple[float, float, float]:
    return (
        allowed(code, "urban", *ONE),
        allowed(code, "rural", *ONE),
        allowed(code, *FAST, ref=ref),
    )


def test_towns_have_the_limits_of_their_law() -> None:
    checked = 0
    for town, area in located():
        if area is None or area.country != town.country:
            continue
        expected = IN_KMH.get(town.country)
        if expected is not None and area.code == area.country:
            assert of_code(area.code) == expected, town
            checked += 1
        in_mph = IN_MPH.get(area.code) or IN_MPH.get(town.country)
        if in_mph is not None and area.code != "GB-WLS":
            found = of_code(area.code, "I 90" if town.country == "US" else "")
            assert found == pytest.approx([mph * KMH_PER_MPH for mph in in_mph]), town
            checked += 1
    assert checked >= 400, checked


def test_no_law_says_what_no_driver_may_do() -> None:
    """Of every area of the world: a town's limit is at most the country's, which is at most a motorway's."""
    seen = 0
    for area in Areas.load().areas:
        if law_of(area.code) is None:
            continue
        urban, rural, motorway = of_code(area.code)
        assert urban <= max(rural, 70) <= NONE, area
        assert 30 <= max(urban, rural) <= 140, area
        assert motorway in (0, NONE) or 30 <= motorway <= 140, area
        seen += 1
    assert seen > 200


@pytest.mark.parametrize(
    ("code", "words", "ref", "kmh"),
    [
        ("FR", ("rural", "single", "lanes2"), "", 90),
        ("FR", ("rural", "dual", "lanes2"), "", 110),
        ("DE", ("rural", "dual", "lanes2"), "", NONE),
        ("DE", ("urban", "living"), "", 7),
        ("ES", ("urban", "single", "lanes2"), "", 50),
        ("CZ", ("urban", "motorway"), "", 80),
        ("PL", ("rural", "motorroad", "dual"), "", 120),
        ("PL", ("rural", "motorroad", "single"), "", 100),
        ("IE", ("rural", "single"), "N71", 100),
        ("IE", ("rural", "single"), "R600", 80),
        ("US-TX", ("rural", "numbered"), "US 90", 70 * KMH_PER_MPH),
        ("US-KS", ("rural", "single", "numbered"), "KS 99", 65 * KMH_PER_MPH),
        ("CA-AB", ("rural", "numbered"), "22", 100),
        ("CA-AB", ("rural",), "", 80),
        ("BE-VLG", ("rural", "single"), "", 70),
        ("BE-WAL", ("rural", "single"), "", 90),
        ("BE-BRU", ("urban",), "", 30),
        ("GB-WLS", ("urban",), "", 20 * KMH_PER_MPH),
        ("AU-NT", ("rural",), "", 110),
        ("US-XX", ("rural",), "", 55 * KMH_PER_MPH),
    ],
)
def test_road_type_and_tags_decide(code: str, words: tuple[str, ...], ref: str, kmh: float) -> None:
    assert allowed(code, *words, ref=ref) == pytest.approx(kmh)


def test_the_kinds_that_tags_name_have_their_country_s_limit() -> None:
    assert zone_kmh("GB", "nsl_dual") == pytest.approx(70 * KMH_PER_MPH)
    assert zone_kmh("DE", "motorway") == NONE
    assert zone_kmh("BE-VLG", "rural") == 70
    assert zone_kmh("XX", "urban") == 50, "of a country that is not known, the usual"
    assert zone_kmh("DE", "nonsense") == 0
