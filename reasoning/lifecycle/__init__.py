"""The way out: terms, conditions and deadlines of every record, counted in days and working days. Pure: the calendar is handed in."""

from reasoning.lifecycle.calendar import on_repair, opening_of, remedies
from reasoning.lifecycle.model import Condition, Deadline, Effect, End, MeasureEnd, Opening, Remedies, Remedy
from reasoning.lifecycle.workdays import OWN_FILE, Due, WorkingDays, own_days_in

__all__ = [
    "OWN_FILE",
    "Condition",
    "Deadline",
    "Due",
    "Effect",
    "End",
    "MeasureEnd",
    "Opening",
    "Remedies",
    "Remedy",
    "WorkingDays",
    "on_repair",
    "opening_of",
    "own_days_in",
    "remedies",
]
