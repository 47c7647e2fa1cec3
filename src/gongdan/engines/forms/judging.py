"""The judgement: answers come in, what is kept and what is not accepted comes out.

First every value is settled, in the order of the form: shown or not, computed, locked. Then the
rules speak that settle nothing: what is demanded, what is offered, what is checked. A value that
its schema does not take is nothing to a rule.
"""

from collections.abc import Iterable, Mapping

from gongdan.engines.forms.model import (
    FREE,
    Check,
    Form,
    Issue,
    Language,
    Names,
    Permission,
    Place,
    Rules,
    Verdict,
    pointer,
)

_STRUCTURAL = "additionalProperties"
_STILL_KNOWN = frozenset({"minItems", _STRUCTURAL})
"""Faults under which a value's parts can still be read."""


def judge(
    form: Form,
    given: Mapping[str, object],
    context: Mapping[str, object],
    *,
    language: Language,
    check: Check,
    permissions: Mapping[str, Permission] | None = None,
) -> Verdict:
    """Judge answers; `context` is what was known before, of these fields and of others."""
    sent = {name: value for name, value in given.items() if value is not None}
    faults = tuple(check(sent))
    judging = _Judging(form, context, language, permissions or {})
    for place, code in faults:
        if code not in _STILL_KNOWN:
            judging.unread.update(place[:length] for length in range(1, len(place) + 1))
    judging.settle(sent)
    if form.rules or permissions:
        surplus = tuple(fault for fault in faults if fault[1] == _STRUCTURAL)
        faults = (*surplus, *check(judging.values))
    judging.speak()
    return judging.verdict(faults)


class _Judging:
    """One judgement on its way."""

    def __init__(
        self,
        form: Form,
        context: Mapping[str, object],
        language: Language,
        permissions: Mapping[str, Permission],
    ) -> None:
        self._form = form
        self._context = context
        self._language = language
        self._permissions = permissions
        self.unread: set[Place] = set()
        self.values: dict[str, object] = {}
        self._hidden: set[Place] = set()
        self._required: set[Place] = set()
        self._locked: set[Place] = set()
        self._issues: list[tuple[Place, str]] = []
        self._names = {name: language.read(name, value) for name, value in context.items()}
        self._lines: dict[str, list[dict[str, object]]] = {}

    def settle(self, sent: Mapping[str, object]) -> None:
        """Find the value of every field."""
        for name in self._form.order:
            known = self._context.get(name)
            value = self._settled((name,), sent.get(name), known, self._names)
            if name in self._form.columns and _are_lines(value, self._form.most):
                value = self._settled_lines(name, value, known)
            else:
                # no lines are an empty list to a rule, not nothing
                lines = name in self._form.columns
                self._names[name] = [] if lines else self._seen((name,), value)
            if value is not None:
                self.values[name] = value

    def speak(self) -> None:
        """Find what is demanded, offered and checked, now that every value is settled."""
        for name in self._form.order:
            self._spoken((name,), self.values.get(name), self._names)
            for index, line in enumerate(self._lines.get(name, ())):
                names = {**self._names, **line}
                row = self._row(name, index)
                for column in self._form.columns[name]:
                    self._spoken((name, index, column), row.get(column), names)

    def verdict(self, faults: Iterable[tuple[Place, str]]) -> Verdict:
        """Return the judgement, with what the schema does not take."""
        found = {Issue(pointer(place), code) for place, code in (*faults, *self._issues)}
        return Verdict(
            values=self.values,
            hidden=frozenset(map(pointer, self._hidden)),
            required=frozenset(map(pointer, self._required)),
            locked=frozenset(map(pointer, self._locked)),
            issues=tuple(sorted(found)),
        )

    def _settled(self, place: Place, sent: object, known: object, names: Names) -> object:
        field = _field_at(place)
        rules, permission = self._rules(field), self._permissions.get(field)
        if permission == "hidden" or (rules.visible and not self._holds(rules.visible, names)):
            self._hidden.add(place)
            return None
        if rules.computed:
            self._locked.add(place)
            return self._language.write(field, self._language.run(rules.computed, names))
        locked = rules.read_only and self._holds(rules.read_only, names)
        if permission == "read" or locked:
            self._locked.add(place)
            return self._form.presets.get(field) if known is None else known
        return sent

    def _settled_lines(self, name: str, value: object, known: object) -> list[object]:
        rows = value if isinstance(value, list) else []
        before = known if isinstance(known, list) else []
        made: list[object] = []
        seen: list[dict[str, object]] = []
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                made.append(row)
                seen.append(dict.fromkeys(self._form.columns[name]))
                continue
            old = before[index] if index < len(before) else {}
            kept, line = self._settled_row(name, index, row, old if isinstance(old, dict) else {})
            made.append(kept)
            seen.append(line)
        self._lines[name] = seen
        self._names[name] = seen
        return made

    def _settled_row(
        self, name: str, index: int, row: Mapping[str, object], old: Mapping[str, object]
    ) -> tuple[dict[str, object], dict[str, object]]:
        columns = self._form.columns[name]
        line: dict[str, object] = dict.fromkeys(columns)
        names = {**self._names, **line}
        kept: dict[str, object] = {}
        for column in columns:
            place = (name, index, column)
            value = self._settled(place, row.get(column), old.get(column), names)
            names[column] = line[column] = self._seen(place, value)
            if value is not None:
                kept[column] = value
        return kept, line

    def _spoken(self, place: Place, value: object, names: Names) -> None:
        field = _field_at(place)
        rules = self._rules(field)
        if place in self._hidden:
            return
        if place not in self._locked:
            self._demanded(place, value, names)
            if rules.options and not is_blank(value):
                offered = self._language.run(rules.options, names)
                if isinstance(offered, list) and not self._offered(field, value, offered):
                    self._issues.append((place, "options"))
        if rules.check and self._language.run(rules.check, names) is False:
            self._issues.append((place, "check"))

    def _demanded(self, place: Place, value: object, names: Names) -> None:
        field = _field_at(place)
        rules = self._rules(field)
        demanded = field in self._form.required or self._permissions.get(field) == "required"
        if demanded or (rules.required and self._holds(rules.required, names)):
            self._required.add(place)
            if is_blank(value):
                self._issues.append((place, "required"))

    def _offered(self, field: str, value: object, offered: list[object]) -> bool:
        seen = self._language.read(field, value)
        return all(each in offered for each in (seen if isinstance(seen, list) else [seen]))

    def _seen(self, place: Place, value: object) -> object:
        """Return what rules see of a value: nothing where its schema does not take it."""
        # what was computed or known is not what was sent: it has no fault of that kind
        if value is None or (place in self.unread and place not in self._locked):
            return None
        return self._language.read(_field_at(place), value)

    def _row(self, name: str, index: int) -> Mapping[str, object]:
        rows = self.values.get(name)
        row = rows[index] if isinstance(rows, list) else None
        return row if isinstance(row, dict) else {}

    def _holds(self, text: str, names: Names) -> bool:
        return self._language.run(text, names) is True

    def _rules(self, field: str) -> Rules:
        return self._form.rules.get(field, FREE)


def _field_at(place: Place) -> str:
    """Return the name of the field or column that stands at a place."""
    return str(place[0]) if len(place) == 1 else f"{place[0]}.{place[2]}"


def is_blank(value: object) -> bool:
    """Tell whether nothing was answered."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _are_lines(value: object, most: int) -> bool:
    return isinstance(value, list) and len(value) <= most
