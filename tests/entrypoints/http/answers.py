"""What every "no" must look like, and what no answer may ever hold."""

import re
from functools import lru_cache
from typing import Any

import httpx
import jsonschema_rs

from tests.entrypoints.http.described import DOCUMENT

INSIDES = re.compile(
    r"Traceback|File \"|\.py\b|asyncpg|msgspec|litestar|SELECT |INSERT |UPDATE |relation \""
    r"|(?<![\w:])/(usr|tmp|var|root|home|work)/|\$[1-9]\b|\{[a-z_]+\}|Expected `|Object contains",
)
"""Stack traces, SQL, paths, names of libraries, texts with a gap."""


@lru_cache
def _problem_validator() -> jsonschema_rs.Draft202012Validator:
    schema = {"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}
    return jsonschema_rs.Draft202012Validator(schema)


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    """Return the problem that an answer is, having held it against its schema and our manners."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem: dict[str, Any] = answer.json()
    _problem_validator().validate(problem)
    assert problem["status"] == answer.status_code
    assert problem["trace"] == answer.headers["x-trace-id"]
    assert re.fullmatch(r"[a-z][a-z0-9_]+", problem["code"]), problem
    assert problem["type"] == f"urn:gongdan:problem:{problem['code']}"
    assert problem["detail"] != problem["code"], "the code has no text"
    assert all(problem[part] for part in ("detail", "next", "kept")), problem
    assert not INSIDES.search(answer.text), answer.text
    return problem


def refused(answer: httpx.Response, status: int, code: str = "", pointer: str = "") -> None:
    """Assert that an answer is this refusal."""
    problem = problem_of(answer)
    assert (problem["status"], problem["code"]) == (status, code or problem["code"]), problem
    if pointer:
        assert [error["pointer"] for error in problem["errors"]] == [pointer], problem
