"""Plugged-in models: none is planted, for a file has to be uploaded and checked first."""

MANIFEST = {
    "name": "plant",
    "version": "1",
    "task": "triage",
    "runtime": "onnx",
    "input": {"kind": "text"},
    "labels": {"pump": "plumbing"},
}
BECAUSE = {"reason": "It knows our plant."}

BODIES = {
    "createModel": lambda planted: {"file": planted.ids["file"], "manifest": MANIFEST},
    "askModel": lambda _: {"text": "pump"},
    "pilotModel": lambda _: BECAUSE,
    "liveModel": lambda _: BECAUSE,
    "outModel": lambda _: BECAUSE,
    "deleteModel": lambda _: BECAUSE,
}
NOT_THERE = {"getModel"}
