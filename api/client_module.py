"""Writes client/xinmai_client.py from the API's own description: `python -m api.client_module`. A test holds the module to it.

One module of TypedDicts and one method an operation: the usual generators make hundreds of files of it and drop what they cannot name
(docs/decisions/0090-one-module-of-a-client.md).
"""

import keyword
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from api.app import create_app
from api.settings import ApiSettings

CLIENT = Path(__file__).parents[1] / "client" / "xinmai_client.py"
_WIDEST = 110
_ANY = "  # type: ignore[no-any-return]  # what the service sent"
_SENT_BY_THE_CLIENT = frozenset({"x-purpose", "x-authorisation"})
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_JSON, _FORM = "application/json", "multipart/form-data"


def client_module(described: Mapping[str, Any]) -> str:
    """The module's text, the same for the same description."""
    names = names_of(described["components"]["schemas"])
    base = files("api").joinpath("client_base.txt").read_text(encoding="utf-8")
    types = [_type(names[name], schema, names) for name, schema in sorted(described["components"]["schemas"].items())]
    operations = sorted(
        ((method, path, said) for path, item in described["paths"].items() for method, said in item.items()),
        key=lambda each: str(each[2]["operationId"]),
    )
    methods = [line for method, path, said in operations for line in _method(method, path, said, names)]
    return "\n".join([base.rstrip(), "", *methods, "", "", *types]).rstrip() + "\n"


def names_of(schemas: Mapping[str, Any]) -> Mapping[str, str]:
    """Schema → class: `Answer_SubjectData_` becomes AnswerOfSubjectData, `inquiry__connections__StepTold` ConnectionsStepTold."""
    names = {schema: _class_name(schema) for schema in schemas}
    assert len(set(names.values())) == len(names)
    return names


def _class_name(schema: str) -> str:
    generic = re.fullmatch(r"(\w+?Answer|Answer)_(\w+)_", schema)
    if generic:
        return f"{generic[1]}Of{_class_name(generic[2])}"
    rooms = schema.replace("-", "__").split("__")
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"_", "_".join(rooms[-2:])) if part)


def hint(schema: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The type of a schema, as Python writes it."""
    if "$ref" in schema:
        return names[str(schema["$ref"]).rpartition("/")[2]]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(hint(each, names) for each in schema[union]))
    if "allOf" in schema and len(schema["allOf"]) == 1:
        return hint(schema["allOf"][0], names)
    if "const" in schema:
        return f"Literal[{_literal(schema['const'])}]"
    if "enum" in schema:
        return f"Literal[{', '.join(map(_literal, schema['enum']))}]"
    return _hint_of_kind(schema, names)


def _hint_of_kind(schema: Mapping[str, Any], names: Mapping[str, str]) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"list[{hint(schema.get('items', {}), names)}]"
    if kind == "object":
        values = schema.get("additionalProperties", True)
        return f"dict[str, {hint(values, names) if isinstance(values, Mapping) else 'Any'}]"
    return _PLAIN.get(str(kind), "Any")


def _literal(value: Any) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)


def _type(name: str, schema: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A TypedDict, or another name for what is no object. Always by its functional form: fields are called `from` and `list` too."""
    if "properties" not in schema:
        return f'{name}: TypeAlias = "{hint(schema, names)}"' if "enum" not in schema else f"{name}: TypeAlias = {hint(schema, names)}"
    required = set(schema.get("required", ()))
    told = ((field, hint(each, names)) for field, each in schema["properties"].items())
    rows = [f"        {_literal(field)}: {_quoted(said if field in required else f'NotRequired[{said}]')}," for field, said in told]
    lines = ["    {", *rows, "    },"]
    words = [f"# {line}".rstrip() for line in _wrapped(str(schema.get("description", "")))]
    return "\n".join([*words, f"{name} = TypedDict(", f'    "{name}",', *lines, ")", ""])


def _quoted(said: str) -> str:
    return "'" + said.replace("'", "\\'") + "'"


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Words in lines that stay within the width; what has no spaces stays whole."""
    for paragraph in text.splitlines():
        line = indent
        for word in paragraph.split():
            if len(line) + len(word) > _WIDEST and line.strip():
                yield line
                line = indent
            line += word if line == indent else f" {word}"
        yield line


def _method(method: str, path: str, said: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """One operation as a method: places in the address by position, everything else by name."""
    given = [each for each in said.get("parameters", ()) if each["name"] not in _SENT_BY_THE_CLIENT]
    places, query, headers = ([each for each in given if each["in"] == where] for where in ("path", "query", "header"))
    answers: Mapping[str, Any] = next(
        (each.get("content", {}) for status, each in sorted(said["responses"].items()) if status.startswith("2")), {}
    )
    told = hint(answers[_JSON].get("schema", {}), names) if _JSON in answers else ("None" if not answers else "str")
    body = said.get("requestBody", {}).get("content", {})
    heads = ["self", *(f"{_name(each)}: {hint(each['schema'], names)}" for each in places)]
    heads += [_body_parameter(body, names)] if body else []
    keyed = sorted((*query, *headers), key=lambda each: not each.get("required") or each["in"] == "header")
    heads += ["*", *(_keyed(each, names) for each in keyed)] if keyed else []
    yield f"    def {said['operationId']}("
    yield from (f"        {head}," for head in heads)
    yield f"    ) -> {told}:"
    yield from _docstring(said, body)
    address = re.sub(r"\{(\w+)\}", lambda place: "{place(" + _name({"name": place[1]}) + ")}", path)
    yield "        return self._text(" if told == "str" else f"        return self._json({'' if told == 'Any' else _ANY}"
    yield f'            "{method.upper()}",'
    yield f'            f"{address}",' if places else f'            "{path}",'
    yield from _passed("params", query)
    yield from _passed("headers", headers)
    if body:
        yield "            form=form," if _FORM in body else "            body=body,"
    yield "        )"
    yield ""


def _docstring(said: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[str]:
    words = [line.replace("\\", "\\\\").replace('"""', "'''") for line in _wrapped(str(said.get("description", "")), "        ")]
    if _FORM in body:
        words += ["", "        `form`: the parts as httpx takes them, files as (name, content)."]
    yield '        """' + "\n".join(words).strip() + ('"""' if len(words) == 1 else '\n        """')


def _body_parameter(body: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if _FORM in body:
        return "form: Mapping[str, Any]"
    return f"body: {hint(body[_JSON]['schema'], names)}" if _JSON in body else "body: Any"


def _keyed(each: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A header that every write needs is made by the client where the caller names none."""
    told = hint(each["schema"], names)
    if each.get("required") and each["in"] != "header":
        return f"{_name(each)}: {told}"
    return f"{_name(each)}: {told if 'None' in told.split(' | ') else f'{told} | None'} = None"


def _passed(to: str, parameters: list[Mapping[str, Any]]) -> Iterator[str]:
    if parameters:
        yield f"            {to}={{"
        yield from (f"                {_literal(each['name'])}: {_name(each)}," for each in parameters)
        yield "            },"


def _name(each: Mapping[str, Any]) -> str:
    """How Python calls a parameter: `from` is a word of its own there."""
    name = str(each["name"]).replace("-", "_").lower()
    return f"{name}_" if keyword.iskeyword(name) else name


def main() -> None:
    """Writes the module."""
    CLIENT.parent.mkdir(exist_ok=True)
    CLIENT.write_text(client_module(create_app(ApiSettings()).openapi()), encoding="utf-8")


if __name__ == "__main__":
    main()
