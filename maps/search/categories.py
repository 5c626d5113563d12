"""What a driver can look for: one row a category, with the OpenStreetMap tags that make a thing belong to
it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """`tags` are key, values; the first category that matches wins. `importance` (0..1) ranks equals."""

    id: str
    title: str
    """English name, also shown for things that have none of their own"""
    importance: float
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()


CATEGORIES: tuple[Category, ...] = (
    Category("city", "City", 1.0, (("place", ("city",)),)),
    Category("town", "Town", 0.85, (("place", ("town",)),)),
    Category("village", "Village", 0.7, (("place", ("village",)),)),
    Category(
        "suburb",
        "Suburb",
        0.62,
        (("place", ("suburb", "borough", "quarter", "neighbourhood", "city_block")),),
    ),
    Category("hamlet", "Hamlet", 0.5, (("place", ("hamlet", "isolated_dwelling", "farm", "locality")),)),
    Category("island", "Island", 0.6, (("place", ("island", "islet")),)),
    Category("square", "Square", 0.55, (("place", ("square",)),)),
    Category("charging_station", "Charging station", 0.45, (("amenity", ("charging_station",)),)),
    Category("fuel", "Fuel station", 0.45, (("amenity", ("fuel",)),)),
    Category(
        "parking",
        "Car park",
        0.35,
        (("amenity", ("parking", "parking_entrance")),),
    ),
    Category("restaurant", "Restaurant", 0.4, (("amenity", ("restaurant", "food_court", "biergarten")),)),
    Category("cafe", "Café", 0.38, (("amenity", ("cafe", "ice_cream")), ("shop", ("coffee", "pastry")))),
    Category("fast_food", "Fast food", 0.36, (("amenity", ("fast_food",)),)),
    Category("bar", "Bar", 0.33, (("amenity", ("bar", "pub", "nightclub")),)),
    Category(
        "supermarket",
        "Supermarket",
        0.4,
        (("shop", ("supermarket", "convenience", "greengrocer", "grocery")),),
    ),
    Category("bakery", "Bakery", 0.35, (("shop", ("bakery",)),)),
    Category("mall", "Shopping centre", 0.48, (("shop", ("mall", "department_store")),)),
    Category("hospital", "Hospital", 0.55, (("amenity", ("hospital", "clinic")),)),
    Category("pharmacy", "Pharmacy", 0.4, (("amenity", ("pharmacy",)),)),
    Category("doctor", "Doctor", 0.3, (("amenity", ("doctors", "dentist")),)),
    Category("police", "Police", 0.42, (("amenity", ("police",)),)),
    Category(
        "hotel",
        "Hotel",
        0.42,
        (("tourism", ("hotel", "motel", "hostel", "guest_house", "apartment")),),
    ),
    Category("campsite", "Camp site", 0.38, (("tourism", ("camp_site", "caravan_site")),)),
    Category("bank", "Bank", 0.35, (("amenity", ("bank", "atm")),)),
    Category("post_office", "Post office", 0.35, (("amenity", ("post_office",)),)),
    Category("toilets", "Toilets", 0.3, (("amenity", ("toilets",)),)),
    Category("car_repair", "Car repair", 0.35, (("shop", ("car_repair", "tyres", "car")),)),
    Category("car_wash", "Car wash", 0.33, (("amenity", ("car_wash",)),)),
    Category("station", "Station", 0.55, (("railway", ("station", "halt")), ("amenity", ("bus_station",)))),
    Category("airport", "Airport", 0.75, (("aeroway", ("aerodrome", "terminal", "heliport")),)),
    Category("ferry_terminal", "Ferry terminal", 0.5, (("amenity", ("ferry_terminal",)),)),
    Category("school", "School", 0.36, (("amenity", ("school", "kindergarten", "university", "college")),)),
    Category(
        "museum", "Museum", 0.48, (("tourism", ("museum", "gallery", "aquarium", "zoo", "theme_park")),)
    ),
    Category("theatre", "Theatre", 0.45, (("amenity", ("theatre", "cinema", "arts_centre", "casino")),)),
    Category("attraction", "Sight", 0.5, (("tourism", ("attraction", "viewpoint", "artwork")),)),
    Category("historic", "Historic place", 0.42, (("historic", ()),)),
    Category("worship", "Place of worship", 0.38, (("amenity", ("place_of_worship",)),)),
    Category("townhall", "Town hall", 0.48, (("amenity", ("townhall", "courthouse", "embassy", "library")),)),
    Category(
        "sport", "Sport", 0.38, (("leisure", ("sports_centre", "stadium", "swimming_pool", "golf_course")),)
    ),
    Category("park", "Park", 0.42, (("leisure", ("park", "garden", "nature_reserve", "playground")),)),
    Category("rest_area", "Rest area", 0.42, (("highway", ("rest_area", "services")),)),
    Category("harbour", "Harbour", 0.42, (("leisure", ("marina",)), ("harbour", ()))),
    Category("peak", "Peak", 0.4, (("natural", ("peak", "beach", "bay", "cape")),)),
    Category("shop", "Shop", 0.3, (("shop", ()),)),
    Category("amenity", "Amenity", 0.28, (("amenity", ()),)),
    Category("office", "Office", 0.27, (("office", ()),)),
    Category("building", "Building", 0.25, (("building", ()),)),
    Category("street", "Street", 0.52),
    Category("address", "Address", 0.3),
    Category("coordinate", "Position", 1.0),
)
"""In the order in which they are tried; a category without tags is given by other means."""

BY_ID: dict[str, Category] = {category.id: category for category in CATEGORIES}

NAMELESS = frozenset(
    {
        "charging_station",
        "fuel",
        "parking",
        "toilets",
        "rest_area",
        "car_wash",
        "hospital",
        "pharmacy",
        "police",
    }
)
"""Worth finding even without a name of their own."""

_UNWANTED = {
    "amenity": frozenset(
        {"bench", "waste_basket", "recycling", "parking_space", "bicycle_parking", "hunting_stand", "shelter",
         "vending_machine", "post_box", "telephone", "drinking_water", "fountain", "grit_bin", "clock",
         "motorcycle_parking", "waste_disposal", "bbq", "letter_box", "loading_dock"}
    ),
    "historic": frozenset({"boundary_stone", "wayside_cross", "wayside_shrine", "yes"}),
}  # fmt: skip

_KEYS = tuple(dict.fromkeys(key for category in CATEGORIES for key, _ in category.tags))


def category_of(tags: Mapping[str, str]) -> Category | None:
    """The category of a thing with these tags."""
    present = [key for key in _KEYS if key in tags]
    if not present:
        return None
    for category in CATEGORIES:
        for key, values in category.tags:
            value = tags.get(key)
            if value is None or value in ("no", "none", "vacant"):
                continue
            if value in values or (not values and value not in _UNWANTED.get(key, ())):
                return category
    return None


def keys() -> tuple[str, ...]:
    """The tag keys that any category looks at."""
    return _KEYS
