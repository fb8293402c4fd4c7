"""However little is in memory at once, the same folder is built, byte for byte; and it is what sorting whole columns gives."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.generate import nation as generating
from bench.generate.arrays import material_of as material_of_nation
from bench.generate.nation import nation
from graph.projection.arrays import Array
from graph.projection.assembling import RelationColumns, Room, assemble
from graph.projection.building import gather, material_of
from graph.projection.folder import mapped, projection_of, published
from graph.projection.material import Material
from graph.projection.sinks import InFolder, InMemory
from tests.graph.makers import Said
from tests.graph.projection.random_graphs import play
from tests.oracle.store import OracleStore

ROOMS = (Room(1, 1), Room(7, 7), Room(3, 2), Room())


def folder_of(material: Material, place: Path) -> Mapping[str, bytes]:
    folder = published(material, place, flushed=False)
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_slices_build_the_same_folder_from_a_store(data: st.DataObject) -> None:
    store, spoken = OracleStore(), list[Said]()
    for hour in range(3):
        play(data, [store], hour, spoken)
    with store.view() as view, TemporaryDirectory() as place:
        gathered = gather(view)
        folders = [folder_of(replace(material_of(gathered, view.transaction), room=room), Path(place)) for room in ROOMS]
    assert all(each == folders[-1] for each in folders)


def test_any_slices_build_the_same_folder_of_a_nation(tmp_path: Path) -> None:
    made = nation(200)
    folders = [
        folder_of(replace(material_of_nation(made, InMemory()), room=room), tmp_path) for room in (Room(200, 7), Room(1000, 333), Room())
    ]
    assert all(each == folders[-1] for each in folders)
    assert {"graph.out_to.npy", "evidence.first.npy", "names.text.npy", "about.json"} <= set(folders[0])


def test_a_nation_drawn_in_slices_and_kept_in_files_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, sink = nation(150), InFolder(tmp_path)
    monkeypatch.setattr(generating, "_SLICE", 7)
    sliced = nation(150, sink=sink)
    for name in ("src", "dst", "kind", "start", "end", "share", "decided"):
        assert (getattr(whole, name) == getattr(sliced, name)).all(), name
        assert getattr(whole, name).dtype == getattr(sliced, name).dtype


def test_what_is_built_in_memory_is_written_as_it_is_built_into_a_folder(tmp_path: Path) -> None:
    material, sink = material_of_nation(nation(200), InMemory()), InMemory()
    material.write(sink)
    projection = projection_of(sink.column, material.about)
    direct = folder_of(material_of_nation(nation(200), InMemory()), tmp_path / "direct")
    copied = published(projection, tmp_path / "copied", flushed=False)
    assert {each.name: each.read_bytes() for each in copied.iterdir()} == direct
    assert mapped(copied).names.of(0) == projection.names.of(0)


def test_files_are_those_that_numpy_saves(tmp_path: Path) -> None:
    sink, pairs = InFolder(tmp_path), np.arange(12, dtype=np.int32).reshape(6, 2)
    sink.append("pairs", pairs[:4])
    sink.append("pairs", pairs[4:])
    sink.append("none", np.zeros(0, np.uint8))
    sink.finish()
    np.save(tmp_path / "saved.npy", pairs)
    assert (tmp_path / "pairs.npy").read_bytes() == (tmp_path / "saved.npy").read_bytes()
    assert sink.column("none").shape == (0,)


def test_a_builder_whose_disk_is_full_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device stands for the disk: it is open to all and takes no byte."""
    material = material_of_nation(nation(150), InMemory())
    before = folder_of(material, tmp_path)
    monkeypatch.setattr(InFolder, "_path", lambda _, __: Path("/dev/full"))
    with pytest.raises(OSError, match="No space left"):
        published(material_of_nation(nation(160), InMemory()), tmp_path, flushed=False)
    (folder,) = (each for each in tmp_path.iterdir() if each.is_dir())
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


@st.composite
def relations(draw: st.DrawFn) -> tuple[RelationColumns, int]:
    nodes = draw(st.integers(1, 9))
    ends = draw(st.lists(st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)), max_size=40))
    src, dst = (np.array([each[i] for each in ends], np.uint32) for i in (0, 1))
    number = np.arange(len(ends))
    halves = number.astype(np.uint64)
    codes = (number % 5).astype(np.uint8), (number * 3).astype(np.uint16), (number * 7).astype(np.uint16)
    return RelationColumns(src, dst, *codes, halves * np.uint64(11), halves, number.astype(np.uint32)), nodes


@settings(max_examples=200, deadline=None)
@given(made=relations(), room=st.builds(Room, st.integers(1, 50), st.integers(1, 50)), data=st.data())
def test_passes_order_as_a_stable_sort_does(made: tuple[RelationColumns, int], room: Room, data: st.DataObject) -> None:
    (columns, nodes), sink = made, InMemory()
    count = len(columns.src)
    marked = data.draw(st.lists(st.integers(0, max(count - 1, 0)), unique=True, max_size=5)) if count else []
    places = assemble(columns, nodes, marked, sink, room)
    order = np.argsort(columns.src, kind="stable")
    inward = np.argsort(columns.dst[order], kind="stable")
    wanted: dict[str, Array] = {
        "graph.out_at": np.searchsorted(columns.src[order], np.arange(nodes + 1)),
        "graph.out_to": columns.dst[order],
        "graph.kind": columns.kind[order],
        "graph.since": columns.since[order],
        "graph.until": columns.until[order],
        "graph.fact_hi": np.asarray(columns.fact_hi)[order],
        "graph.fact_lo": np.asarray(columns.fact_lo)[order],
        "evidence.first": np.asarray(columns.evidence)[order],
        "graph.in_at": np.searchsorted(columns.dst[order][inward], np.arange(nodes + 1)),
        "graph.in_from": columns.src[order][inward],
        "graph.in_edge": inward,
    }
    for name, column in wanted.items():
        assert sink.column(name).tolist() == column.tolist(), name
    assert places.tolist() == [int(np.flatnonzero(order == each)[0]) for each in marked]
