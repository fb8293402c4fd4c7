"""How the stories ask: every question goes to the shell and over HTTP, and both must say the same."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cli.main import app
from tests.api.http import Caller

XINMAI = Path(sys.executable).with_name("xinmai")
HERE = str(Path(__file__).parents[2])
"""This checkout: several may share one environment, and the command must be of the one that is tested."""
TODAY = "2026-11-20"
Data = dict[str, Any]


def command(env: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """The real command in a process of its own."""
    all_of_it = {**os.environ, "PYTHONPATH": HERE, **env}
    return subprocess.run([XINMAI, *words], env=all_of_it, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class County:
    """The loaded county: its home folder, the files as they were sent, the command and the application."""

    home: Path
    sent: Path
    env: dict[str, str]
    web: Caller

    def shell(self, *words: str) -> Any:
        """What the command prints with --json."""
        result = CliRunner(env=self.env).invoke(app, [*words, "--json"])
        assert result.exit_code == 0, result.exception
        return json.loads(result.stdout)

    def http(self, path: str, **parameters: str | int | bool | None) -> Any:
        """What the application answers; persons are shown, as the demo may."""
        asked = {"purpose": "demonstration", **{name: value for name, value in parameters.items() if value is not None}}
        response = self.web.get(path, **asked)
        assert response.status_code == 200, response.text
        return response.json()

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """The real command in a process of its own."""
        return command(self.env, *words)

    def ids_of(self, name: str, known_at: str | None = None) -> set[str]:
        """The ids of all subjects that bear exactly this name; an id stands for itself."""
        if ":" in name:
            return {name}
        return {each["id"] for each in self.http("/v1/subjects", q=name, known_at=known_at, as_of=TODAY)["data"]["items"] if each["exact"]}

    def id_of(self, name: str, known_at: str | None = None) -> str:
        """The id of the one subject that bears exactly this name."""
        (only,) = self.ids_of(name, known_at)
        return only

    def measures(self, who: str, as_of: str = TODAY, known_at: str | None = None) -> Data:
        """What binds the subject and what flows from its records, asked both ways."""
        subject = self.id_of(who, known_at)
        web = self.http(f"/v1/subjects/{subject}/measures", as_of=as_of, known_at=known_at)["data"]
        then = ("--known-at", known_at) if known_at else ()
        told = self.shell("measures", subject, "--as-of", as_of, "--purpose", "demonstration", *then)["data"]
        assert told == web
        return dict(web)

    def shown(self, who: str, as_of: str = TODAY, **more: str | bool) -> Data:
        """Who is this, asked both ways."""
        subject = self.id_of(who)
        web = self.http(f"/v1/subjects/{subject}", as_of=as_of, **more)["data"]
        if not more:
            assert self.shell("show", subject, "--as-of", as_of, "--purpose", "demonstration")["data"] == web
        return dict(web)


Line = tuple[str, str, str, str | None, str | None]


def lines(consequences: Iterable[Data], rules: Iterable[str] | None = None) -> set[Line]:
    """(rule, target, state, from, until) of each consequence; with `rules`, of these alone."""
    return {
        (each["rule"], each["target"]["name"], each["state"], each["from"], each["until"])
        for each in consequences
        if rules is None or each["rule"] in rules
    }


def articles(consequences: Iterable[Data], rule: str) -> set[str]:
    """What a rule's consequences cite: instrument and article."""
    return {f"{basis['instrument']} {basis['article']}" for each in consequences if each["rule"] == rule for basis in each["basis"]}
