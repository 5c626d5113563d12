"""Bad input, a full disk or a kill at any moment: one sentence, the old region as it was, nothing left."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import osmium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.build.compile import build_region
from maps.build.countries import apply_country_rules
from maps.build.graph import Graph, build_graph
from maps.build.islands import mark_islands
from maps.build.osm import read_roads
from maps.build.turns import add_turns
from maps.errors import MapsError, SourceError
from maps.region.reader import Region
from tests.ascii_map import ascii_map

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n'
TAIL = "\n</osm>\n"
STREET = '<tag k="highway" v="residential"/>'


def osm(body: str) -> str:
    return HEAD + body + TAIL


def nodes(*places: tuple[int, float, float]) -> str:
    return "".join(f'<node id="{i}" version="1" lat="{lat}" lon="{lon}"/>' for i, lat, lon in places)


def way(way_id: int, refs: list[int], tags: str = STREET) -> str:
    return (
        f'<way id="{way_id}" version="1">' + "".join(f'<nd ref="{ref}"/>' for ref in refs) + tags + "</way>"
    )


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "maps", *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def compile_roads(source: Path) -> Graph:
    """The road part of a build."""
    roads = read_roads(source, lambda _stage, _done: None)
    graph = build_graph(roads)
    apply_country_rules(graph)
    add_turns(graph, roads.restrictions)
    mark_islands(graph)
    return graph


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.fixture
def old_region(tmp_path: Path) -> Path:
    """A region that a failed build must leave as it is."""
    town = ascii_map("A---B---C", folder=tmp_path / "town")
    target = tmp_path / "regions" / "town"
    target.parent.mkdir()
    town.folder.rename(target)
    return target


def assert_untouched(region: Path) -> None:
    assert Region.open(region, verify=True).manifest.counts["edges"] == 4
    assert leftovers(region.parent) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.osm.pbf", None, "no such file"),
        ("empty.osm.pbf", b"", "is empty"),
        ("notes.txt", b"hello", "is not .osm.pbf"),
        ("noise.osm.pbf", bytes(range(256)) * 64, "is not a whole OpenStreetMap file"),
        ("noise.osm", b"\x00\xff\xfe nothing", "is not a whole OpenStreetMap file"),
        (
            "torn.osm",
            osm(nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(5, [1, 2])).encode()[:-60],
            "is not a whole",
        ),
        ("noise.osm.gz", b"\x1f\x8b" + b"\x99" * 400, "is not a whole OpenStreetMap file"),
        ("noise.osm.bz2", b"BZh9" + b"\x99" * 400, "is not a whole OpenStreetMap file"),
        ("roadless.osm", osm(nodes((1, 1.0, 1.0))).encode(), "holds no road"),
        ("void.osm", osm("").encode(), "holds no road"),
    ],
)
def test_input_that_cannot_be_read_gives_one_sentence(
    tmp_path: Path, old_region: Path, name: str, content: bytes | None, sentence: str
) -> None:
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    done = command("build", source, "-o", old_region)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert sentence in last and name in last
    assert "Traceback" not in done.stderr
    assert_untouched(old_region)


def test_a_torn_pbf_is_told_from_a_whole_one(tmp_path: Path, monaco_pbf: Path) -> None:
    whole = monaco_pbf.read_bytes()
    torn = tmp_path / "torn.osm.pbf"
    for part in (0.1, 0.5, 0.9, 0.999):
        torn.write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(SourceError, match="not a whole"):
            build_region([torn], tmp_path / "region")
        assert not (tmp_path / "region").exists()
        assert leftovers(tmp_path) == []


def test_usage_errors_exit_with_2() -> None:
    assert command("build").returncode == 2
    assert command("fly").returncode == 2


def test_a_folder_that_is_no_region_is_not_replaced(tmp_path: Path) -> None:
    source = tmp_path / "a.osm"
    source.write_text(osm(nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(5, [1, 2])))
    precious = tmp_path / "photos"
    precious.mkdir()
    (precious / "one.jpg").write_bytes(b"x")
    done = command("build", source, "-o", precious)
    assert done.returncode == 1 and "not a region" in done.stderr
    assert (precious / "one.jpg").exists()


HOSTILE = {
    "negative ids": nodes((-1, 1.0, 1.0), (-2, 1.0, 1.001), (-3, 1.0, 1.002)) + way(-7, [-1, -2, -3]),
    "huge ids": nodes((2**62, 1.0, 1.0), (2**62 + 1, 1.0, 1.001), (3, 1.0, 1.002))
    + way(2**61, [2**62, 2**62 + 1, 3]),
    "one node again and again": nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(5, [1, 1, 1, 2, 2, 1, 2]),
    "a way of one node": nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(4, [1]) + way(5, [1, 2]),
    "nodes that are not there": nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(5, [1, 2, 99, 98, 1, 2]),
    "all nodes at one place": nodes((1, 1.0, 1.0), (2, 1.0, 1.0), (3, 1.0, 1.0)) + way(5, [1, 2, 3]),
    "a restriction that is its own member": nodes((1, 1.0, 1.0), (2, 1.0, 1.001))
    + way(5, [1, 2])
    + '<relation id="9" version="1"><member type="relation" ref="9" role="via"/>'
    '<member type="relation" ref="10" role="from"/><tag k="type" v="restriction"/>'
    '<tag k="restriction" v="no_u_turn"/></relation>'
    '<relation id="10" version="1"><member type="relation" ref="9" role="to"/>'
    '<tag k="type" v="restriction"/>'
    '<tag k="restriction" v="only_straight_on"/></relation>',
    "values that are not what they should be": nodes((1, 1.0, 1.0), (2, 1.0, 1.001))
    + way(
        5,
        [1, 2],
        STREET
        + "".join(
            f'<tag k="{key}" v="{value}"/>'
            for key, value in {
                "maxspeed": "९९९९९९", "lanes": "１２", "maxheight": "-3", "maxweight": "1e999", "width": "∞",
                "oneway": "perhaps", "turn:lanes": "|" * 4000, "name": "x" * 60_000, "incline": "9" * 400,
                "maxspeed:conditional": "30 @ (((((", "access:conditional": "@;@;@", "duration": "99:99:99",
                "layer": "2147483648", "ref": "&#x202E;A1",
            }.items()
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_input_compiles_or_is_refused_in_words(tmp_path: Path, what: str) -> None:
    source = tmp_path / "hostile.osm"
    source.write_text(osm(HOSTILE[what]), encoding="utf-8")
    try:
        build_region([source], tmp_path / "region")
    except MapsError as error:
        assert "\n" not in str(error)
        return
    region = Region.open(tmp_path / "region", verify=True)
    assert len(region.edge_tail) > 0
    assert np.all(np.isfinite(region.edge_length_m)) and np.all(region.edge_speed_mps > 0)


def test_roads_across_poles_and_the_date_line_are_cut(tmp_path: Path) -> None:
    source = tmp_path / "poles.osm"
    corners = nodes((1, 90.0, 180.0), (2, -90.0, -180.0), (3, 0.0, 179.99), (4, 0.0, 179.98))
    source.write_text(osm(corners + way(5, [1, 2, 3, 4])))
    build_region([source], tmp_path / "region")
    region = Region.open(tmp_path / "region")
    assert len(region.edge_tail) == 2
    assert np.all(region.edge_length_m < 2_000)


@pytest.mark.parametrize("lat", ["91", "-500", "1e300", "nan", "abc"])
def test_coordinates_off_the_earth_are_refused_or_left_out(tmp_path: Path, lat: str) -> None:
    source = tmp_path / "far.osm"
    body = nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + f'<node id="3" version="1" lat="{lat}" lon="1.002"/>'
    source.write_text(osm(body + way(5, [1, 2, 3])))
    try:
        build_region([source], tmp_path / "region")
    except SourceError as error:
        assert "not a whole OpenStreetMap file" in str(error)
        return
    region = Region.open(tmp_path / "region")
    assert np.all(np.abs(region.node_lat_e7) <= 900_000_000)
    assert len(region.edge_tail) == 2


def test_xml_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "latin.osm"
    source.write_bytes(
        osm(nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(5, [1, 2], STREET + '<tag k="name" v="CAF#"/>'))
        .encode()
        .replace(b"#", b"\xc9")
    )
    with pytest.raises(SourceError):
        build_region([source], tmp_path / "region")


def test_a_pbf_with_text_that_is_not_utf8_costs_only_its_own_object(tmp_path: Path) -> None:
    """The format does not check its strings: a name in another encoding gets that far."""
    plain = tmp_path / "plain.osm.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(plain), "pbf,pbf_compression=none")) as writer:
        for number in range(1, 5):
            place = osmium.osm.mutable.Node(
                id=number, version=1, location=(1.0 + number * 1e-3, 1.0), tags={"name": f"Shop {number}?"}
            )
            writer.add_node(place)
        for number, name in enumerate(("Caf? Street", "Quay", "Lane"), 1):
            tags = {"highway": "residential", "name": name}
            writer.add_way(
                osmium.osm.mutable.Way(id=number, version=1, nodes=[number, number + 1], tags=tags)
            )
    source = tmp_path / "latin.osm.pbf"
    content = plain.read_bytes()
    assert b"Caf? Street" in content and b"Shop 1?" in content
    source.write_bytes(content.replace(b"Caf? Street", b"Caf\xe9 Street").replace(b"Shop 1?", b"Shop 1\xff"))
    build_region([source], tmp_path / "region")
    region = Region.open(tmp_path / "region", verify=True)
    names = {region.string(int(row)) for row in region.edge_name}
    assert {"Quay", "Lane"} <= names
    assert region.manifest.counts["unreadable_objects"] <= 1
    assert not any("Caf\xe9" in name for name in names)


def test_a_way_of_a_million_nodes_compiles(tmp_path: Path) -> None:
    count = 1_000_000
    source = tmp_path / "long.osm"
    with source.open("w") as file:
        file.write(HEAD)
        for i in range(count):
            file.write(
                f'<node id="{i + 1}" version="1" lat="{1 + i * 1e-6:.7f}" lon="{1 + (i % 7) * 1e-6:.7f}"/>\n'
            )
        file.write('<way id="1" version="1">')
        file.writelines(f'<nd ref="{i + 1}"/>' for i in range(count))
        file.write(STREET + "</way>" + TAIL)
    graph = compile_roads(source)
    assert len(graph.shape_lat_e7) == count
    assert len(graph.edge_tail) == 2


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 1000), flip=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, monaco_pbf: Path, cut: int, flip: int, bit: int
) -> None:
    content = bytearray(monaco_pbf.read_bytes())
    content[flip % len(content)] ^= 1 << bit
    del content[len(content) * (1000 - cut // 100) // 1000 :]
    folder = tmp_path_factory.mktemp("damaged")
    source = folder / "damaged.osm.pbf"
    source.write_bytes(content)
    with contextlib.suppress(SourceError):
        read_roads(source, lambda _stage, _done: None)


def test_all_formats_give_the_same_roads_and_files_are_merged(tmp_path: Path) -> None:
    first = osm(nodes((1, 1.0, 1.0), (2, 1.0, 1.001)) + way(5, [1, 2]))
    second = osm(nodes((2, 1.0, 1.001), (3, 1.0, 1.002)) + way(6, [2, 3]) + way(5, [1, 2]))
    (tmp_path / "a.osm").write_text(first)
    (tmp_path / "b.osm.gz").write_bytes(gzip.compress(second.encode()))
    (tmp_path / "b.osm.bz2").write_bytes(bz2.compress(second.encode()))
    for other in ("b.osm.gz", "b.osm.bz2"):
        manifest = build_region([tmp_path / "a.osm", tmp_path / other], tmp_path / "region")
        assert manifest.counts["edges"] == 4
        assert manifest.counts["nodes"] == 3


def test_nodes_may_come_after_the_ways_that_need_them(tmp_path: Path) -> None:
    source = tmp_path / "backwards.osm"
    source.write_text(osm(way(5, [1, 2]) + nodes((1, 1.0, 1.0), (2, 1.0, 1.001))))
    assert build_region([source], tmp_path / "region").counts["edges"] == 2


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, monaco_pbf: Path) -> None:
    build_region([monaco_pbf], tmp_path / "one", name="Monaco")
    done = command("build", monaco_pbf, "-o", tmp_path / "two", "--name", "Monaco")
    assert done.returncode == 0
    one = {
        p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()
    }
    two = {
        p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()
    }
    assert sorted(one) == sorted(two)
    assert [str(name) for name in one if one[name] != two[name]] == []


@pytest.mark.parametrize("limit_kb", [4, 64, 300])
def test_a_full_disk_leaves_the_old_region(old_region: Path, monaco_pbf: Path, limit_kb: int) -> None:
    def small_disk() -> None:
        # A write beyond the limit fails as one on a full disk does, once the signal is ignored.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_kb * 1024, limit_kb * 1024))

    done = subprocess.run(
        [sys.executable, "-m", "maps", "build", str(monaco_pbf), "-o", str(old_region)],
        capture_output=True, text=True, timeout=120, preexec_fn=small_disk,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert_untouched(old_region)


def test_a_kill_at_any_moment_leaves_the_old_region_and_nothing_else(
    old_region: Path, monaco_pbf: Path
) -> None:
    chance = random.Random(1)
    for _ in range(8):
        build = subprocess.Popen(
            [sys.executable, "-m", "maps", "build", str(monaco_pbf), "-o", str(old_region)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 1.2))
        finished = build.poll() is not None
        os.killpg(build.pid, signal.SIGKILL) if not finished else None
        build.wait()
        if finished:
            break
        deadline = time.monotonic() + 5.0
        while leftovers(old_region.parent) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert leftovers(old_region.parent) == []
        region = Region.open(old_region, verify=True)
        if region.manifest.counts["edges"] != 4:
            break  # it was through with everything when the kill came
