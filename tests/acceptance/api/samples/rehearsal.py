"""Rehearsals: none is planted, for each sees only their own."""

BODIES = {
    "createRehearsal": lambda planted: {"key": planted.ids["key"], "title": "x"},
    "actsRehearsal": lambda _: {"by": "reporter", "act": "cancel", "reason": "x"},
}
SAME_FOR_WHAT_IS_NOWHERE = {"removeRehearsal"}
NOT_THERE = {"getRehearsal"}
