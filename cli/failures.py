"""How a failure is told in a shell."""

import json
import sys
import uuid

from pydantic import ValidationError

from credit.errors import XinmaiError
from inquiry.answering.problems import bad_parameters, problem_of


def told(error: Exception, *, as_json: bool) -> int:
    """Tells what went wrong and what to do next; returns the exit status. Raises again what is a fault of ours."""
    ours = bad_parameters(error) if isinstance(error, ValidationError) else error
    if not isinstance(ours, XinmaiError):
        raise error
    if as_json:
        print(json.dumps(problem_of(ours, uuid.uuid4().hex), ensure_ascii=False))
    print(f"{ours.title_zh} {ours.title_en}: {ours.detail}", file=sys.stderr)
    for candidate in ours.extra.get("candidates", ()):
        print(f"  {candidate['id']}\t{candidate['name'] or ''}\t{candidate['hint'] or ''}", file=sys.stderr)
    return ours.exit_status
