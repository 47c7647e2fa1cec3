"""Dispatch: categories, who could do an order, policies."""

BODIES = {
    "categoryDispatchOrder": lambda _: {"category": "hvac"},
    "assigneeDispatchOrder": lambda planted: {"to": planted.ids["user_id"], "version": 1},
    "setDispatchPolicies": lambda _: {"type_key": "nowhere", "mode": "manual"},
    "setDispatchCategorie": lambda _: {
        "name": {"zh": "空调", "en": "Cooling"},
        "phrases": [],
        "skills": {},
    },
    "promoteDispatchLearning": lambda _: {"reason": "tried"},
    "rollBackDispatchLearning": lambda _: {"reason": "tried"},
    "liveDispatchPilot": lambda _: {"type_key": "nowhere", "categories": []},
    "backDispatchPilot": lambda _: {"type_key": "nowhere", "categories": []},
}
