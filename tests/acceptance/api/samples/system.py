"""The machine room: dead letters, queues, storage."""

BODIES = {"discardDeadLetter": lambda _: {"reason": "x"}}
