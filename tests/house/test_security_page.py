"""The security page is true at least in this: every test that it names exists, and every claim names one."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def known() -> set[str]:
    """The name of every test of the tree."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("test_*.py"))
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_test_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 50
    assert named - known() == set()


def test_every_way_in_says_what_holds_it() -> None:
    ways = re.split(r"^### ", PAGE.partition("## Ways in")[2].partition("\n## ")[0], flags=re.MULTILINE)[1:]
    bare = [way.partition("\n")[0] for way in ways if "\n→ `test_" not in way]
    assert len(ways) > 10
    assert bare == []
