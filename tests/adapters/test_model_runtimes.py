"""Models of strangers, run for real behind walls: the honest ones answer, the others are told why."""

import asyncio
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from uuid import UUID

import pytest
from onnx import TensorProto, helper

from gongdan.adapters.model_runtimes.checking import check
from gongdan.adapters.model_runtimes.frames import Answer, No, Ready
from gongdan.adapters.model_runtimes.runner import ModelRunner
from gongdan.adapters.model_runtimes.sandbox import Limits, start
from gongdan.engines.plugged.answers import Fault, Said, Scored, said
from gongdan.engines.plugged.manifest import Input, Manifest, Output, Sample
from gongdan.engines.plugged.tensors import text_tensor
from tests.adapters import model_files as files

pytestmark = pytest.mark.slow  # each starts a process with a runtime

FILE, OTHER = UUID(int=1), UUID(int=2)
QUICK = Limits(memory=600_000_000, seconds=4.0, cpu_seconds=30)


@pytest.mark.parametrize(
    ("told", "made"),
    [
        (files.manifest("onnx"), files.text_onnx),
        (files.manifest("sklearn"), files.text_skops),
        (files.litert_manifest(), files.litert),
    ],
    ids=["onnx", "sklearn", "litert"],
)
async def test_an_honest_model_answers_its_samples_and_ours(
    told: Manifest, made: Callable[[], bytes]
) -> None:
    report = await check(told, made(), QUICK)
    assert (report.code, report.detail) == ("passed", "")
    assert [each.answer for each in report.tried if not each.own] == ["pumps", "doors"]
    assert all(each.right for each in report.tried)
    assert report.ms > 0
    assert report.runtime


_WRONG_SHAPE = (files.numbers_manifest(wide=8), lambda: files.answers(0.5, 0.5))
HOSTILE: list[tuple[str, Manifest, Callable[[], bytes], str]] = [
    ("nothing", files.manifest(), lambda: b"", "empty"),
    ("cut off", files.manifest(), lambda: files.text_onnx()[:-900], "not_onnx"),
    ("noise", files.manifest(), lambda: os.urandom(20_000), "not_onnx"),
    ("a pickle", files.manifest(), files.pickled, "not_onnx"),
    ("a custom operator", files.numbers_manifest(), files.custom_operator, "operator_not_allowed"),
    ("weights elsewhere", files.numbers_manifest(), files.other_files, "other_files"),
    ("an endless loop", files.numbers_manifest(), files.endless, "timeout"),
    ("ten gigabytes", files.numbers_manifest(), files.greedy, "memory"),
    ("another shape", *_WRONG_SHAPE, "input_unfit"),
    ("no numbers", files.numbers_manifest(), lambda: files.answers(float("nan"), 1), "not_finite"),
    ("logits", files.numbers_manifest(), lambda: files.answers(7, -3), "not_probabilities"),
    ("three scores", files.numbers_manifest(), lambda: files.answers(1, 0, 0), "classes_unfit"),
    (
        "a label too many",
        files.manifest(labels={"pump": "p"}, samples=()),
        files.text_onnx,
        "label_unknown",
    ),
    (
        "wrong of itself",
        files.manifest(samples=(Sample("pump leaks oil", label="door"),)),
        files.text_onnx,
        "samples_wrong",
    ),
    (
        "dice",
        files.numbers_manifest(),
        lambda: files.onnx_of([helper.make_node("RandomUniformLike", ["x"], ["shares"])]),
        "operator_not_allowed",
    ),
    (
        "os.system",
        files.manifest("sklearn"),
        lambda: files.skops_with("os", "system"),
        "type_not_allowed",
    ),
    ("a zip bomb", files.manifest("sklearn"), files.zip_bomb, "bomb"),
    ("a pickle as skops", files.manifest("sklearn"), files.pickled, "not_skops"),
    ("noise as LiteRT", files.litert_manifest(), lambda: os.urandom(4_000), "not_litert"),
    ("LiteRT cut off", files.litert_manifest(), lambda: files.litert()[:700], "failed"),
    ("200 MB", files.manifest(), lambda: bytes(200_000_000), "too_large"),
]


@pytest.mark.parametrize(
    ("told", "made", "code"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE]
)
async def test_a_hostile_file_gets_a_verdict_and_harms_nobody(
    told: Manifest, made: Callable[[], bytes], code: str
) -> None:
    report = await check(told, made(), QUICK)
    assert report.code == code, report.detail


async def test_a_model_that_is_ended_leaves_the_next_one_whole() -> None:
    told = files.numbers_manifest()
    process, ready = await start(told, files.endless(), Limits(seconds=0.5))
    assert isinstance(ready, Ready)
    ended = await process.ask(text_tensor(told, "x"))
    assert isinstance(ended, No)
    assert ended.code == "timeout"
    assert not process.alive
    report = await check(files.manifest(), files.text_onnx(), QUICK)
    assert report.passed


async def test_a_window_of_readings_gets_one_score() -> None:
    highest = helper.make_node("ReduceMax", ["x"], ["shares"], axes=[1, 2], keepdims=0)
    told = files.manifest(
        task="detection",
        input=Input("window", size=5, features=("temperature", "vibration")),
        output=Output(sure_from=3.0),
        labels={},
        samples=(Sample(numbers=((1.0, 7.5),) * 5),),
    )
    report = await check(told, files.onnx_of([highest], shape=(1, 5, 2)), QUICK)
    assert (report.code, report.tried[-1].answer) == ("passed", "7.5")


async def test_each_candidate_gets_a_score() -> None:
    summed = helper.make_node("ReduceSum", ["x", "along"], ["shares"], keepdims=0)
    told = files.manifest(
        task="scoring",
        input=Input("features", features=("skill", "travel_minutes", "open_orders")),
        labels={},
        samples=(Sample(numbers=((3.0, 1.0, 0.5), (0.0, 0.0, 0.0))),),
    )
    along = files.constant("along", [1], kind=TensorProto.INT64)
    made = files.onnx_of([summed], shape=(-1, 3), weights=[along])
    report = await check(told, made, QUICK)
    assert (report.code, report.tried[-1].answer) == ("passed", "4.5")


def test_a_process_can_open_nothing_speak_to_nobody_and_start_nothing() -> None:
    tries = (
        "import os, socket, subprocess, sys\n"
        "from gongdan.adapters.model_runtimes import walls\n"
        "walls.leave_network(); walls.limit(20)\n"
        "closed = walls.close(300_000_000)\n"
        "def shut(way):\n"
        "    try: way()\n"
        "    except (OSError, MemoryError): return True\n"
        "    return False\n"
        "print(closed.hold, closed.kernel, [shut(each) for each in (\n"
        "    lambda: open('/etc/hostname'), lambda: open('/tmp/x', 'w'), socket.socket,\n"
        "    lambda: subprocess.run(['true']), lambda: os.kill(1, 0), lambda: os.mkdir('/tmp/y'),\n"
        "    lambda: os.unlink('/tmp/x'), lambda: bytearray(2_000_000_000))])\n"
    )
    said_so = subprocess.run(
        [sys.executable, "-I", "-c", tries], env={}, capture_output=True, text=True, check=True
    )
    hold, kernel, *shut = said_so.stdout.split()
    assert hold == "True"
    assert shut == ["[True,", *["True,"] * 6, "True]"]
    if sys.platform == "linux" and os.uname().machine == "x86_64":
        assert kernel == "True"


async def test_what_is_asked_in_turn_is_answered_in_turn() -> None:
    told = files.manifest()
    process, ready = await start(told, files.text_onnx(), QUICK)
    assert isinstance(ready, Ready)
    for text, category in (("pump", "pumps"), ("门坏了", "doors"), ("泵漏水", "pumps")):
        answer = await process.ask(text_tensor(told, text))
        assert isinstance(answer, Answer)
        heard = said(told, answer.outputs, ready.classes)
        assert heard.label == category  # type: ignore[union-attr]  # a fault fails here
    await process.aclose()


@pytest.mark.skipif(
    importlib.util.find_spec("executorch") is not None, reason="the extra [torch] is installed"
)
async def test_without_the_extra_the_report_says_which_one_is_missing() -> None:
    report = await check(files.manifest("executorch", input=Input("hashed", size=8)), b"x" * 99)
    assert report.code == "runtime_missing"


async def test_a_model_at_work_is_busy_while_it_starts_and_starts_again_when_it_has_died() -> None:
    told, asked = files.numbers_manifest(), Sample(text="x")
    kept = {FILE: files.answers(0.25, 0.75), OTHER: files.endless()}

    async def reads(_tenant: UUID, file: UUID) -> bytes | None:
        return kept.get(file)

    async def ask(file: UUID, runner: ModelRunner) -> Said | Scored | Fault:
        return (await runner.ask(file, told, asked, tenant=FILE, file=file)).said

    hasty = ModelRunner(reads, limits=Limits(seconds=0.5), patience=0)
    assert await ask(FILE, hasty) == Fault("busy")
    await hasty.aclose()
    runner = ModelRunner(reads, limits=Limits(seconds=0.5))
    assert await ask(FILE, runner) == Said("pumps", 0.75, "suggest", (("doors", 0.25),))
    for _ in range(2):  # ended by its limit, and started anew
        slow = await ask(OTHER, runner)
        assert isinstance(slow, Fault)
        assert slow.code == "timeout"
    assert await ask(UUID(int=9), runner) == Fault("failed", "file gone")
    assert isinstance(await ask(FILE, runner), Said)
    await runner.aclose()


async def test_asked_at_once_nobody_waits_for_a_start_and_hears_how_it_ended() -> None:
    told, asked = files.scoring_manifest(), Sample(numbers=((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)))
    kept = {FILE: files.scoring_onnx(), OTHER: files.scoring_endless()}

    async def reads(_tenant: UUID, file: UUID) -> bytes | None:
        await asyncio.sleep(0.05)
        return kept.get(file)

    async def ask(file: UUID, sample: Sample = asked, after: float = 0.0) -> Said | Scored | Fault:
        await asyncio.sleep(after)
        given = runner.ask(file, told, sample, tenant=FILE, file=file, at_once=True)
        return (await given).said

    async def started(file: UUID) -> Said | Scored | Fault:
        for _ in range(1_000):
            if (heard := await ask(file)) != Fault("busy"):
                return heard
            await asyncio.sleep(0.02)
        return Fault("busy")

    runner = ModelRunner(reads, limits=Limits(seconds=600.0))
    assert await ask(FILE) == Fault("busy")
    heard = await started(FILE)
    assert isinstance(heard, Scored)
    assert heard.scores[0] < heard.scores[1]
    assert await started(UUID(int=9)) == Fault("failed", "file gone")
    assert isinstance(await started(OTHER), Scored)
    fraction = Sample(numbers=((0.5, 0.5, 0.5),))
    async with asyncio.timeout(60):  # not the ten minutes that it may take otherwise
        several = await asyncio.gather(*(ask(OTHER, fraction, after) for after in (0.0, 0.1, 0.2)))
    # that it hangs is one fault, however many wait for it
    codes = [each.code for each in several if isinstance(each, Fault)]
    assert codes == ["timeout", "busy", "busy"]
    await runner.end(FILE)
    assert await ask(FILE) == Fault("busy")
    await runner.aclose()
