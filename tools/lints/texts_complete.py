"""A person never meets an untranslated key: both languages hold the same keys.

Each refusal code of a room (`domain/refusals.py`) says in both what happened (`what`) and
what to do (`next`); a text for a code that no longer exists is found too. Texts stay calm.
"""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.lints.house import Finding, House

RULE = "texts_complete"
LANGUAGES = ("en", "zh")
LOUD = ("!", "！")


def check(house: House) -> Iterator[Finding]:
    """Find missing languages, keys, refusal texts, and exclamation marks."""
    folders = {p.parent for p in house.files if p.parent.name == "texts" and p.suffix == ".toml"}
    coded = dict(_codes_by_folder(house))
    for folder in sorted(folders | set(coded)):
        texts = {language: _load(house, folder / f"{language}.toml") for language in LANGUAGES}
        wanted = set().union(*texts.values())
        wanted |= {
            f"refusals.{c}.{part}" for c in coded.get(folder, ()) for part in ("what", "next")
        }
        for language, found in texts.items():
            path = folder / f"{language}.toml"
            if missing := sorted(wanted - found.keys()):
                yield Finding(RULE, path, 1, f"missing texts: {', '.join(missing)}")
            for key in sorted(k for k, text in found.items() if any(mark in text for mark in LOUD)):
                yield Finding(RULE, path, 1, f"no exclamation marks: {key}")
            if folder in coded:
                yield from _orphans(path, found, coded[folder])


def _codes_by_folder(house: House) -> Iterator[tuple[Path, set[str]]]:
    """Yield each room's folder of texts with the codes that its refusals may carry."""
    enums = {
        e.name: codes_of(e)
        for s in house.under("src", "gongdan", "engines")
        for e in enums_in(s.tree)
    }
    for source in house.python:
        if source.path.parts[-2:] == ("domain", "refusals.py"):
            # codes of an engine pass through: `from gongdan.engines.flow.model import FlowCode`
            passed = {n.name for n in source.nodes if isinstance(n, ast.alias)}
            own = [codes_of(enum) for enum in enums_in(source.tree)]
            others = [enums.get(name, set()) for name in passed if name.endswith("Code")]
            codes = set[str]().union(*own, *others)
            yield source.path.parents[1] / "texts", codes


def enums_in(tree: ast.Module) -> Iterator[ast.ClassDef]:
    """Yield the StrEnums of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "StrEnum" in {ast.unparse(b) for b in node.bases}:
            yield node


def codes_of(enum: ast.ClassDef) -> set[str]:
    """Return the values of a StrEnum: strings as they stand, names in small under `auto()`."""
    return {
        str(item.value.value) if isinstance(item.value, ast.Constant) else target.id.lower()
        for item in enum.body
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name)
    }


def _orphans(path: Path, found: Mapping[str, str], codes: set[str]) -> Iterator[Finding]:
    told = {key.split(".")[1] for key in found if key.startswith("refusals.")}
    for code in sorted(told - codes):
        yield Finding(RULE, path, 1, f"no refusal has the code {code}")


def _load(house: House, path: Path) -> dict[str, str]:
    try:
        return dict(_flat(tomllib.loads(house.text(path))))
    except FileNotFoundError:
        return {}


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
