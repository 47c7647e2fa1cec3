"""Assignee rules: who may do a step, without a directory of people.

Rules (one key each, `else` beside `field`):

    {"role": "dispatcher"}                     whoever has the role: candidate `role:dispatcher`
    {"user": "<id>"}                           this person: owner `user:<id>`
    {"reporter": true}                         who reported: the context's `reporter`
    {"field": "assignee", "else": <rule>}      whom a field names, or else by another rule
    {"any": [<rule>, ...]}                     all of these as candidates

    >>> resolve_rule({"field": "assignee", "else": {"role": "technician"}}, {})
    Assignment(owner='', candidates=('role:technician',))
"""

from gongdan.engines.flow.decision import Context
from gongdan.engines.flow.definition import Rule
from gongdan.engines.flow.state import Assignment

MAX_DEPTH = 8
"""How deep rules may nest in `else` and `any`."""


def resolve_rule(rule: Rule, context: Context) -> Assignment:
    """Return the owner or the candidates that a rule names (nobody, where it names none)."""
    match rule:
        case {"role": str(role)}:
            return Assignment(candidates=(f"role:{role}",))
        case {"user": str(user)}:
            return Assignment(owner=_word(user))
        case {"reporter": True}:
            return _named(context.get("reporter"))
        case {"field": str(field), **rest}:
            named = _named(context.get(field))
            fallback = rest.get("else")
            return resolve_rule(fallback, context) if _is_rule(named, fallback) else named
        case {"any": list(rules)}:
            found = [resolve_rule(each, context) for each in rules if isinstance(each, dict)]
            words = (word for one in found for word in (one.owner, *one.candidates) if word)
            return Assignment(candidates=tuple(dict.fromkeys(words)))
        case _:
            return Assignment()


def malformed(rule: object, depth: int = MAX_DEPTH) -> bool:
    """Tell whether something is no assignee rule (or nests too deep to be one)."""
    match rule:
        case {"role": str(word)} | {"user": str(word)} if len(rule) == 1:
            return not word
        case {"reporter": True} if len(rule) == 1:
            return False
        case {"field": str(field), "else": fallback} if len(rule) == 2:
            return not field or depth == 0 or malformed(fallback, depth - 1)
        case {"field": str(field)} if len(rule) == 1:
            return not field
        case {"any": list(rules)} if len(rule) == 1:
            return not rules or depth == 0 or any(malformed(each, depth - 1) for each in rules)
        case _:
            return True


def _is_rule(named: Assignment, fallback: object) -> bool:
    return not named.owner and isinstance(fallback, dict)


def _named(value: object) -> Assignment:
    return Assignment(owner=_word(value)) if isinstance(value, str) and value else Assignment()


def _word(value: str) -> str:
    return value if ":" in value else f"user:{value}"
