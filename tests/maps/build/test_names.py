"""What is shown and said of a road has no semicolons and no bars, whatever a mapper wrote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maps.build.names import destinations_of, shown_name, shown_refs, values_of
from maps.guide.junctions.network import destinations

_TEXT = st.text("AB 1;|,/é-", max_size=12)
_KEYS = (
    "destination", "destination:lanes", "destination:street", "destination:ref", "destination:ref:to",
    "destination:ref:lanes", "destination:to", "destination:forward", "destination:lanes:backward",
)  # fmt: skip


@given(_TEXT)
def test_no_name_or_number_keeps_a_separator(text: str) -> None:
    assert ";" not in shown_name(text) and ";" not in shown_refs(text) and "|" not in shown_refs(text)
    found = values_of(text)
    assert len(set(found)) == len(found) and all(found)
    for value in found:
        assert value in shown_refs(text) or ";" not in text


@given(st.dictionaries(st.sampled_from(_KEYS), _TEXT, max_size=5), st.booleans())
def test_signs_are_read_from_every_tag_and_once(tags: dict[str, str], oneway: bool) -> None:
    for side in ("forward", "backward"):
        places, refs = destinations_of(tags, side, oneway=oneway)
        sign = destinations(places, refs)
        assert ";" not in sign and "|" not in sign
        if not oneway:
            assert not places or any(key.endswith(side) for key in tags)


def test_a_sign_of_lanes_streets_and_roads_to_come() -> None:
    tags = {
        "destination:lanes": "Porto|Porto;Braga|Braga", "destination:street": "Rua Nova",
        "destination:ref:to": "A 3; A 4",
    }  # fmt: skip
    assert destinations_of(tags, "forward", oneway=True) == ("Rua Nova;Porto;Braga", "A 3;A 4")
    assert shown_refs("US 62;SR 3") == "US 62, SR 3"
    assert shown_name("Rue A;Via B") == "Rue A / Via B"
