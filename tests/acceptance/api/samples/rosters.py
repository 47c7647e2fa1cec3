"""Rosters: what is needed, settings, wishes; no roster is planted, for none begins without people."""

from tests.acceptance.api.planting import Planting

NOWHERE = "00000000-0000-0000-0000-000000000009"
DUTY = {"person": NOWHERE, "day": 0}
SETTINGS = {
    "kinds": [{"id": "early", "name": "", "begins": 7, "hours": 8}],
    "rest": 11,
    "day_hours": 10,
    "week_hours": 40,
    "days_in_row": 6,
    "fairness": 2,
    "wishes": 2,
    "version": 7,
}
NEEDED = {"days": [1], "begins": 8, "ends": 10, "people": 1}

BODIES = {
    "createRoster": lambda planted: {
        "unit": planted.ids["unit_id"],
        "first": "2020-01-06",
        "weeks": 1,
    },
    "correctionsRosterDemand": lambda planted: {**NEEDED, "place": planted.ids["unit_id"]},
    "wishesRosterMe": lambda _: {"day": "2020-01-06"},
    "setRostersSettings": lambda planted: {**SETTINGS, "places": [planted.ids["unit_id"]]},
    "setRosterDuty": lambda _: DUTY,
    "setRosterLock": lambda _: {**DUTY, "locked": True},
    "repairRoster": lambda _: {"seconds": 2},
    "solveRoster": lambda _: {"seconds": 2},
}
NOT_THERE = {"getRoster", "getRosterChoices"}


async def plant(planting: Planting) -> None:
    """Say what is needed once, to be taken back."""
    path = "/rosters/demand/corrections"
    planting.ids["correction_id"] = await planting.made("admin", path, **NEEDED)
