"""Conditions on rows, as masks."""

from collections.abc import Callable, Iterable

from loaders.mapping.definition import Condition, Definition
from loaders.staging.frame import Frame, Values

Mask = list[bool]


def holds(condition: Condition | None, frame: Frame, definition: Definition) -> Mask:
    """Row by row whether the condition holds; no condition always does."""
    if condition is None:
        return [True] * len(frame)
    if isinstance(condition, str):
        return holds(definition.conditions[condition], frame, definition)
    if condition.has is not None:
        return _stated(frame, condition.has)
    if condition.lacks is not None:
        return [not so for so in _stated(frame, condition.lacks)]
    if condition.file_has is not None:
        return [_is_bound(frame, condition.file_has)] * len(frame)
    if condition.column is not None:
        return _is_one_of(frame.of(condition.column), frozenset(condition.values))
    if condition.negated is not None:
        return [not so for so in holds(condition.negated, frame, definition)]
    together: Callable[[Iterable[bool]], bool] = all if condition.all else any
    masks = [holds(part, frame, definition) for part in condition.all or condition.any]
    return [together(row) for row in zip(*masks, strict=True)]


def _is_bound(frame: Frame, column: str) -> bool:
    """Whether the file has the column at all, filled or not."""
    return frame.of(f"{column}.raw") is not frame.nothing


def _stated(frame: Frame, name: str) -> Mask:
    values = frame.of(name)
    return [False] * len(frame) if values is frame.nothing else [value is not None for value in values]


def _is_one_of(values: Values, wanted: frozenset[str]) -> Mask:
    """A list of codes is one of the wanted when any of its codes is."""
    return [not wanted.isdisjoint(value) if isinstance(value, tuple) else value in wanted for value in values]
