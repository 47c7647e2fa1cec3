"""Rehearsals and replays: none is planted, for each sees only their own."""

BODIES = {
    "createRehearsal": lambda planted: {"key": planted.ids["key"], "title": "x"},
    "actsRehearsal": lambda _: {"by": "reporter", "act": "cancel", "reason": "x"},
    "createReplay": lambda planted: {
        "key": planted.ids["key"],
        "after": "2026-01-01T00:00:00Z",
        "before": "2026-02-01T00:00:00Z",
    },
}
SAME_FOR_WHAT_IS_NOWHERE = {"removeRehearsal"}
NOT_THERE = {"getRehearsal", "getReplay"}
