"""Names and addresses as the world writes them, asked as people type them, each among all the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps.geometry import LatLon, distance_m
from maps.search.index import SearchIndex
from tests.maps.search.test_reverse import _map

WRITTEN: list[tuple[dict[str, str], list[str]]] = [
    (
        {"aeroway": "aerodrome", "name": "Genève Aéroport", "iata": "GVA"},
        ["GVA", "geneva airport", "aeroport geneve", "flughafen genf"],
    ),
    (
        {"addr:street": "Carrera 7", "addr:housenumber": "45-10", "addr:city": "Bogotá"},
        ["Carrera 7 # 45-10", "cra 7 45-10 bogota"],
    ),
    (
        {
            "addr:street": "Dlouhá",
            "addr:housenumber": "1234/5",
            "addr:conscriptionnumber": "1234",
            "addr:streetnumber": "5",
            "addr:city": "Praha",
        },
        ["Dlouhá 5", "Dlouha 1234", "Dlouhá 1234/5, Praha"],
    ),
    ({"addr:place": "Lhota", "addr:housenumber": "17", "addr:conscriptionnumber": "17"}, ["Lhota 17"]),
    (
        {"addr:street": "Rua Augusta", "addr:housenumber": "1234", "addr:city": "São Paulo"},
        ["Rua Augusta 1.234", "rua augusta, 1234 sao paulo"],
    ),
    ({"addr:street": "Quadrate", "addr:housenumber": "1-3/5"}, ["Quadrate 1-3/5"]),
    (
        {
            "addr:street": "High Street",
            "addr:housenumber": "12",
            "addr:city": "Oxford",
            "addr:postcode": "OX1 4AB",
        },
        [
            "Flat 3, 12 High Street",
            "12 high st oxford",
            "OX1 4AB",
            "ox14ab",
            "12 High St, Oxford OX1 4AB, UK",
        ],
    ),
    (
        {"addr:street": "Stephansplatz", "addr:housenumber": "7", "addr:city": "Wien"},
        ["Stephanspl. 7 Wien", "stephans platz 7"],
    ),
    (
        {"name": "St Mary's Church", "amenity": "place_of_worship"},
        ["Saint Marys church", "st. mary's", "st marys church"],
    ),
    ({"name": "מנחם בגין", "place": "suburb"}, ["מנחם בגין"]),
    ({"name": "רח׳ הרצל", "place": "suburb"}, ["רח הרצל"]),
    ({"name": "सुख विहार", "place": "village"}, ["सुख विहार", "sukha vihar", "sukh vihar"]),
    ({"name": "วัดโพธิ์", "amenity": "place_of_worship"}, ["วัดโพธิ์"]),
    ({"name": "서울역", "railway": "station"}, ["서울역", "seoulyeok", "seoul"]),
    ({"name": "北京饭店", "tourism": "hotel"}, ["北京饭店", "beijing fandian", "beijing", "北京"]),
    (
        {"name": "McDonald's", "amenity": "fast_food", "brand": "McDonald's"},
        ["mcdonalds", "mc donalds", "macdonalds", "McDonald’s"],
    ),
    ({"name": "Esso", "amenity": "fuel", "brand": "Esso"}, ["esso tankstelle", "esso"]),
    ({"name": "Łódź", "place": "city"}, ["lodz", "Łódź", "łodz"]),
    ({"name": "Køge Å", "natural": "water"}, ["koge a", "Køge Å", "koege å"]),
    ({"name": "Jr. Huallaga", "place": "square"}, ["jr huallaga"]),
    ({"name": "Bd de la République", "place": "square"}, ["boulevard de la republique", "bd republique"]),
    ({"name": "Neudorf", "place": "village"}, ["neudorf", "neu dorf", "neudrof"]),
    (
        {"name": "Plaça de Sant Jaume", "place": "square"},
        ["placa sant jaume", "pl sant jaume", "plaza san jaume"],
    ),
    ({"name": "ГУМ", "shop": "mall"}, ["gum", "ГУМ"]),
    (
        {"name": "Площадь Победы", "place": "square"},
        ["ploshchad pobedy", "площадь победы", "пл победы", "ploschad pobedy"],
    ),
    (
        {"name": "Tower B", "addr:housenumber": "5B", "addr:street": "Elm Road", "building": "yes"},
        ["5b elm rd", "5 b elm road"],
    ),
    ({"name": "Migros", "shop": "supermarket", "operator": "Migros Ostschweiz"}, ["migros ostschweiz"]),
    ({"name": "U Alexanderplatz", "railway": "subway_entrance"}, ["alexanderplatz"]),
    (
        {"highway": "motorway_junction", "ref": "12", "name": "Bendern"},
        ["Ausfahrt Bendern", "exit 12", "sortie 12"],
    ),
    (
        {"boundary": "x", "name": "Kiosk am See", "shop": "kiosk", "opening_hours": "24/7"},
        ["kiosk am see", "see kiosk"],
    ),
]


def _place(row: int) -> LatLon:
    return LatLon(48 + 0.01 * row, 9 + 0.003 * row)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    nodes = []
    for row, (tags, _) in enumerate(WRITTEN):
        at = _place(row)
        quoted = {key: value.replace("&", "&amp;").replace("'", "&#x27;") for key, value in tags.items()}
        nodes.append((at.lat_deg, at.lon_deg, quoted))
    folder: Path = tmp_path_factory.mktemp("written") / "map"
    return _map(folder, *nodes)


@pytest.mark.parametrize(
    ("row", "query"), [(row, query) for row, (_, queries) in enumerate(WRITTEN) for query in queries]
)
def test_what_is_written_one_way_is_found_typed_another(row: int, query: str, index: SearchIndex) -> None:
    places = index.search(query, LatLon(48.1, 9.05), 5).places
    assert places
    assert distance_m(places[0].position, _place(row)) < 60.0, [place.name for place in places]
