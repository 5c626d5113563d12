"""The style file says what tokens.md says, for every layer there is."""

from __future__ import annotations

import pytest

from maps.display.abbreviations import shortened
from maps.display.format import AreaLayer, LineLayer, SymbolKind
from maps.display.style import LineColumn, color, load_style


@pytest.mark.parametrize(
    ("layer", "widths"),
    [
        (LineLayer.MOTORWAY, {10: 2.5, 12: 4, 14: 8, 16: 15, 18: 36}),
        (LineLayer.TRUNK, {10: 2, 12: 3.5, 14: 7, 16: 13, 18: 33}),
        (LineLayer.PRIMARY, {10: 1.5, 12: 3, 14: 6, 16: 12, 18: 30}),
        (LineLayer.SECONDARY, {12: 2, 14: 5, 16: 11, 18: 27}),
        (LineLayer.TERTIARY, {12: 1.2, 14: 4, 16: 9, 18: 23}),
        (LineLayer.RESIDENTIAL, {14: 2.4, 16: 7, 18: 19}),
        (LineLayer.SERVICE, {16: 3.4, 18: 11}),
        (LineLayer.PATH, {18: 6}),
    ],
)
def test_roads_are_as_wide_as_the_design_says(layer: LineLayer, widths: dict[int, float]) -> None:
    for zoom, width in widths.items():
        table = load_style().line_table(zoom, night=True, tilt_share=0.0, dp_per_m=1.0)
        assert 2 * table[layer, LineColumn.HALF_WIDTH_DP] == pytest.approx(width)


def test_tilted_roads_are_as_wide_as_on_the_ground() -> None:
    table = load_style().line_table(18.3, night=False, tilt_share=1.0, dp_per_m=3.0)
    assert 2 * table[LineLayer.MOTORWAY, LineColumn.HALF_WIDTH_DP] == pytest.approx(39.0)
    assert table[LineLayer.MOTORWAY, LineColumn.CASING_DP] == pytest.approx(3.3)


def test_between_two_stops_the_width_grows_by_the_same_factor_a_level() -> None:
    curve = load_style().lines[LineLayer.MOTORWAY].width
    first, second = curve.at(17.0) - curve.at(16.0), curve.at(18.0) - curve.at(17.0)
    assert second / first == pytest.approx(1.5)


def test_a_border_stays_a_line_however_near_one_looks() -> None:
    for zoom in (10.0, 16.0, 18.4, 19.5):
        table = load_style().line_table(zoom, night=True, tilt_share=1.0, dp_per_m=3.0)
        for layer in (LineLayer.COUNTRY_BORDER, LineLayer.SHORE, LineLayer.BUILDING_EDGE, LineLayer.FERRY):
            assert 2 * table[layer, LineColumn.HALF_WIDTH_DP] < 3.0


def test_every_layer_has_a_look_by_night_and_by_day() -> None:
    style = load_style()
    assert set(style.lines) == set(LineLayer)
    # buildings have a section of their own
    assert set(style.areas) == set(AreaLayer) - {AreaLayer.BUILDING}
    assert set(style.kinds) >= set(SymbolKind) - {SymbolKind.ENTRANCE}


def test_small_roads_and_houses_wait_for_their_zoom() -> None:
    at_12 = load_style().line_table(12.0, night=True, tilt_share=0.0, dp_per_m=0.05)
    assert at_12[LineLayer.RESIDENTIAL, LineColumn.HALF_WIDTH_DP] == 0
    assert at_12[LineLayer.SECONDARY, LineColumn.HALF_WIDTH_DP] > 0
    at_15 = load_style().line_table(15.0, night=True, tilt_share=0.0, dp_per_m=0.3)
    assert at_15[LineLayer.PATH, LineColumn.HALF_WIDTH_DP] == 0


def test_the_route_stands_out_from_land_and_buildings() -> None:
    style = load_style()
    for which in (0, 1):
        for ground in (style.land[which], style.building.roof[which]):
            assert contrast(style.overlay["route"].fill[which], ground) >= 3.0


@pytest.mark.parametrize("ink", ["road", "on_route", "place", "water", "park"])
def test_names_are_readable_on_their_halo(ink: str) -> None:
    style = load_style()
    for which in (0, 1):
        assert contrast(style.inks[ink][which], style.inks["halo_color"][which]) >= 4.5


def test_names_are_written_as_on_signs() -> None:
    assert shortened("Boulevard Albert 1er") == "Bd Albert 1er"
    assert shortened("Avenue d'Ostende") == "Av. d’Ostende"
    assert shortened("Bahnhofstrasse") == "Bahnhofstr."
    assert shortened("Rue Grimaldi") == "Rue Grimaldi"
    assert shortened("Rue Saint-Jean") == "Rue St-Jean"
    assert shortened("Berliner Straße") == "Berliner Str."
    assert shortened("Straße des Friedens") == "Straße des Friedens"
    assert shortened("Impasse") == "Impasse"


def contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(c: tuple[float, ...]) -> float:
        linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in c[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_may_carry_an_opacity() -> None:
    assert color("#FF000080") == pytest.approx((1.0, 0.0, 0.0, 128 / 255))


def test_a_shield_has_the_colours_of_its_network() -> None:
    style = load_style()
    looks = {ref: style.shield(ref) for ref in ("I 80", "US 101", "E 45", "A 8", "B 3", "16", "L 23")}
    assert looks["16"] == looks["L 23"]
    assert len({look.fill for look in looks.values()}) == 5  # A 8 is as blue as I 80
    for look in looks.values():
        for which in (0, 1):
            assert contrast(look.fill[which], look.ink[which]) >= 4.5
