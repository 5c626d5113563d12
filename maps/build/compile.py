"""Compile OpenStreetMap files into a region folder."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from maps.build.countries import apply_country_rules
from maps.build.drawing import Drawing
from maps.build.elevation import ElevationFolder, add_elevation
from maps.build.graph import Graph, build_graph
from maps.build.guidance import Guidance
from maps.build.islands import mark_islands
from maps.build.losses import Losses
from maps.build.order import Ordering
from maps.build.osm import Progress, read_roads
from maps.build.overrides import add_overrides
from maps.build.places import build_places
from maps.build.sources import check_source, merge, sorted_source, timestamp_of
from maps.build.speeds import apply_speeds
from maps.build.turns import add_turns
from maps.build.writer import fresh_folder, sha256_of, write_graph, write_manifest
from maps.errors import SourceError
from maps.geometry import E7
from maps.region.format import FORMAT_VERSION
from maps.region.grid import build_grid
from maps.region.manifest import Manifest


def build_region(
    sources: Sequence[Path],
    output: Path,
    *,
    name: str = "",
    elevation: Path | None = None,
    progress: Progress = lambda _stage, _done: None,
) -> Manifest:
    """Compile and merge `sources` into the folder `output`, replacing a region that is there.

    `elevation` is a folder of SRTM .hgt tiles, from which edges know how much they climb. The same input
    gives the same bytes. Raises SourceError for input that cannot be read and BuildError when the folder
    cannot be written; either way nothing is left behind and an older region stays as it was.
    """
    if not sources:
        raise ValueError("no source file")
    for path in sources:
        check_source(path)
    heights = ElevationFolder(elevation) if elevation is not None else None
    losses = Losses()
    with fresh_folder(output) as folder, contextlib.ExitStack() as running:
        # The scratch file lies in the folder that is removed whatever happens.
        scratch = folder / "merged.osm.pbf"
        progress("sources", 0.0)
        path = sorted_source(sources, scratch)
        drawing = Drawing(path, folder)
        running.callback(lambda: drawing.stop())
        facts = _write_roads(path, folder, heights, progress, losses)
        if facts is None and path != scratch:
            drawing.stop()
            losses = Losses()
            shutil.rmtree(folder / "tiles", ignore_errors=True)
            path = merge(sources, scratch)
            drawing = Drawing(path, folder)
            facts = _write_roads(path, folder, heights, progress, losses)
        if facts is None:
            raise SourceError(sources[0], "holds no road that a car may use")
        guidance = Guidance(folder, facts["counts"]["edges"])
        running.callback(guidance.stop)
        ordering = Ordering(folder / "graph", facts["counts"]["states"])
        running.callback(ordering.stop)
        progress("places", 0.0)
        build_places([path], folder, progress, losses)
        progress("places", 1.0)
        drawing.finish(progress, losses)
        progress("order", 0.0)
        ordering.finish()
        progress("order", 1.0)
        progress("guidance", 0.0)
        guidance.finish(losses)
        progress("guidance", 1.0)
        scratch.unlink(missing_ok=True)
        origin = {
            "format": FORMAT_VERSION,
            "name": name or _default_name(sources),
            "osm_timestamp": max(timestamp_of(path) for path in sources),
            "sources": [{"name": path.name, "sha256": sha256_of(path)} for path in sources],
        }
        manifest = write_manifest(folder, origin | facts | {"losses": losses.report()})
    return Manifest.parse(manifest)


def _default_name(sources: Sequence[Path]) -> str:
    return "-".join(path.name.split(".")[0] for path in sources)


def _write_roads(
    path: Path, folder: Path, heights: ElevationFolder | None, progress: Progress, losses: Losses
) -> dict[str, Any] | None:
    """Write graph/ and strings.bin; gives what the manifest says of the roads, None when there are none.

    The roads, most of a build's memory, are let go of here: what comes later reads them from the folder.
    """
    source = read_roads(path, progress, losses)
    progress("graph", 0.0)
    graph = build_graph(source)
    if len(graph.edge_tail) == 0:
        return None
    countries = apply_country_rules(graph)
    apply_speeds(graph)
    add_elevation(graph, source, heights)
    placed = add_turns(graph, source.restrictions, losses)
    add_overrides(graph, source.manoeuvres)
    islands = mark_islands(graph)
    grid = build_grid(graph.shape_begin, graph.shape_lat_e7, graph.shape_lon_e7)
    graph.put("grid_cell", grid.cell)
    graph.put("grid_segment", grid.segment)
    write_graph(graph, folder)
    progress("graph", 1.0)
    lat, lon = graph.shape_lat_e7, graph.shape_lon_e7
    return {
        "bounding_box": [float(value) / E7 for value in (lat.min(), lon.min(), lat.max(), lon.max())],
        "counts": {
            "nodes": len(graph.node_lat_e7),
            "edges": len(graph.edge_tail),
            "shapes": len(graph.shape_begin) - 1,
            "shape_points": len(lat),
            "ways": len(graph.way_osm_id),
            "states": len(graph.state_edge),
            "turns": len(graph.turn_from),
            "strings": len(graph.strings),
            "restrictions": placed,
            "restrictions_not_placed": len(source.restrictions) - placed,
            "island_edges": islands,
            "unreadable_objects": losses.count("roads"),
        },
        "edges_by_country": countries,
        "road_km": round(float(np.sum(_shape_lengths(graph))) / 1000.0, 3),
    }


def _shape_lengths(graph: Graph) -> Any:
    """[S] metres; a two-way road counts once."""
    lengths = np.zeros(len(graph.shape_begin) - 1)
    lengths[graph.edge_shape] = graph.edge_length_m
    return lengths
