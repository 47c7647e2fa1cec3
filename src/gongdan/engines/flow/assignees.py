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
            people = Assignment(candidates=(f"role:{role}",))
        case {"user": str(user)}:
            people = _named(user)
        case {"reporter": True}:
            people = _named(context.get("reporter"))
        case {"field": str(field), **rest}:
            people, fallback = _named(context.get(field)), rest.get("else")
            if not people.owner and isinstance(fallback, dict):
                people = resolve_rule(fallback, context)
        case {"any": list(rules)}:
            found = [resolve_rule(each, context) for each in rules if isinstance(each, dict)]
            words = (word for one in found for word in (one.owner, *one.candidates) if word)
            people = Assignment(candidates=tuple(dict.fromkeys(words)))
        case _:
            people = Assignment()
    return people


def malformed(rule: object, depth: int = MAX_DEPTH) -> bool:
    """Tell whether something is no assignee rule (or nests too deep to be one)."""
    if not isinstance(rule, dict):
        return True
    inner: list[object] = []
    match rule:
        case {"role": str(word), **rest} | {"user": str(word), **rest}:
            bad = not word
        case {"reporter": True, **rest}:
            bad = False
        case {"field": str(field), **rest}:
            bad = not field
            inner = [rest.pop("else")] if "else" in rest else []
        case {"any": list(rules), **rest}:
            bad, inner = not rules, rules
        case _:
            return True
    too_deep = bool(inner) and depth == 0
    return bad or bool(rest) or too_deep or any(malformed(each, depth - 1) for each in inner)


def _named(value: object) -> Assignment:
    if not (isinstance(value, str) and value):
        return Assignment()
    return Assignment(owner=value if ":" in value else f"user:{value}")
