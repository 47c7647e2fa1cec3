"""A model checked: its process started with tight limits, each sample asked twice, then ended."""

import hashlib
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from gongdan.adapters.model_runtimes.frames import Answer, No, Ready
from gongdan.adapters.model_runtimes.sandbox import Limits, ModelProcess, start
from gongdan.engines.plugged.answers import Fault, Said, Scored, said, scored
from gongdan.engines.plugged.manifest import Manifest, Sample
from gongdan.engines.plugged.report import MOST_BYTES, Report, Times, TriedSample, judge, times
from gongdan.engines.plugged.tensors import own_samples, tensor_of

CHECKED: Final = Limits(cpu_seconds=60)
_SHOWN: Final = 60


class _Found(Struct):
    """What samples said so far."""

    tried: list[TriedSample] = []
    spent: list[float] = []
    memory: int = 0
    repeatable: bool = True


async def check(manifest: Manifest, body: bytes, limits: Limits = CHECKED) -> Report:
    """Return what a check finds; nothing raises, whatever the bytes."""
    digest = hashlib.sha256(body).hexdigest()
    if not body or len(body) > MOST_BYTES:
        return Report(code="too_large" if body else "empty", digest=digest, size=len(body))
    process, ready = await start(manifest, body, limits)
    if isinstance(ready, No):
        return Report(code=ready.code, detail=ready.detail, digest=digest, size=len(body))
    try:
        found = await _try(process, ready, manifest)
    finally:
        await process.aclose()
    spent = times(found.spent)
    code, detail = judge(found.tried, spent, repeatable=found.repeatable)
    return _report(
        ready, found, spent, Report(code=code, detail=detail, digest=digest, size=len(body))
    )


def _report(ready: Ready, found: _Found, spent: Times, verdict: Report) -> Report:
    return Report(
        code=verdict.code,
        detail=verdict.detail,
        digest=verdict.digest,
        size=verdict.size,
        runtime=ready.runtime,
        inputs=ready.inputs,
        outputs=ready.outputs,
        operators=ready.operators,
        load_ms=round(ready.load_ms, 1),
        ms=spent.middle,
        ms_most=spent.most,
        memory=found.memory,
        kernel=ready.walls.kernel,
        tried=tuple(found.tried),
    )


async def _try(process: ModelProcess, ready: Ready, manifest: Manifest) -> _Found:
    """Ask the interface's samples and the manifest's; the first fault ends it."""
    found = _Found()
    told = [(each, True) for each in own_samples(manifest)]
    told += [(each, False) for each in manifest.samples]
    for sample, own in told:
        once = await _ask(process, ready, manifest, sample, found=found)
        if not isinstance(once, Fault):
            again = await _ask(process, ready, manifest, sample, found=found)
            found.repeatable = found.repeatable and once == again
        found.tried.append(_tried(manifest, sample, once, own=own))
        if found.tried[-1].fault:
            break
    return found


async def _ask(
    process: ModelProcess, ready: Ready, manifest: Manifest, sample: Sample, *, found: _Found
) -> Said | Scored | Fault:
    tensor = tensor_of(manifest, sample)
    if tensor is None:
        return Fault("input_unfit")
    answer = await process.ask(tensor)
    if isinstance(answer, Answer):
        found.spent.append(answer.ms)
        found.memory = max(found.memory, answer.memory)
    return read(manifest, answer, ready.classes, len(sample.numbers))


def read(
    manifest: Manifest, answer: Answer | No, classes: Sequence[str], rows: int
) -> Said | Scored | Fault:
    """Return what an answer means for the manifest's task."""
    if isinstance(answer, No):
        return Fault(answer.code, answer.detail)  # type: ignore[arg-type]  # its codes are ours
    if manifest.task == "triage":
        return said(manifest, answer.outputs, classes)
    return scored(manifest, answer.outputs, rows if manifest.task == "scoring" else 1)


def _tried(
    manifest: Manifest, sample: Sample, answer: Said | Scored | Fault, *, own: bool
) -> TriedSample:
    shown = sample.text[:_SHOWN] if manifest.task == "triage" else str(sample.numbers)[:_SHOWN]
    expected = sample.label
    if isinstance(answer, Fault):
        return TriedSample(shown, own, expected, "", 0.0, answer.code)
    if isinstance(answer, Said):
        wanted = manifest.labels.get(expected, "") if expected else ""
        return TriedSample(shown, own, wanted, answer.label, round(answer.confidence, 4), "")
    return TriedSample(shown, own, "", f"{answer.scores[0]:.6g}", 0.0, "")
