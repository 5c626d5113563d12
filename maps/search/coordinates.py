"""Positions typed as text or pasted as a link: degrees in many notations, plus codes, links of map
services."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from maps.geometry import LatLon, distance_m
from maps.models import Place
from maps.search import pluscodes

LONGEST, LONGEST_NUMBERS = 2_000, 120
"""Characters of a link, and of two angles, that are looked at."""
_HEMISPHERES = {
    "north": "n", "nord": "n", "norte": "n", "south": "s", "süd": "s", "sud": "s", "sur": "s", "east": "e",
    "ost": "e",
    "est": "e", "este": "e", "west": "w", "ouest": "w", "oeste": "w", "شمالا": "n", "شمال": "n", "جنوبا": "s",
    "جنوب": "s", "شرقا": "e", "شرق": "e", "غربا": "w", "غرب": "w", "北緯": "n", "南緯": "s", "東経": "e",
    "西経": "w",
    "北纬": "n", "南纬": "s", "东经": "e", "西经": "w",
}  # fmt: skip
_WORD = re.compile("|".join(sorted(_HEMISPHERES, key=len, reverse=True)), re.I)
_LABELS = re.compile(
    r"\b(?:latitude|longitude|latitud|longitud|lat|lon|lng|long|breite|länge|geo|wgs ?84|gps|"
    r"coordinates?|koordinaten|"
    r"coordonnées|coordenadas|position)\b\.?\s*[:=]?|緯度[:：]?|経度[:：]?",
    re.I,
)
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_DEGREE = r"\s*(?:°|º|˚|deg\b|degrees?\b|度|d(?=\s*\d))\s*"
_SPLIT = r"\s*(?:[,;/|]|\s)\s*"
_TWO_SIGNED = re.compile(
    rf"^\s*(?P<ah>[ns])?\s*(?P<asign>[+\-−])?\s*(?P<ad>{_NUMBER})(?:{_DEGREE})?\s*(?P<ae>[ns])?{_SPLIT}"
    rf"(?P<bh>[ewo])?\s*(?P<bsign>[+\-−])?\s*(?P<bd>{_NUMBER})(?:{_DEGREE})?\s*(?P<be>[ewo])?\s*$",
    re.I,
)
_PARTS = re.compile(r"[nsewo]|[+\-−]?\d+(?:\.\d+)?|[°º˚′'’‘´″\"”“,;:/|]", re.I)
_DECIMAL_COMMAS = re.compile(r"^[^\d]*\d{1,3},\d+[^\d,]*(?:[\s;/|]|, )[^\d]*\d{1,3},\d+[^\d]*$")
_PAIR = r"(-?\d{1,3}(?:\.\d+)?)(?:,|%2C|\+|%20|/|;|\s)+\s*(-?\d{1,3}(?:\.\d+)?)"
_LINKS = (
    re.compile(r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)"),
    re.compile(r"[?&#](?:mlat=(-?[\d.]+)&mlon=(-?[\d.]+))"),
    re.compile(
        rf"[?&](?:q|ll|sll|query|destination|daddr|center|cp|at|loc|pos|to|dest|address)=(?:loc:|ll\.|Search/)?{_PAIR}"
    ),
    re.compile(
        rf"(?:geo:|navigation:q=|[?&]map=|/@|/place/|/search/|/dir/[^@]*/|share\.here\.com/l/|/maps/?\?.*@|\bll=){_PAIR}"
    ),
    re.compile(r"#(?:map=)?\d+(?:\.\d+)?/(-?\d+\.\d+)/(-?\d+\.\d+)"),
    re.compile(r"cp=(-?\d+\.\d+)~(-?\d+\.\d+)"),
    re.compile(r"[?&]lat(?:itude)?=(-?[\d.]+).*?[?&](?:lon|lng|longitude)=(-?[\d.]+)"),
    re.compile(r"[?&]latlng=(-?[\d.]+),(-?[\d.]+)"),
    re.compile(r"waze\.com/ul\?ll=(-?[\d.]+)(?:,|%2C)(-?[\d.]+)"),
)
_LINKS_LON_FIRST = (
    re.compile(rf"[?&](?:ll|pt|whatshere\[point\])={_PAIR}"),
    re.compile(r"[?&]x=(-?[\d.]+)&y=(-?[\d.]+)"),
)
_QUERY = re.compile(
    r"[?&](?:q|query|destination|daddr|address|name)=([^&#]+)|/maps/(?:place|search|dir)/([^/@?]+)"
)
_LINK = re.compile(r"\b(?:https?://|geo:|google\.navigation:|maps\.|www\.)\S+", re.I)
_PLUS_CODE = re.compile(
    r"(?<![\w+])([23456789CFGHJMPQRVWX0]{2,8}\+[23456789CFGHJMPQRVWX]{0,7})(?![\w+])", re.I
)


def parse_position(text: str, near: LatLon | None = None) -> Place | None:
    """The place that the text states by its position; None when it states none."""
    text = text[:LONGEST].strip()
    link = _LINK.search(text)
    position = _of_link(link[0]) if link else None
    if position is None:
        position = _nearer_east(_of_numbers(text), text, near) or _plus_code(text, near)
    if position is None:
        return None
    return Place(
        name=str(position),
        position=position,
        category="coordinate",
        distance_m=None if near is None else distance_m(near, position),
        match_length=len(str(position)),
    )


def text_of_link(text: str) -> str:
    """What a link looks for by name, "" for other texts and links."""
    link = _LINK.search(text[:LONGEST])
    found = _QUERY.search(link[0]) if link else None
    return unquote((found[1] or found[2]).replace("+", " ")) if found else ""


def short_code(text: str) -> tuple[str, str] | None:
    """A short plus code in a text, and the rest of the text, which names the town."""
    found = _PLUS_CODE.search(text[:200])
    if found is None or not pluscodes.is_short(found[1]):
        return None
    return found[1].upper(), (text[: found.start()] + " " + text[found.end() :]).strip(" ,")


def looks_like_code(text: str) -> bool:
    """Whether what is being typed may become a plus code."""
    code = text.strip().upper()
    # Of letters alone as well: no name begins with four of these consonants.
    return (
        len(code) >= 4 and any(c.isalpha() for c in code) and all(c in "23456789CFGHJMPQRVWX+" for c in code)
    )


def _plus_code(text: str, near: LatLon | None) -> LatLon | None:
    found = _PLUS_CODE.search(text)
    if found is None:
        return None
    if pluscodes.is_full(found[1]):
        return pluscodes.decode(found[1]).center
    if near is not None and pluscodes.is_short(found[1]):
        return pluscodes.decode(pluscodes.recover(found[1], near)).center
    return None


def _of_link(link: str) -> LatLon | None:
    plain = unquote(link)
    yandex = "yandex." in plain
    for order in (
        ((_LINKS_LON_FIRST, True), (_LINKS, False)) if yandex else ((_LINKS, False), (_LINKS_LON_FIRST, True))
    ):
        for pattern in order[0]:
            for tried in (plain, link):
                found = pattern.search(tried)
                if found:
                    first, second = float(found[1]), float(found[2])
                    position = _position(second, first) if order[1] else _position(first, second)
                    if position is not None:
                        return position
    code = _PLUS_CODE.search(plain)
    if code and pluscodes.is_full(code[1]):
        return pluscodes.decode(code[1]).center
    return _of_short_link(plain) or _of_omaps_link(plain)


def _of_omaps_link(link: str) -> LatLon | None:
    """Organic Maps' and MAPS.ME's links: a letter for the zoom, then three bits of each coordinate a
    letter."""
    found = re.search(r"(?:omaps\.app/|ge0://|ge0\.me/)([A-Za-z0-9_-]{2,11})(?:/|$|\?)", link)
    if found is None:
        return None
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    lat = lon = 0
    letters = found[1][1:]
    for letter in letters:
        value = alphabet.index(letter)
        for shift in (4, 2, 0):
            lat = lat << 1 | value >> shift + 1 & 1
            lon = lon << 1 | value >> shift & 1
    bits = 3 * len(letters)
    return _position((lat + 0.5) / 2**bits * 180 - 90, (lon + 0.5) / 2**bits * 360 - 180)


def _of_short_link(link: str) -> LatLon | None:
    """https://wiki.openstreetmap.org/wiki/Shortlink: the bits of both coordinates, interleaved."""
    found = re.search(r"(?:osm\.org|openstreetmap\.org)/go/([A-Za-z0-9_~@-]+)", link)
    if found is None:
        return None
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
    x = y = bits = 0
    for letter in found[1].replace("@", "~"):
        if letter not in alphabet:
            continue
        value = alphabet.index(letter)
        for shift in (4, 2, 0):
            x = x << 1 | value >> shift + 1 & 1
            y = y << 1 | value >> shift & 1
        bits += 3
    if not bits:
        return None
    return _position(y / 2**bits * 180 - 90, x / 2**bits * 360 - 180)


def _of_numbers(text: str) -> LatLon | None:
    """Two angles in any notation."""
    if not any(c.isdigit() for c in text):
        return None
    plain = " ".join(_LABELS.sub(" ", text).split())
    if len(plain) > LONGEST_NUMBERS:
        return None
    plain = _WORD.sub(lambda found: f" {_HEMISPHERES[found[0].lower()]} ", plain)
    plain = (
        plain.translate({ord(c): " " for c in "()[]{}（）"})
        .replace("，", ",")
        .replace("、", ",")
        .replace("−", "-")
        .replace("–", "-")
    )
    plain = (
        "".join(str(_digit(c)) if _digit(c) is not None else c for c in plain)
        .replace("٫", ".")
        .replace("،", ",")
    )
    if _DECIMAL_COMMAS.match(plain):
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    plain = re.sub(r"度|degrees?|deg\b", "°", plain, flags=re.I)
    plain = re.sub(r"分|\bmin\b", "'", plain, flags=re.I)
    plain = re.sub(r"秒|\bsec\b|''|’’|′′", '"', plain, flags=re.I)
    # ISO 6709 sets the sign between the two and a slash at the end.
    plain = (
        re.sub(r"(?<=\d)(?=[+\-]\d)", " ", plain).rstrip("/ ") if re.match(r"\s*[+\-]\d", plain) else plain
    )
    # "47d08m27.6s" of programs for surveyors.
    plain = re.sub(r"(?<=\d)d(?=\s*\d)", "°", plain, flags=re.I)
    plain = re.sub(r"(?<=\d)m(?=\s*\d)", "'", plain, flags=re.I)
    plain = re.sub(r"(?<=\d)s(?=\s+[nsewo]\b)", '"', plain, flags=re.I)
    signed = _TWO_SIGNED.match(plain)
    if signed:
        letters = (signed["ah"] or signed["ae"]) and (signed["bh"] or signed["be"])
        written = "." in plain or "°" in plain or letters
        if not written:
            return None
        return _position(_value(signed, "a", "s"), _value(signed, "b", "wo"))
    return _of_parts(plain)


def _nearer_east(position: LatLon | None, text: str, near: LatLon | None) -> LatLon | None:
    """A bare "O" is west in French and Spanish, east in German: what is nearer is meant."""
    if position is None or near is None or not re.search(r"(?<![^\W\d])o(?![^\W\d])", text, re.I):
        return position
    other = LatLon(position.lat_deg, -position.lon_deg)
    return other if distance_m(near, other) < distance_m(near, position) else position


def _of_parts(text: str) -> LatLon | None:
    left = _PARTS.sub("", text).strip(" .°\t\n")
    if left or len(text) > 120:
        return None
    order: list[str] = []
    parts = [part.lower() for part in _PARTS.findall(text)]
    for part in parts:
        if part[0] in "+-0123456789":
            order.append("#" + part)
        elif part in "nsewo":
            order.append(part)
        elif part in ",;/|":
            order.append("|")
        elif part in "°º˚":
            order.append("°")
    values = [float(part[1:]) for part in order if part[0] == "#"]
    letters = [part for part in order if part in ("n", "s", "e", "w", "o")]
    if len(values) not in (2, 4, 6) or len(letters) not in (0, 2):
        return None
    if not letters and "°" not in order and len(values) == 2:
        return None
    if not letters and "°" not in order and not (len(values) in (4, 6) and "|" in order):
        return None
    half = len(values) // 2
    first, second = _degrees(values[:half]), _degrees(values[half:])
    if first is None or second is None:
        return None
    if letters:
        one, other = letters
        if one in "ewo" and other in "ns":
            first, second, one, other = second, first, other, one
        if one not in "ns" or other not in "ewo":
            return None
        first = -abs(first) if one == "s" else first
        second = -abs(second) if other in "wo" else second
    return _position(first, second)


def _degrees(values: list[float]) -> float | None:
    if any(value >= 60 or value < 0 for value in values[1:]):
        return None
    size = abs(values[0]) + sum(value / 60.0**place for place, value in enumerate(values[1:], start=1))
    return -size if values[0] < 0 or str(values[0]).startswith("-") else size


def _value(found: re.Match[str], group: str, negative: str) -> float:
    value = float(found[group + "d"])
    letter = (found[group + "h"] or found[group + "e"] or "").lower()
    if found[group + "sign"] in ("-", "−"):
        value = -value
    return -abs(value) if letter and letter in negative else value


def _digit(character: str) -> int | None:
    value = unicodedata.decimal(character, None)
    return None if value is None or character.isascii() else int(value)


def _position(lat: float, lon: float) -> LatLon | None:
    try:
        return LatLon(lat, lon)
    except ValueError:
        return None
