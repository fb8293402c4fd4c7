"""Writes docs/settings.md and docs/endpoints.md from the code: `python -m api.reference`. A test holds the pages to it."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from api.app import create_app
from api.settings import ApiSettings
from graph.settings import StoreSettings
from inquiry.settings import HomeSettings
from loaders.settings import LoadSettings
from office.settings import OfficeSettings

DOCS = Path(__file__).parents[1] / "docs"
SETTINGS: tuple[type[BaseSettings], ...] = (HomeSettings, ApiSettings, OfficeSettings, StoreSettings, LoadSettings)

_SETTINGS_HEAD = """# Settings

All settings are environment variables. None of them needs to be set; no secret has a default that works outside the demo.
This page is written by `python -m api.reference` from each package's `settings.py`, and a test holds it to them.
"""

_ENDPOINTS_HEAD = """# Endpoints

Every answer is `data` and `meta`; every failure is one `application/problem+json` document (`/v1/ontology/problems` lists the codes).
Outside the demo every endpoint but health, the description and the docs page wants an API key: `Authorization: Bearer …` or `X-API-Key: …`.
An answer about somebody needs a purpose (`purpose=` or `X-Purpose`, codes at `/v1/ontology/purposes`), but for the public, who
is told what is published; persons' names need the right `persons:read` besides. Every answer is recorded.
An id that has moved answers 308 with its new address. Written by `python -m api.reference`; a test holds it to the application.
"""


def settings_page() -> str:
    """The page of all settings."""
    return "\n".join([_SETTINGS_HEAD, *(_settings_table(kind) for kind in SETTINGS)])


def endpoints_page(app: FastAPI) -> str:
    """The page of all endpoints."""
    paths = app.openapi()["paths"]
    told = (_operation(path, method, spec) for path, item in paths.items() for method, spec in item.items())
    return "\n".join([_ENDPOINTS_HEAD, *told])


def _settings_table(kind: type[BaseSettings]) -> str:
    said = _docstrings(kind)
    rows = [f"| `{_variable(kind, name, field)}` | {_default(field)} | {_meaning(field, said.get(name))} |" for name, field in _own(kind)]
    room = kind.__module__.partition(".")[0]
    return "\n".join([f"## {room}/", "", inspect.getdoc(kind) or "", "", "| variable | default | meaning |", "|---|---|---|", *rows, ""])


def _own(kind: type[BaseSettings]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields that no page above has told: XINMAI_HOME is read by several packages."""
    earlier = {_variable(other, name, field) for other in SETTINGS[: SETTINGS.index(kind)] for name, field in other.model_fields.items()}
    return ((name, field) for name, field in kind.model_fields.items() if _variable(kind, name, field) not in earlier)


def _variable(kind: type[BaseSettings], name: str, field: FieldInfo) -> str:
    return str(field.validation_alias or f"{kind.model_config.get('env_prefix', '')}{name}".upper())


def _default(field: FieldInfo) -> str:
    value = field.get_default()
    told = "" if value is None or "Secret" in type(value).__name__ else str(value)
    return f"`{told}`" if told else "unset"


def _meaning(field: FieldInfo, docstring: str | None) -> str:
    return " ".join((field.description or docstring or "").split())


def _docstrings(kind: type[BaseSettings]) -> Mapping[str, str]:
    """The string below each field, where a package documents its settings so."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(field.target)] = str(after.value.value)
    return found


def _operation(path: str, method: str, spec: Mapping[str, Any]) -> str:
    parameters = [_parameter(each) for each in spec.get("parameters", []) if each["in"] != "header" or each["required"]]
    table = ["", "| parameter | allowed | meaning |", "|---|---|---|", *parameters] if parameters else []
    body = ["", f"Body: `{_body(spec)}`, as the description of the API declares it."] if "requestBody" in spec else []
    head = f"## `{method.upper()} {path}`"
    return "\n".join([head, f"`{spec['operationId']}` · {', '.join(spec['tags'])}", "", spec["description"], *body, *table, ""])


def _body(spec: Mapping[str, Any]) -> str:
    (content,) = spec["requestBody"]["content"].values()
    return str(content["schema"]["$ref"]).rpartition("/")[2]


def _parameter(spec: Mapping[str, Any]) -> str:
    name = f"**{spec['name']}**" if spec.get("required") else spec["name"]
    meaning = (spec.get("description") or spec["schema"].get("description", "")).replace("|", "\\|")
    return f"| {name} | {_allowed(spec['schema'])} | {meaning} |"


def _allowed(schema: Mapping[str, Any]) -> str:
    inner = next((each for each in schema.get("anyOf", []) if each.get("type") != "null"), schema)
    if "enum" in inner:
        return ", ".join(inner["enum"])
    bounds = [f"{word} {inner[key]}" for key, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most")) if key in inner]
    default = f"default {schema['default']}" if schema.get("default") not in (None, []) else ""
    return ", ".join(part for part in (f"{inner.get('type', '')} {' '.join(bounds)}".strip(), default) if part)


def main() -> None:
    """Writes both pages."""
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "endpoints.md").write_text(endpoints_page(create_app()), encoding="utf-8")


if __name__ == "__main__":
    main()
