"""A record that is stored can be sent, read again and exported, by whatever door it came in."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmi.agent.books.record_book import RecordBook
from hmi.agent.link.cloud_desk import CloudDesk
from hmi.cloud.car_link import CarLink
from hmi.cloud.configuration import Configuration
from hmi.cloud.edits import Edits
from hmi.sync.clock import Stamp
from hmi.sync.errors import MessageError
from hmi.sync.messages import RecordBatch, decode, encode, packed, record_to_json
from hmi.sync.record_schemas import SCHEMAS, check_fields, check_record, checked_name
from hmi.sync.records import Record, RecordKind
from hmi.sync.remote_commands import Role
from tests.hmi.cloud.conftest import Service, service

__all__ = ["service"]
DEEP: Any = 1
for _ in range(20):
    DEEP = [DEEP]
BAD: dict[str, Any] = {
    "not a number": math.nan,
    "infinite": math.inf,
    "half a character": "\ud800",
    "twenty lists": DEEP,
    "too large a number": 2**70,
    "too long": "x" * 300_000,
    "too many": [0] * 100_000,
    "a zero": "a\x00b",
    "turned round": "\u202egnp.exe",
    "a name in it": {"\udfff": 1},
    "many names": {f"n{n}": n for n in range(5000)},
}
WRONG = [
    (RecordKind.FAVOURITE, "lat", 91),
    (RecordKind.FAVOURITE, "lat", "43"),
    (RecordKind.FAVOURITE, "lon", True),
    (RecordKind.FAVOURITE, "name", 5),
    (RecordKind.CHARGE_SCHEDULE, "ready_by", "25:00"),
    (RecordKind.CHARGE_SCHEDULE, "target_percent", 101),
    (RecordKind.CHARGE_SCHEDULE, "tariff", "free"),
    (RecordKind.CLIMATE_SCHEDULE, "on", 1),
    (RecordKind.DESTINATION, "stops", [{"lat": 1, "lon": 2, "name": "\x07"}]),
    (RecordKind.DESTINATION, "stops", [{"lat": None, "lon": 2}]),
]
RIGHT: list[tuple[RecordKind, dict[str, Any]]] = [
    (RecordKind.FAVOURITE, {"name": "Café العربية", "lat": 43.7, "lon": -7, "osm": "n1", "order": 3}),
    (RecordKind.CHARGE_SCHEDULE, {"ready_by": "07:30", "target_percent": 80, "tariff": "day_ahead"}),
    (RecordKind.CHARGE_SCHEDULE, {"per_kwh": [0.1, None, -0.02] * 60, "currency": "EUR"}),
    (RecordKind.DESTINATION, {"name": "A", "stops": [{"name": "B", "lat": 1, "lon": 2}], "of_a_later": [1]}),
    (RecordKind.PROFILE, {"name": "Léa", "theme": "dark", "voice": 0.5, "nothing": None}),
]


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_what_cannot_be_kept_is_refused_at_each_door_and_nothing_is_lost_by_it(
    service: Service, tmp_path: Path, value: Any
) -> None:
    for kind in RecordKind:
        look_at_each_door(service, tmp_path / kind, kind, value)
    owner = service.member("car-1", Role.OWNER)
    assert owner.call("GET", "/api/vehicles/car-1/export").status_code == 200


def look_at_each_door(service: Service, folder: Path, kind: RecordKind, value: Any) -> None:
    good = Record(kind, "good").written("x", 1, Stamp(5, 0, "car"))
    bad = Record(kind, "bad").written("x", value, Stamp(5, 0, "car"))
    # MQTT: the good one beside it is kept, and the owner can read what was set aside.
    service.store.ingest([RecordBatch("car-1", kind, 1, (bad, good))])
    assert [record.id for record in service.store.records("car-1", kind)] == ["good"]
    assert service.accounts.audit("car-1")[0]["action"] == "record set aside"
    # REST and the service's own hand.
    if value != BAD["turned round"]:
        edits = Edits(service.store, service.cars.send_records, service.clock)
        with pytest.raises(MessageError):
            edits.write("car-1", kind, "bad", {"x": value})
        # D-Bus.
        book = RecordBook(folder / "records.sqlite", "car")
        desk = CloudDesk(None, book)
        with pytest.raises(ValueError):
            desk.write_record(kind, "bad", json.dumps({"x": value}))
        assert book.all() == []
        # From the cloud.
        assert [record.id for record in book.hear([bad, good])] == ["good"]
        book.close()
    link = CarLink(Configuration(folder), service.store, service.accounts)
    link.send_records("car-1", [bad, good, bad])


@pytest.mark.parametrize(("kind", "name", "value"), WRONG)
def test_a_field_has_its_type_and_range(kind: RecordKind, name: str, value: Any) -> None:
    with pytest.raises(MessageError, match=name):
        check_fields(kind, {name: value})


@pytest.mark.parametrize(("kind", "fields"), RIGHT)
def test_what_cars_and_phones_write_passes(kind: RecordKind, fields: dict[str, Any]) -> None:
    check_fields(kind, fields)


def test_every_kind_has_a_schema() -> None:
    assert set(SCHEMAS) == set(RecordKind)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(RecordKind), fields=st.dictionaries(st.sampled_from("abcdef"), values, max_size=4)
)
def test_what_passes_travels_and_comes_back_the_same(kind: RecordKind, fields: dict[str, Any]) -> None:
    try:
        check_fields(kind, fields)
    except MessageError:
        return
    record = Record(kind, "r")
    for name, value in fields.items():
        record = record.written(name, value, Stamp(5, 0, "car"))
    check_record(record)
    batch = RecordBatch("car-1", "b", 1, (record,))
    assert decode(encode(batch)) == batch
    json.dumps(record_to_json(record), allow_nan=False).encode()


def test_one_row_that_cannot_be_read_leaves_the_rest_of_its_batch_whole() -> None:
    good = record_to_json(Record(RecordKind.FAVOURITE, "f").written("x", 1, Stamp(5, 0, "car")))
    rows = [good, {"k": "thought", "i": "x", "f": {}}, None, {**good, "f": {"x": [DEEP, "5.0.car"]}}]
    body = {"v": 1, "t": "records", "vehicle": "car-1", "boot": "b", "seq": 1, "records": rows}
    batch = decode(packed(json.dumps(body).encode()))
    assert isinstance(batch, RecordBatch)
    assert [record.id for record in batch.records] == ["f"] and batch.unreadable == 3


def test_a_record_that_an_earlier_release_kept_stops_neither_the_export_nor_the_rest(
    service: Service,
) -> None:
    good = Record(RecordKind.FAVOURITE, "good").written("name", "A", Stamp(5, 0, "car"))
    service.store.merge_records("car-1", [good])
    with service.store.engine.begin() as connection:
        for number, text in enumerate(("NaN", "1e999", '"\\ud800"', "[" * 20 + "]" * 20, str(2**70))):
            body = f'{{"k": "favourite", "i": "bad{number}", "f": {{"x": [{text}, "5.0.car"]}}}}'
            connection.exec_driver_sql(
                "INSERT INTO records VALUES ('car-1', 'favourite', ?, ?)", (f"bad{number}", body)
            )
    owner = service.member("car-1", Role.OWNER)
    answer = owner.call("GET", "/api/vehicles/car-1/export")
    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()["records"]] == ["good"]
    assert owner.call("GET", "/api/vehicles/car-1/records/favourite").status_code == 200
    # And it can be written anew.
    path = "/api/vehicles/car-1/records/favourite/bad0"
    assert owner.call("PUT", path, {"fields": {"name": "B"}}).status_code == 200


@pytest.mark.parametrize(
    "name", ["\u202eevil", "a\u2066b", "", "   ", "\u200b", "a\x00", "\ud800", "x" * 101, "\u0301"]
)
def test_a_name_is_what_can_be_seen(name: str) -> None:
    with pytest.raises(MessageError):
        checked_name(name)


def test_names_of_all_languages_are_names() -> None:
    for name in ("Léa", "محمد", "さくら", "O’Neil-García", "👩‍🔧 Zoë", "נועה"):
        assert checked_name(f" {name} ") == name
