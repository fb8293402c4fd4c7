"""The paper as one HTML page that needs nothing else: no script, no address, no file beside it."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from inquiry.report.printing.paper import Card, Pairs, Paper, Table, Words


def page(paper: Paper) -> str:
    """The page. Every value is escaped: names and texts are whatever somebody wrote into a file."""
    return _template().get_template("report.html").render(paper=paper, style=style())


@cache
def style() -> str:
    """The style sheet, for screens and for print."""
    return files("inquiry.report.printing").joinpath("templates/report.css").read_text(encoding="utf-8")


def policy() -> str:
    """What a browser may do with the page: apply this very style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"


@cache
def _template() -> Environment:
    kinds = {"words": Words, "pairs": Pairs, "table": Table, "card": Card}
    environment = Environment(
        loader=PackageLoader("inquiry.report.printing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.tests.update({name: lambda block, kind=kind: isinstance(block, kind) for name, kind in kinds.items()})
    return environment
