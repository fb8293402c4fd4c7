"""The county on every engine: the same stories told, the same bodies answered, by the shell and over HTTP."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.app import create_app
from api.settings import ApiSettings
from cli.main import app
from credit.kinds import EDGES, FACT_KINDS, NODES
from credit.periods import ALWAYS
from credit.view import Way
from graph.moving.copying import copy
from graph.opening import open_place
from graph.store import Store
from graph.stores.sqlite import SqliteStore
from inquiry.settings import HomeSettings
from office.premises import Premises, open_home
from tests.api.http import Caller
from tests.neo4j_server.fresh import emptied, held, holds
from tests.neo4j_server.server import Place
from tests.stories import test_also, test_stories
from tests.stories.county import TODAY, County, Data

Story = Callable[[County], None]

STORIES: dict[str, Story] = {name: story for name, story in vars(test_stories).items() if name.startswith("test_")}
ENGINES = [
    pytest.param("sqlite", "projection", marks=pytest.mark.soak),
    pytest.param("neo4j", "projection", marks=pytest.mark.neo4j),
    pytest.param("neo4j", "store", marks=[pytest.mark.neo4j, pytest.mark.soak]),
]
SUBJECTS = [
    "uscc:91379926MAQH010104",  # the judgment debtor of story 1
    "uscc:91379926MAQH01045N",  # two representatives, under two ids (story 2)
    "org:MAQH01045",  # the older of them
    "uscc:91379926MAQH01037U",  # holds and is not bound
    "uscc:91379926MAQH01299K",  # a ring of holdings
    "uscc:91379926MAQH01205X",  # a voided representative (story 9)
    "uscc:92379926MAQH01053E",  # the noodle shop (story 3)
]
ABOUT: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("", {"known_at": "2025-01-01", "as_of": "2025-01-01", "include_former": "true", "include_repaired": "true"}),
    ("/neighbors", {"max_hops": 2}),
    ("/timeline", {}),
    ("/linked-risk", {"max_hops": 3}),
    ("/linked-risk", {"max_hops": 2, "as_of": "2025-09-01"}),
    ("/measures", {}),
    ("/measures", {"known_at": "2025-06-30", "as_of": "2025-06-30"}),
    ("/owners", {}),
    ("/controllers", {}),
    ("/group", {}),
    ("/warnings", {}),
    ("/grades", {}),
    ("/remedies", {}),
    ("/suspected", {}),
    ("/report", {}),
    ("/conflicts", {}),
]
BESIDE: list[tuple[str, dict[str, Any]]] = [
    ("/v1/subjects", {"q": "青禾县"}),
    ("/v1/subjects", {"q": "李强"}),
    ("/v1/subjects", {"q": "91379926MAQH010104"}),
    ("/v1/subjects", {"q": "青市监处罚〔2025〕47号"}),
    ("/v1/paths", {"from": SUBJECTS[0], "to": SUBJECTS[3]}),
    ("/v1/paths/between", {"subjects": f"{SUBJECTS[0]},{SUBJECTS[4]}"}),
    ("/v1/measures/explain", {"subject": SUBJECTS[0]}),
    ("/v1/evidence/1", {}),
    ("/v1/evidence/930", {}),
    ("/v1/ontology", {}),
    ("/v1/ontology/LEGAL_REP_OF", {}),
    ("/v1/sources", {}),
    ("/v1/quality", {}),
    ("/v1/measures/minimal-repair", {"subject": SUBJECTS[0], "measure": "PUBLICITY"}),
    ("/v1/measures/why-not", {"subject": SUBJECTS[1]}),
    ("/v1/conflicts", {}),
    ("/v1/ledger", {}),
    ("/v1/lists", {}),
    ("/v1/lists/LIST_SAFETY_SERIOUS", {}),
    ("/v1/matters", {}),
    ("/v1/changes", {}),
]
ELSEWHERE = {  # what the office itself records, and what is asked with a body: tests/office and tests/api ask them
    *("/v1/checks", "/v1/checks/batch", "/v1/receipts/{number}", "/v1/receipts/{number}/page", "/v1/receipts/{number}/replay"),
    *("/v1/feedback", "/v1/feedback/open", "/v1/feedback/counts", "/v1/acts", "/v1/rows", "/v1/audit", "/v1/watches", "/v1/alerts"),
    *("/v1/watches/{id}", "/v1/alerts/{number}", "/v1/webhooks", "/v1/webhooks/{id}", "/v1/webhooks/{id}/deliveries"),
    *("/v1/webhooks/{id}/rotate", "/v1/webhooks/{id}/test", "/v1/webhooks/{id}/resend"),
    *("/v1/checks/files", "/v1/checks/files/template", "/v1/jobs", "/v1/jobs/{id}", "/v1/jobs/{id}/cancel", "/v1/jobs/{id}/result"),
    *("/v1/loads", "/v1/loads/{id}", "/v1/loads/{id}/commit", "/v1/loads/{id}/rejects"),
    *("/v1/measures/what-if", "/v1/measures/preview"),
    *(
        "/v1/rules",
        "/v1/rules/{rule}",
        "/v1/catalogues",
        "/v1/catalogues/difference",
        "/v1/catalogues/findings",
    ),  # asked of the law, not of a store
}
_ONE = f"/v1/subjects/{SUBJECTS[0]}"
SHELL: list[tuple[list[str], str, dict[str, Any]]] = [
    (["show", SUBJECTS[0]], _ONE, {}),
    (["neighbors", SUBJECTS[0]], f"{_ONE}/neighbors", {}),
    (["timeline", SUBJECTS[0]], f"{_ONE}/timeline", {}),
    (["risk", SUBJECTS[3], "--hops", "3"], f"/v1/subjects/{SUBJECTS[3]}/linked-risk", {"max_hops": 3}),
    (["measures", SUBJECTS[0]], f"{_ONE}/measures", {}),
    (["why", SUBJECTS[0]], "/v1/measures/explain", {"subject": SUBJECTS[0]}),
    (["owners", SUBJECTS[4]], f"/v1/subjects/{SUBJECTS[4]}/owners", {}),
    (["controllers", SUBJECTS[4]], f"/v1/subjects/{SUBJECTS[4]}/controllers", {}),
    (["group", SUBJECTS[4]], f"/v1/subjects/{SUBJECTS[4]}/group", {}),
    (["find", "云杉"], "/v1/subjects", {"q": "云杉"}),
    (["path", SUBJECTS[0], SUBJECTS[3]], "/v1/paths", {"from": SUBJECTS[0], "to": SUBJECTS[3]}),
    (["connect", SUBJECTS[0], SUBJECTS[4]], "/v1/paths/between", {"subjects": f"{SUBJECTS[0]},{SUBJECTS[4]}"}),
    (["evidence", "12"], "/v1/evidence/12", {}),
    (["sources"], "/v1/sources", {}),
]


@dataclass(frozen=True)
class Served(County):
    """The county as another engine serves it. That the shell says the same is asked of SQLite in every story, and once of each engine."""

    def measures(self, who: str, as_of: str = TODAY, known_at: str | None = None) -> Data:
        """What binds the subject and what flows from its records."""
        return dict(self.http(f"/v1/subjects/{self.id_of(who, known_at)}/measures", as_of=as_of, known_at=known_at)["data"])

    def shown(self, who: str, as_of: str = TODAY, **more: str | bool) -> Data:
        """Who is this."""
        return dict(self.http(f"/v1/subjects/{self.id_of(who)}", as_of=as_of, **more)["data"])


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A home folder for each engine and what answers."""
    made: dict[str, Path] = {}
    return lambda name: made.setdefault(name, tmp_path_factory.mktemp("engine") / name)


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, engine: str, view: str, county: County, homes: Callable[[str], Path]) -> Iterator[County]:
    """The county as another engine has it, in a home of its own, with its projection built where that answers."""
    county.http("/v1/sources")  # a home is copied with the key of its cursors, which the first question makes
    settings: dict[str, str] = {}
    home = homes(f"{engine}-{view}")
    if engine == "neo4j":
        place: Place = request.getfixturevalue("neo4j_place")
        settings = place.settings()
        _fill(place, county.home)
    if not home.exists():
        leave = () if engine == "sqlite" else ("graph.*",)
        _copied(county.home, home, leave)
    env = {**county.env, **settings, "XINMAI_HOME": str(home), "XINMAI_STORE_VIEW": view}
    if view == "projection" and not list(home.glob("*.projection")):
        built = CliRunner(env=env).invoke(app, ["graph", "build"])
        assert built.exit_code == 0, built.output
    with _opened(env) as store:
        premises = Premises(HomeSettings.model_validate({"home": home, "today": TODAY}), lambda _: store)
        yield Served(home, county.sent, env, Caller(create_app(ApiSettings(demo=True), premises)))
        premises.close()


def _copied(home: Path, to: Path, leave: tuple[str, ...]) -> None:
    """In a process of its own: to close a file gives up all locks that this process holds on it (fcntl(2)). SQLite would not notice that
    the databases are no longer ours, and the next command that ends would delete the write-ahead log under us: "disk I/O error"."""
    script = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2], ignore=shutil.ignore_patterns(*sys.argv[3:]))"
    subprocess.run([sys.executable, "-c", script, home, to, *leave], check=True)


def _fill(place: Place, home: Path) -> None:
    """The county on the server, where no other test has emptied it since."""
    if held(place) == home.as_posix():
        return
    emptied(place)
    source = SqliteStore(home / "graph.db", create=False)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in place.settings().items():
            patch.setenv(name, value)
        target = open_place(place.url, create=True)
    copy(source, target, lambda _table, _rows: None)
    target.close()
    source.close()
    holds(place, home.as_posix())


@contextmanager
def _opened(env: dict[str, str]) -> Iterator[Store]:
    """The store that these settings name: it keeps them when they are gone."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        store = open_home(Path(env["XINMAI_HOME"]))
    try:
        yield store
    finally:
        store.close()


@pytest.mark.parametrize(("engine", "view"), ENGINES)
@pytest.mark.parametrize("story", STORIES)
def test_the_same_story_is_told(elsewhere: County, story: str) -> None:
    STORIES[story](elsewhere)


@pytest.mark.neo4j
@pytest.mark.soak
@pytest.mark.parametrize(("engine", "view"), [("neo4j", "store")])
def test_every_question_of_the_story_book_can_be_asked_of_the_server(elsewhere: County) -> None:
    test_also.test_every_question_of_the_story_book_can_be_asked(elsewhere)


def asked_of(one_in: int) -> list[tuple[str, dict[str, Any]]]:
    """Every question, about one subject in so many: each about others, and each subject with others."""
    about = [
        (f"/v1/subjects/{subject}{about}", more)
        for place, subject in enumerate(SUBJECTS)
        for number, (about, more) in enumerate(ABOUT)
        if (place + number) % one_in == 0
    ]
    return about + BESIDE


@pytest.mark.neo4j
@pytest.mark.parametrize(("engine", "view"), [("neo4j", "projection"), ("neo4j", "store")])
@pytest.mark.parametrize("one_in", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_every_endpoint_answers_alike(county: County, elsewhere: County, one_in: int) -> None:
    for path, more in asked_of(one_in):
        parameters: dict[str, Any] = {"as_of": TODAY, "purpose": "demonstration", **more}
        if path == "/v1/quality":
            parameters = {"limit": 5}
        wanted, given = county.web.get(path, **parameters), elsewhere.web.get(path, **parameters)
        assert (given.status_code, same(given.json())) == (wanted.status_code, same(wanted.json())), (path, more)
        assert wanted.status_code in (200, 307, 308, 404), (path, wanted.text)


def test_no_endpoint_is_left_out(county: County) -> None:
    served = {path for path in county.web.app.openapi()["paths"] if path.startswith("/v1/")}
    patterns = {f"/v1/subjects/{{id}}{about}" for about, _ in ABOUT} | {path for path, _ in BESIDE}
    patterns |= {"/v1/evidence/{number}", "/v1/ontology/{name}", "/v1/lists/{code}"} | ELSEWHERE
    assert served - patterns == set()


@pytest.mark.neo4j
@pytest.mark.parametrize(("engine", "view"), [("neo4j", "projection")])
def test_every_command_answers_alike(county: County, elsewhere: County) -> None:
    """What the shell says of the server is what HTTP says of the embedded store."""
    for words, path, more in SHELL:
        assert (
            elsewhere.shell(*words, "--as-of", TODAY, "--purpose", "demonstration")["data"]
            == county.http(path, as_of=TODAY, **more)["data"]
        ), words
    assert same(elsewhere.shell("graph", "stats")) == same(county.shell("graph", "stats"))


@pytest.mark.neo4j
@pytest.mark.parametrize(("engine", "view"), [("neo4j", "store")])
def test_what_is_known_of_everybody_is_alike(county: County, elsewhere: County) -> None:
    """Every fact of every node, with its claims, conflicts and evidence, now and at a transaction of long ago."""
    with _opened(county.env) as one, _opened(elsewhere.env) as other:
        last, _ = one.last_transaction()
        assert other.last_transaction() == one.last_transaction()
        for transaction in (last // 2, last):
            with one.view(transaction) as wanted, other.view(transaction) as given:
                for kind in NODES:
                    ids = wanted.all_nodes(kind, "", 10_000)
                    assert given.all_nodes(kind, "", 10_000) == ids
                    said = wanted.facts_of(ids, list(FACT_KINDS), ALWAYS)
                    assert given.facts_of(ids, list(FACT_KINDS), ALWAYS) == said
                    assert given.expand(ids, EDGES, ALWAYS, Way.OUT) == wanted.expand(ids, EDGES, ALWAYS, Way.OUT)
                    numbers = [number for fact in said for number in fact.evidence]
                    assert given.evidence(numbers) == wanted.evidence(numbers)


def same(body: Any) -> Any:
    """A body without what belongs to one request or one engine's files."""
    told = json.loads(json.dumps(body))
    for part in (told, told.get("meta", {})):
        for name in ("request_id", "took_ms"):
            part.pop(name, None)
    if isinstance(told.get("data"), dict):
        told["data"].pop("bytes", None)
    return told
