"""What the notebooks share: the county's store, the server where there is one, and small pictures."""

import html
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx
import pandas as pd
from IPython.display import SVG

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph.opening import is_server, open_place  # noqa: E402
from graph.settings import StoreSettings  # noqa: E402

HOME = Path(os.environ.get("XINMAI_HOME") or ROOT / ".xinmai" / "demo")
DAY = "2026-11-20"


def xinmai(*words: str) -> Any:
    """Runs the command on the county and gives the body of its answer."""
    settings = {**os.environ, "XINMAI_HOME": str(HOME), "XINMAI_TODAY": DAY}
    done = subprocess.run([sys.executable, "-c", "from cli.main import main; main()", *words, "--json"], cwd=ROOT, env=settings, capture_output=True, text=True)
    if done.returncode not in (0, 3, 4, 5):
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def county() -> Any:
    """The county's store, loaded where it is not there yet."""
    place = StoreSettings().place or str(HOME / "graph.db")
    if not is_server(place) and not Path(place).exists():
        from loaders.folders import load_path
        from loaders.person_key import person_key
        from loaders.pipeline import LoadOptions
        from loaders.settings import LoadSettings

        settings = LoadSettings.model_validate({"XINMAI_HOME": HOME})
        store = open_place(place, create=True)
        for _ in load_path(store, ROOT / "demo", LoadOptions(author="notebook", rejected_dir=HOME / "rejected", settings=settings), person_key(settings)):
            pass
        return store
    return open_place(place, create=False)


def server() -> Any:
    """The py2neo graph of the server that XINMAI_STORE names, or None."""
    settings = StoreSettings()
    if not is_server(settings.place):
        return None
    from py2neo import Graph

    return Graph(settings.place.replace("neo4j://", "bolt://"), auth=(settings.user, settings.password.get_secret_value()), name=settings.database)


def picture(edges: pd.DataFrame, names: dict[str, str]) -> SVG:
    """A small graph: one line for each row of from, relation, to."""
    net = networkx.Graph()
    net.add_edges_from(edges[["from", "to"]].itertuples(index=False))
    at = {node: (300 + 240 * x, 220 + 180 * y) for node, (x, y) in networkx.spring_layout(net, seed=1, k=1.2).items()}
    return SVG(f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="460" font-family="sans-serif" font-size="11">{"".join(_drawn(edges, at, names))}</svg>')


def _drawn(edges: pd.DataFrame, at: dict[str, tuple[float, float]], names: dict[str, str]) -> Iterable[str]:
    for row in edges.itertuples(index=False):
        (x, y), (u, v) = at[row[0]], at[row[2]]
        yield f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{u:.0f}" y2="{v:.0f}" stroke="#999"/>'
        yield f'<text x="{(x + u) / 2:.0f}" y="{(y + v) / 2:.0f}" fill="#777" text-anchor="middle">{html.escape(row[1])}</text>'
    for node, (x, y) in at.items():
        colour = "#d97706" if node.startswith("p:") else "#2563eb"
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="6" fill="{colour}"/>'
        yield f'<text x="{x + 9:.0f}" y="{y + 4:.0f}">{html.escape(names.get(node) or node[:14])}</text>'
