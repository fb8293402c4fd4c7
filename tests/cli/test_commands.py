"""What a person at a shell gets: answers, exit statuses, one or two lines when something is wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from office.audit.reading import latest
from office.database import AUDIT, open_database
from tests.cli.conftest import Run
from tests.inquiry.world import CASE, DEBTOR, DOC, FINE, NAMESAKE, OLD_NUMBER, ORGS, OTHER, PERSONS, REP, SHAREHOLDER, invented

NAME = ORGS[DEBTOR]
QUESTIONS = {
    "find": (("find", "青禾县"), "uscc:"),
    "find by case": (("find", CASE), "ord:order1"),
    "find by document": (("find", DOC), FINE),
    "show": (("show", NAME), "法定代表人"),
    "neighbors": (("neighbors", DEBTOR, "--hops", "2"), "王伟小吃店"),
    "path": (("path", REP, SHAREHOLDER), "法定代表人"),
    "timeline": (("timeline", DEBTOR, "--around", FINE), "2026-05-10"),
    "risk": (("risk", SHAREHOLDER, "--hops", "2"), "失信被执行人名单"),
    "measures": (("measures", DEBTOR), "RC001"),
    "why": (("why", REP), "第三条第二款"),
    "why-not": (("why-not", SHAREHOLDER, "--rule", "RC001"), "N01"),
    "conflicts": (("conflicts", REP), "没有发现冲突"),
    "worklist": (("conflicts",), "没有发现冲突"),
    "evidence": (("evidence", "1"), "invented.csv"),
    "stats": (("graph", "stats"), "组织"),
    "sources": (("sources",), "registry"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered_in_words(run: Run, name: str) -> None:
    words, told = QUESTIONS[name]
    ran = run(*words)
    assert (ran.status, ran.err) == (0, "")
    assert told in ran.out


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered_as_json(run: Run, name: str) -> None:
    ran = run(*QUESTIONS[name][0], "--json")
    body = json.loads(ran.out)
    assert ran.status == 0
    assert body["meta"]["as_of"] == "2026-11-20"
    assert body["data"]


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("show", invented(999)), 3, "not_found"),
        (("show", "青禾县没有这家公司"), 3, "not_found"),
        (("show", "王伟"), 5, "ambiguous"),
        (("show", "uscc:91379926MA000011XX"), 2, "bad_identifier"),
        (("show", DEBTOR, "--as-of", "昨天"), 2, "bad_day"),
        (("show", DEBTOR, "--purpose", "curiosity"), 2, "bad_parameter"),
        (("show", DEBTOR, "--known-at", "2001-01-01"), 4, "not_covered"),
        (("neighbors", DEBTOR, "--hops", "9"), 2, "bad_parameter"),
        (("risk", DEBTOR, "--hops", "9"), 2, "bad_parameter"),
        (("why", REP, "c:none"), 3, "not_found"),
        (("evidence", "x"), 2, "bad_identifier"),
    ],
)
def test_a_failure_has_its_status_and_says_what_to_do(run: Run, words: tuple[str, ...], status: int, code: str) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (status, "")
    assert 1 <= len(ran.err.splitlines()) <= 4
    problem = run(*words, "--json")
    document = json.loads(problem.out)
    assert (problem.status, document["code"]) == (status, code)
    assert document.keys() >= {"type", "title", "status", "detail", "errors", "request_id"}


def test_wrong_use_of_the_command_itself_is_status_2(run: Run) -> None:
    for words in (("show",), ("show", DEBTOR, "--nothing"), ("nothing",), ("neighbors", DEBTOR, "--hops", "x")):
        assert run(*words).status == 2


def test_candidates_are_told_apart(run: Run) -> None:
    ran = run("show", "王伟")
    assert NAMESAKE in ran.err
    assert "法定代表人 青禾县清白有限公司" in ran.err


def test_a_moved_id_is_followed_and_said(run: Run) -> None:
    ran = run("show", OLD_NUMBER)
    assert ran.status == 0
    assert OTHER in ran.err
    assert json.loads(run("show", OLD_NUMBER, "--json").out)["data"]["subject"]["id"] == OTHER


def test_names_are_masked_until_a_purpose_is_stated_and_then_on_record(run: Run, home: Path) -> None:
    assert PERSONS[REP] not in run("measures", DEBTOR).out
    book = open_database(home, shelf=AUDIT)
    before = len(latest(book, 1000))
    assert PERSONS[REP] in run("measures", DEBTOR, "--purpose", "enforcement").out
    lines = latest(book, 1000)
    assert len(lines) == before + 1
    assert (lines[0]["question"], lines[0]["purpose"], lines[0]["subject"]) == ("measures", "enforcement", DEBTOR)
    assert "enforcement" in run("keys", "disclosures").out
    book.dispose()


def test_keys_are_added_listed_and_revoked(run: Run) -> None:
    added = run("keys", "add", "县信用办", "--right", "subjects:read", "--expires", "2027-12-31")
    key = added.out.strip()
    assert key.startswith("xm_")
    number = key.split("_")[1]
    listed = next(line for line in run("keys", "list").out.splitlines() if line.startswith(number))
    assert "县信用办\tsubjects:read" in listed
    assert key.split("_", 2)[2] not in run("keys", "list").out
    assert run("keys", "revoke", number).status == 0
    assert run("keys", "revoke", "nothing").status == 3
    assert run("keys", "add", "x", "--right", "everything").status == 2
    assert run("keys", "add", "x", "--expires", "someday").status == 2


def test_without_a_store_one_line_says_what_to_do(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_HOME", str(tmp_path / "nowhere"))
    ran = run("show", DEBTOR)
    assert (ran.status, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "nowhere").exists()


def test_the_demo_may_not_listen_elsewhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_DEMO", "1")
    ran = run("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104  # what must be refused
    assert ran.status == 2
    assert "127.0.0.1" in ran.err


def commands() -> list[list[str]]:
    from typer.main import get_command

    from cli.main import app

    found: list[list[str]] = []

    def walk(command: Any, path: list[str]) -> None:
        found.append(path)
        for name, child in getattr(command, "commands", {}).items():
            walk(child, [*path, name])

    walk(get_command(app), [])
    return found


def test_every_command_has_help_with_an_example(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for path in commands():
        ran = run(*path, "--help")
        assert ran.status == 0, path
        if path and path not in (["graph"], ["keys"]):
            assert re.search(r"e\.g\.\s+xinmai " + " ".join(path), ran.out), path
