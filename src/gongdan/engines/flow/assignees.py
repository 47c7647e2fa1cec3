"""Assignee rules: who may do a step.

Rules (one key each, `else` beside `field` and `manager`, `unit` beside `role`):

    {"role": "dispatcher"}                     whoever has the role: candidate `role:dispatcher`
    {"role": "head", "unit": "reporter"}       those who have the role in the reporter's unit
    {"user": "<id>"}                           this person: owner `user:<id>`
    {"reporter": true}                         who reported: the context's `reporter`
    {"manager": 2}                             the manager two levels above the reporter
    {"field": "assignee", "else": <rule>}      whom a field names (or all of a list), or else
    {"any": [<rule>, ...]}                     all of these as candidates

Roles in units and managers are looked up in a `Directory`; without one they name nobody.

    >>> resolve_rule({"field": "assignee", "else": {"role": "technician"}}, {})
    Assignment(owner='', candidates=('role:technician',))
    >>> resolve_rule({"field": "readers"}, {"readers": ["u1", "u2"]})
    Assignment(owner='', candidates=('user:u1', 'user:u2'))
"""

from typing import Protocol

from gongdan.engines.flow.decision import Context
from gongdan.engines.flow.definition import Rule
from gongdan.engines.flow.state import Assignment

MAX_DEPTH = 8
"""How deep rules may nest in `else` and `any`."""
HIGHEST = 9
"""How many levels above somebody a manager may be sought."""


class Directory(Protocol):
    """Who stands above whom, and who has which role where; people as words (`user:<id>`)."""

    def manager(self, person: str, levels: int) -> str:
        """Return the manager so many levels above a person ("" where there is none)."""

    def in_unit_of(self, person: str, role: str) -> tuple[str, ...]:
        """Return who has a role in a person's unit."""


def resolve_rule(rule: Rule, context: Context, directory: Directory | None = None) -> Assignment:
    """Return the owner or the candidates that a rule names (nobody, where it names none)."""
    match rule:
        case {"role": str(role), "unit": "reporter"}:
            reporter = _named(context.get("reporter")).owner
            found = directory.in_unit_of(reporter, role) if directory and reporter else ()
            people = Assignment(candidates=tuple(found))
        case {"role": str(role)}:
            people = Assignment(candidates=(f"role:{role}",))
        case {"user": str(user)}:
            people = _named(user)
        case {"reporter": True}:
            people = _named(context.get("reporter"))
        case {"manager": int(levels), **rest}:
            reporter = _named(context.get("reporter")).owner
            above = directory.manager(reporter, levels) if directory and reporter else ""
            people = _or_else(_named(above), rest.get("else"), context, directory)
        case {"field": str(field), **rest}:
            people = _or_else(_named(context.get(field)), rest.get("else"), context, directory)
        case {"any": list(rules)}:
            each = [resolve_rule(r, context, directory) for r in rules if isinstance(r, dict)]
            words = (word for one in each for word in (one.owner, *one.candidates) if word)
            people = Assignment(candidates=tuple(dict.fromkeys(words)))
        case _:
            people = Assignment()
    return people


def _or_else(
    people: Assignment, fallback: object, context: Context, directory: Directory | None
) -> Assignment:
    if people.owner or people.candidates or not isinstance(fallback, dict):
        return people
    return resolve_rule(fallback, context, directory)


def malformed(rule: object, depth: int = MAX_DEPTH) -> bool:
    """Tell whether something is no assignee rule (or nests too deep to be one)."""
    if not isinstance(rule, dict):
        return True
    inner: list[object] = []
    match rule:
        case {"role": str(word), "unit": "reporter", **rest}:
            bad = not word
        case {"role": str(word), **rest} | {"user": str(word), **rest}:
            bad = not word
        case {"reporter": True, **rest}:
            bad = False
        case {"manager": int(levels), **rest}:
            bad = isinstance(levels, bool) or not 1 <= levels <= HIGHEST
            inner = [rest.pop("else")] if "else" in rest else []
        case {"field": str(field), **rest}:
            bad = not field
            inner = [rest.pop("else")] if "else" in rest else []
        case {"any": list(rules), **rest}:
            bad, inner = not rules, rules
        case _:
            return True
    too_deep = bool(inner) and depth == 0
    return bad or bool(rest) or too_deep or any(malformed(each, depth - 1) for each in inner)


def roles_in_unit(rule: Rule, depth: int = MAX_DEPTH) -> frozenset[str] | None:
    """Return the roles that a rule seeks in the reporter's unit; None: it asks no directory.

    >>> roles_in_unit({"any": [{"manager": 1}, {"role": "head", "unit": "reporter"}]})
    frozenset({'head'})
    >>> roles_in_unit({"role": "dispatcher"}) is None
    True
    """
    asks, roles = "manager" in rule or "unit" in rule, set[str]()
    if "unit" in rule and isinstance(rule.get("role"), str):
        roles.add(str(rule["role"]))
    for each in (*_rules(rule.get("any")), *_rules([rule.get("else")])) if depth else ():
        inner = roles_in_unit(each, depth - 1)
        if inner is not None:
            asks, roles = True, roles | inner
    return frozenset(roles) if asks else None


def _rules(value: object) -> list[Rule]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _named(value: object) -> Assignment:
    if isinstance(value, str):
        return Assignment(owner=_word(value))
    if isinstance(value, list | tuple):
        words = (_word(each) for each in value if isinstance(each, str))
        return Assignment(candidates=tuple(dict.fromkeys(word for word in words if word)))
    return Assignment()


def _word(name: str) -> str:
    return name if ":" in name or not name else f"user:{name}"
