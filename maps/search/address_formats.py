"""How a country writes an address: where the house number stands, and how the postcode stands to the town.

After the public templates of address-formatting (see NOTICE), reduced to the two lines that a driver reads.
"""

from __future__ import annotations

_FORMS: dict[tuple[str, str], str] = {
    ("R N", "P T"): (
        "AR AT AX BA BE BQ BV CH CL CO CV CY CZ DE DK EE ET FI FO GE GL GR GW HN HR HT IL IS IT JO KW LI "
        "LR LT ME MK MX NL NO PL PS PT PW PY RO RS SD SE SI SJ SK SM TJ TR UY VA "
    ),
    ("N R", "T P"): (
        "AM AS AU BH BM CA CC CX EG FK FM GB GG GS GU HM IE IM IO JE JM JP KE KH KY LB LK LS MH MP MT MV "
        "NA NF NG NZ OM PG PH PK PR SA SG SH TC TK UM US VG VI VN ZA "
    ),
    ("R N", ""): (
        "AF AQ AW BI BO BS BW CF CM CW EH ER GD GQ KI KM KP LC LY ML MO NE NI PN QA SB SO SR SS ST SX TD "
        "TL VC VU WS "
    ),
    ("N R", ""): "AE AG BB BF BZ CI CK DJ DM FJ GA GH GI GM GY HK KN MS MW NR NU RW SC SL TO TV UG XC ZW",
    ("N R", "P T"): "AD AZ BL DZ FR GF GN GP LU MA MC MF MG MQ MY NC PF PM RE SN TF TN TZ WF YT ZM",
    ("R N", "T P"): "AI AL BG BR BT CN CR DO EC ID IQ IR KR MN NP PA PE SZ TH TW UZ VE",
    ("R, N", "P T"): "BY ES KG KZ MD MZ SY",
    ("N, R", ""): "BJ CD CG MR TG YE",
    ("R N", "T, P"): "AO CU LV",
    ("N, R", "T P"): "BN MU XK",
    ("N, R", "P T"): "LA TM",
    ("N R", "T, P"): "MM TT",
    ("R, N", "T P"): "RU UA",
    ("N R", "T - P"): "BD",
    ("R N", "P-T"): "GT",
    ("R N.", "P T"): "HU",
    ("N, R", "T - P"): "IN",
    ("R N", "P - T"): "SV",
}
"""N the number, R the road, T the town, P the postcode; "" where there are no postcodes."""

_DEFAULT = ("R N", "P T")
_OF_COUNTRY: dict[str, tuple[str, str]] = {
    country: form for form, countries in _FORMS.items() for country in countries.split()
}
_NO_SPACE = ("JP", "CN", "TW")


def street_line(road: str, number: str, country: str = "") -> str:
    """ "12 Rue Grimaldi" in Monaco, "Landstrasse 12" in Liechtenstein, "錦糸三丁目8-8" in Japan."""
    if not number:
        return road
    if not road:
        return number
    if country in _NO_SPACE and not road.isascii():
        return road + number
    form, _ = _OF_COUNTRY.get(country, _DEFAULT)
    first, rest = form[0], form[1:]
    separator = rest.rstrip(".")[:-1]
    end = "." if rest.endswith(".") else ""
    return f"{number}{separator}{road}{end}" if first == "N" else f"{road}{separator}{number}{end}"


def town_line(town: str, postcode: str, country: str = "") -> str:
    """ "9490 Vaduz", "San Francisco 94103"."""
    if not town or not postcode:
        return town or postcode
    _, form = _OF_COUNTRY.get(country, _DEFAULT)
    if form == "":
        return town
    separator = form[1:-1]
    return f"{postcode}{separator}{town}" if form[0] == "P" else f"{town}{separator}{postcode}"
