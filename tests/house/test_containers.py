"""The compose file and the image: no default secret, no root, nothing written but to volumes, nobody listening beyond this machine."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.machine import have, in_ci

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    return found


def test_the_service_runs_as_nobody_and_writes_only_to_volumes(services: dict[str, Any]) -> None:
    for name in ("xinmai", "xinmai-sqlite"):
        service = services[name]
        assert service["user"].split(":")[0] not in {"0", "root"}
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["volumes"]


def test_everything_says_whether_it_is_well(services: dict[str, Any]) -> None:
    assert all(service["healthcheck"]["test"] for service in services.values())
    assert services["xinmai"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_nothing_listens_beyond_this_machine(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert [port for port in ports if not port.startswith(("127.0.0.1:", "${XINMAI_BIND:-127.0.0.1}:"))] == []


def test_the_password_must_be_filled_in(services: dict[str, Any]) -> None:
    assert "${XINMAI_STORE_PASSWORD:?" in services["neo4j"]["environment"]["NEO4J_AUTH"]
    assert re.search(r"^XINMAI_STORE_PASSWORD=$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_every_variable_is_explained(services: dict[str, Any]) -> None:
    used = set(re.findall(r"\$\{(\w+)", str(services)))
    told = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert used == told


def test_the_image_has_two_stages_and_a_user() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert len(re.findall(r"^FROM ", recipe, re.MULTILINE)) == 2
    last = recipe.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert "--require-hashes" in recipe


def compose() -> list[str] | None:
    """The command, where this machine has it or may install it: Debian's 1.29 reads the file as the newest does."""
    if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0:
        return ["docker", "compose"]
    return ["docker-compose"] if have("docker-compose", "docker-compose") else None


def configured(tmp_path: Path, password: str) -> "subprocess.CompletedProcess[str]":
    command = compose()
    if command is None:
        if in_ci():
            pytest.fail("no docker compose: what docker-compose.yml means was not tested")
        pytest.skip("NO DOCKER COMPOSE, NOT TESTED")
    filled = tmp_path / "env"
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    filled.write_text(text.replace("XINMAI_STORE_PASSWORD=", f"XINMAI_STORE_PASSWORD={password}"), encoding="utf-8")
    bare = {name: value for name, value in os.environ.items() if not name.startswith("XINMAI_")}
    words = [*command, "--env-file", str(filled), "--profile", "sqlite", "config"]
    return subprocess.run(words, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)


def test_compose_accepts_the_file(tmp_path: Path) -> None:
    done = configured(tmp_path, "long-enough")
    assert done.returncode == 0, done.stderr
    assert "neo4j/long-enough" in done.stdout


def test_compose_refuses_an_empty_password(tmp_path: Path) -> None:
    assert configured(tmp_path, "").returncode != 0
