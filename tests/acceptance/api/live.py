"""The application behind a real server on the loopback, and schemathesis before it."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from msgspec import Struct


@asynccontextmanager
async def served(app: object) -> AsyncIterator[str]:
    """Serve an ASGI application on a port of its own; lends its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,  # type: ignore[arg-type] # uvicorn spells the ASGI types in its own words
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:  # noqa: ASYNC110 - the server has no event to wait for
            await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listening.close()


class Fuzzing(Struct, frozen=True):
    """What schemathesis shall do: as whom, on which operations (or tags), against which checks."""

    url: str
    token: str
    checks: tuple[str, ...]
    examples: int
    tags: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()


class Found(Struct, frozen=True):
    """How many requests were made, and each failure: `check method path` to what was said."""

    requests: int
    failures: Mapping[str, str]


UNSAFE = ("signOut", "signIn", "streamChanges", "changeMyPassword", "pingWebhook", "tryConnector")
"""They would end the run's own session, wait for ever, or call the outside."""


async def fuzz(wanted: Fuzzing, document: Path, folder: Path) -> Found:
    """Run schemathesis in a process of its own and return what it found."""
    report = folder / f"{'-'.join((*wanted.tags, *wanted.operations))}.ndjson"
    arguments = [
        "run", str(document), "--url", wanted.url,
        "--header", f"Authorization: Bearer {wanted.token}",
        "--checks", ",".join(wanted.checks),
        "--phases", "fuzzing", "--max-examples", str(wanted.examples),
        "--continue-on-failure", "--no-shrink", "--seed", "20261123", "--no-color",
        "--suppress-health-check", "all", "--request-timeout", "10",
        "--report-ndjson-path", str(report),
        *(part for tag in wanted.tags for part in ("--include-tag", tag)),
        *(part for name in wanted.operations for part in ("--include-operation-id", name)),
        *(part for name in UNSAFE for part in ("--exclude-operation-id", name)),
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schemathesis.cli", *arguments,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(Path(__file__).with_name("fuzz_hooks.py"))},
        cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert report.is_file(), said.decode()[-3000:]
    return _read(report)


def _read(report: Path) -> Found:
    requests = 0
    failures: dict[str, str] = {}
    for line in report.read_text(encoding="utf-8").splitlines():
        event: dict[str, Any] = json.loads(line)
        if unasked := event.get("NonFatalError"):
            failures[f"could not ask {unasked['label']}"] = json.dumps(unasked["value"])[:1500]
        recorder = event.get("ScenarioFinished", {}).get("recorder") or {}
        requests += len(recorder.get("cases", ()))
        for checks in recorder.get("checks", {}).values():
            for check in checks:
                if check["status"] != "success":
                    failures[f"{check['name']} {recorder['label']}"] = json.dumps(check)[:1500]
    return Found(requests, failures)
