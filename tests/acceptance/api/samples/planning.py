"""Planning: a day, its plan, and what people do to it."""

NOBODY = "00000000-0000-7000-8000-000000000001"

BODIES = {
    "createDayPlan": lambda _: {"day": "2999-01-01"},
    "optionsDayPlan": lambda _: {"order": NOBODY},
    "previewDayPlan": lambda _: {"order": NOBODY, "to": None},
    "movesDayPlan": lambda _: {"version": 1, "order": NOBODY, "to": None},
    "locksDayPlan": lambda _: {"version": 1, "order": NOBODY, "locked": True},
    "undoDayPlan": lambda _: {"version": 1},
    "redoDayPlan": lambda _: {"version": 1},
    "publishDayPlan": lambda _: {"version": 1},
}
