"""Runs a source's checks over a chunk."""

from loaders.mapping.definition import Definition
from loaders.staging.conditions import holds
from loaders.staging.frame import Frame
from loaders.validating.findings import Finding, Severity
from loaders.validating.forms import FORMS
from loaders.validating.rules import RULES


def check_rows(frame: Frame, definition: Definition) -> list[Finding]:
    """What the source's checks find, in the rows to which each applies."""
    found = []
    for check in definition.checks.values():
        applies = None if check.when is None else holds(check.when, frame, definition)
        for reason, places in FORMS[check.form](frame, check):
            where = [at for at in places if applies is None or applies[at]]
            if where:
                severity: Severity | None = {"+": "fix", "?": "warn"}.get(reason[0], check.severity)  # type: ignore[assignment]
                found.append(Finding(check.rule, check.of[0], reason.lstrip("+?"), where, severity))
    return found


def severity_of(finding: Finding, definition: Definition) -> Severity:
    """What becomes of the rows: what the finding says, else the source's profile, else the rule."""
    return finding.severity or definition.severity.get(finding.rule) or RULES[finding.rule].severity
