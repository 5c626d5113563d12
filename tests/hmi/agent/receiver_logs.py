"""Logs as receivers write them: every mixture of sentences, gaps, noise and makers' own binary messages."""

from __future__ import annotations

import random

LOGS = 188
EPOCHS = 12
SETS = (
    ("GGA",), ("RMC",), ("GLL", "VTG"), ("GNS",), ("GGA", "RMC"), ("RMC", "GGA"),
    ("GGA", "GSA", "RMC", "VTG"),
    ("GSA", "GGA", "GLL", "RMC"), ("GGA", "GST", "VTG", "RMC"), ("GNS", "GSA", "RMC"),
)  # fmt: skip
TALKERS = ("GP", "GN", "GL", "GA", "GB", "BD", "QZ")


def log(number: int) -> bytes:
    """One of `LOGS` logs, always the same for its number."""
    dice = random.Random(number)
    kinds, talker = SETS[number % len(SETS)], dice.choice(TALKERS)
    decimals = dice.choice((2, 3, 4, 5, 7))
    fraction = dice.choice(("", ".0", ".00", ".000"))
    altitude, dilution, speed = dice.random() < 0.6, dice.random() < 0.6, dice.random() < 0.8
    binary, noise = dice.random() < 0.5, dice.random() < 0.3
    lower, end = dice.random() < 0.2, dice.choice((b"\r\n", b"\n", b"\r\n"))
    latitude, longitude = dice.uniform(-89, 89), dice.choice((-179.999, 179.99, dice.uniform(-180, 180)))
    out = bytearray(b"" if not noise else b"5.2,M,48.0,M,,*5A\r\n")
    for epoch in range(EPOCHS):
        clock = f"12{epoch // 60:02}{epoch % 60:02}{fraction}"
        latitude += 1e-4
        longitude = (longitude + 1.5e-4 + 180) % 360 - 180
        north = f"{angle(latitude, 2, decimals)},{'NS'[latitude < 0]}"
        place = f"{north},{angle(longitude, 3, decimals)},{'EW'[longitude < 0]}"
        high = "25.0" if altitude else ""
        hdop = "0.9" if dilution else ""
        knots, course = (f"{dice.uniform(5, 60):.1f}", f"{dice.uniform(0, 359):.1f}") if speed else ("", "")
        bodies = {
            "GGA": f"GGA,{clock},{place},1,08,{hdop},{high},M,{'48.0' if altitude else ''},M,,",
            "GNS": f"GNS,{clock},{place},AA,12,{hdop},{high},{'48.0' if altitude else ''},,",
            "RMC": f"RMC,{clock},A,{place},{knots},{course},211126,,,A",
            "GLL": f"GLL,{place},{clock},A,A",
            "VTG": f"VTG,{course},T,,M,{knots},N,{float(knots) * 1.852 if knots else '':.5},K,A",
            "GSA": "GSA,A,3,01,02,03,04,05,06,07,08,,,,,1.6,0.9,1.3",
            "GST": f"GST,{clock},1.0,2.0,1.5,45.0,1.2,1.1,2.4",
        }
        for kind in kinds:
            out += sentence(talker + bodies[kind], lower) + end
            if binary and dice.random() < 0.4:
                out += ubx(dice)
            if noise and dice.random() < 0.2:
                out += (
                    bytes(dice.randrange(256) for _ in range(dice.randrange(1, 30))).replace(b"$", b"") + end
                )
    return bytes(out)


def sentence(body: str, lower: bool = False) -> bytes:
    total = 0
    for letter in body:
        total ^= ord(letter)
    return f"${body}*{total:02{'x' if lower else 'X'}}".encode()


def angle(degrees: float, width: int, decimals: int) -> str:
    whole, part = divmod(abs(degrees), 1)
    minutes = min(part * 60, 60 - 10**-decimals)
    return f"{int(whole):0{width}}{minutes:0{3 + decimals}.{decimals}f}"


def ubx(dice: random.Random) -> bytes:
    """A u-blox message (NAV-STATUS), which may hold line ends and dollar signs."""
    payload = bytes(dice.randrange(256) for _ in range(16))
    body = bytes((0x01, 0x03)) + len(payload).to_bytes(2, "little") + payload
    a = b = 0
    for byte in body:
        a = (a + byte) & 0xFF
        b = (b + a) & 0xFF
    return b"\xb5\x62" + body + bytes((a, b))
