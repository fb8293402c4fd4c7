"""The house itself: sizes, rooms and names (DESIGN section 8, CONTRIBUTING)."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("credit", "loaders", "graph", "reasoning", "inquiry", "office", "api", "cli")
NO_ROOMS = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "service", "services", "misc"}


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def functions() -> Iterator[tuple[int, str]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_modules_stay_small() -> None:
    sizes = {str(path.relative_to(ROOT)): lines(path) for path in modules()}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert statistics.median(sizes.values()) <= 100


def test_functions_do_one_thing() -> None:
    found = sorted(functions())
    sizes = [size for size, _ in found]
    assert [each for each in found if each[0] > 60] == []
    assert statistics.median(sizes) <= 8
    assert sizes[int(0.9 * len(sizes))] <= 25


def test_rooms_have_names_that_say_something() -> None:
    names = {part for path in modules() for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert names & NO_ROOMS == set()


def test_every_public_module_class_and_function_says_what_it_means() -> None:
    bare = [f"{path.relative_to(ROOT)}: module" for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert bare == []


def test_the_law_is_data() -> None:
    """No article, list or measure stands in Python: codes of lists and rules live in rules/ and in the sources' definitions."""
    forbidden = ("LIST_DISHONEST", "LIST_WAGE", "RC001", "RB001", "RF001", "RT005", "RP004", "第一百七十八条", "财库〔2016〕125号")
    texts = {path: path.read_text(encoding="utf-8") for path in modules()}
    suspects = [(path, word) for path, text in texts.items() for word in forbidden if word in text]
    assert [f"{path.relative_to(ROOT)}: {word}" for path, word in suspects if word in _code_only(texts[path])] == []


def _code_only(text: str) -> str:
    """The code without docstrings and comments: those may cite, code may not."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


def test_query_text_is_never_built_from_values() -> None:
    """SQL is written in .sql files or generated from the declaration of kinds; no f-string holds a verb of it elsewhere."""
    verbs = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "MATCH (", "MERGE (")
    found = []
    for path in modules():
        if "stores" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                literal = "".join(part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str))
                found += [f"{path.relative_to(ROOT)}:{node.lineno}" for verb in verbs if verb in literal]
    assert found == []
