"""SpiffWorkflow over the bench's model. Run by an interpreter of its own: it is LGPL, and no part
of this project. Reads `{"model": path, "data": {...}, "rounds": n, "runs": n}`, prints figures.
"""

import json
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from statistics import median

from SpiffWorkflow.bpmn.parser import BpmnParser  # type: ignore[import-not-found]
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer  # type: ignore[import-not-found]
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow  # type: ignore[import-not-found]
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-not-found]

SERIALIZER = BpmnWorkflowSerializer()


def begun(model: str, data: dict[str, object]) -> str:
    """Start an instance; returns it as it is stored."""
    parser = BpmnParser()
    parser.add_bpmn_file(model)
    workflow = BpmnWorkflow(parser.get_spec("repair"))
    workflow.set_data(**data)
    for task in workflow.get_tasks(state=TaskState.READY):
        task.set_data(**data)
    workflow.do_engine_steps()
    workflow.refresh_waiting_tasks()
    return str(SERIALIZER.serialize_json(workflow))


def step(stored: str, data: dict[str, object]) -> tuple[str, str]:
    """Load, do one step, run on, store; returns it as it is stored, and which step it was."""
    workflow = SERIALIZER.deserialize_json(stored)
    task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
    task.set_data(**data)
    task.run()
    workflow.refresh_waiting_tasks()
    workflow.do_engine_steps()
    return str(SERIALIZER.serialize_json(workflow)), str(task.task_spec.bpmn_id)


def steps(stored: str, rounds: int) -> Iterator[tuple[float, int]]:
    """Do all steps to the end, so many rounds of rework among them: seconds and bytes of each."""
    while SERIALIZER.deserialize_json(stored).get_tasks(state=TaskState.READY, manual=True):
        begin = time.process_time()
        stored, name = step(stored, {"rounds": rounds})
        yield time.process_time() - begin, len(stored)
        rounds -= name == "verify"


def main() -> None:
    wanted = json.loads(sys.stdin.read())
    plain = [
        one
        for _ in range(wanted["runs"])
        for one in steps(begun(wanted["model"], wanted["data"]), 0)
    ]
    seconds = [each for each, _ in plain]
    size = len(seconds) // 5
    medians = [median(seconds[at : at + size]) for at in range(0, size * 5, size)]
    again = list(steps(begun(wanted["model"], wanted["data"]), wanted["rounds"]))
    figures = {
        "version": version("SpiffWorkflow"),
        "steps": len(plain) // wanted["runs"],
        "step_us": min(medians) * 1e6,
        "bytes_at_end": plain[-1][1],
        "bytes_after_rework": again[-3][1],
        "step_us_after_rework": again[-3][0] * 1e6,
    }
    print(json.dumps(figures))


main()
