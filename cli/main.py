"""The command `xinmai`: its commands and its failures.

Exit status: 0 answered, 2 wrong use, 3 not found, 4 not covered, 5 ambiguous, 6 not permitted.
"""

import sys

import typer

from cli.commands import (
    ask,
    checks,
    control,
    data,
    demo,
    graph,
    jobs,
    keeping,
    keys,
    law,
    office,
    principals,
    questions,
    report,
    rules,
    serve,
    text,
    warnings,
    watching,
    ways_out,
)

app = typer.Typer(
    name="xinmai",
    help="信脉:企业信用关联分析。Who is this, who is connected, what binds whom, and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for commands in (data, questions, law, checks, ways_out, control, warnings, report, ask, office, keeping, watching, serve, demo):
    commands.register(app)
app.add_typer(graph.app, name="graph")
app.add_typer(jobs.app, name="jobs")
app.add_typer(keys.app, name="keys")
app.add_typer(principals.app, name="principals")
app.add_typer(rules.app, name="rules")
app.add_typer(text.app, name="text")


def main() -> None:
    """Runs a command; every failure that a person can mend is told in one or two lines, with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a shell without a locale must read Chinese too
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:  # noqa: BLE001  # sorted out by cli.failures, which raises again what is nobody's fault
        from cli.failures import told

        sys.exit(told(error, as_json="--json" in sys.argv))
