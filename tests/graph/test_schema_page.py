"""docs/schema.md is what the declaration says."""

from credit.kinds import FACT_KINDS
from graph.schema_page import PAGE, schema_page


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == schema_page(), "run: python -m graph.schema_page"


def test_every_kind_and_property_is_on_it() -> None:
    page = schema_page()
    for kind in FACT_KINDS.values():
        assert f"### {kind.name} {kind.zh}\n" in page
        assert all(prop.zh in page for prop in kind.props)
