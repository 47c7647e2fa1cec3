"""A body becomes a bundle, part by part, so that each fault has its place."""

import hashlib
import re
from typing import TypeVar

import msgspec
from msgspec import Struct

from gongdan.engines.flow.model import Edge, FlowDefinition, Node
from gongdan.kernel.canonical import canonical
from gongdan.rooms.lowcode.contract import FORMAT, Bundle, Field, Finding, Form
from gongdan.rooms.lowcode.contract.notices import Notice
from gongdan.rooms.lowcode.contract.rights import Rights
from gongdan.rooms.lowcode.contract.tables import Table
from gongdan.rooms.lowcode.domain.reading import read_json

T = TypeVar("T")

_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>[^`]*)`)?$", re.DOTALL)
_KINDS: dict[str, type[Struct]] = {
    "fields": Field,
    "forms": Form,
    "notifications": Notice,
    "tables": Table,
}
_MAX_PARTS = {"fields": 500, "forms": 100, "tables": 100, "notifications": 100}


def body_of(bundle: Bundle) -> bytes:
    """Return the canonical bytes of a bundle: what is stored and hashed."""
    return canonical(bundle)


def sha256_of(body: bytes) -> str:
    """Return the identity of a body, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def parse(body: bytes) -> Bundle | tuple[Finding, ...]:
    """Read a body of whatever origin: a bundle, or what can't be understood and where."""
    plain = read_json(body)
    if isinstance(plain, Finding):
        return (plain,)
    if found := _envelope(plain):
        return found
    parser = _Parser()
    parts = {name: parser.part(name, value) for name, value in plain.items()}
    if parser.findings:
        return tuple(parser.findings)
    return parser.convert(parts, Bundle, "") or tuple(parser.findings)


def _envelope(plain: dict[str, object]) -> tuple[Finding, ...]:
    version = plain.get("bundle", FORMAT)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return (Finding("bundle_format_unknown", "bundle"),)
    if version > FORMAT:
        return (Finding("bundle_newer", "bundle", {"format": version, "known": FORMAT}),)
    known = Bundle.__struct_fields__
    return tuple(
        Finding("section_unknown", name[:80], {"section": name[:80]})
        for name in list(plain)[:100]
        if name not in known
    )


class _Parser:
    """Converts plain data to structs and collects what can't be."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def part(self, name: str, value: object) -> object:
        """Return a part of the bundle, its members converted one by one."""
        if not isinstance(value, dict):
            return value
        if name == "flow":
            return self.flow(value)
        if name == "permissions":
            return self.convert(value, Rights, name)
        kind = _KINDS.get(name)
        return self.each(value, kind, name) if kind else value

    def flow(self, value: dict[str, object]) -> object:
        nodes, edges = value.get("nodes"), value.get("edges")
        whole = dict(value)
        if isinstance(nodes, dict):
            whole["nodes"] = self.each(nodes, Node, "flow/nodes")
        if isinstance(edges, list):
            places = (f"flow/edges/{_key_of(edge, index)}" for index, edge in enumerate(edges))
            whole["edges"] = [
                self.convert(edge, Edge, place)
                for edge, place in zip(edges, places, strict=True)
                if len(self.findings) < 100
            ]
        return self.convert(whole, FlowDefinition, "flow") if not self.findings else None

    def each(self, value: dict[str, object], kind: type[T], place: str) -> dict[str, T | None]:
        limit = _MAX_PARTS.get(place)
        if limit is not None and len(value) > limit:
            facts: dict[str, str | int | list[str]] = {"count": len(value), "limit": limit}
            self.findings.append(Finding("bundle_too_many_parts", place, facts))
            return {}
        return {
            name: self.convert(item, kind, f"{place}/{name[:80]}")
            for name, item in value.items()
            if len(self.findings) < 100
        }

    def convert(self, value: object, kind: type[T], place: str) -> T | None:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as fault:
            found = _WHERE.match(str(fault))
            path = (found["path"] or "") if found else ""
            inner = re.sub(r"\[(\d+|\.\.\.)\]", r"/\1", path).replace(".", "/").strip("/")
            where = "/".join(filter(None, (place, inner)))
            problem = found["what"][:200] if found else ""
            self.findings.append(Finding("bundle_wrong_type", where, {"problem": problem}))
            return None


def _key_of(edge: object, index: int) -> str:
    key = edge.get("key") if isinstance(edge, dict) else None
    return key[:80] if isinstance(key, str) and key else str(index)
