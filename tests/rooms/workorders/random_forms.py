"""Forms and answers by chance, from a seed: fields, lines, rules, values right and wrong."""

import json
from random import Random
from typing import Any

from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.domain.bundle import parse
from tests.rooms.lowcode.sample import FIVE_STEP, check

WORDS = {"zh": "字", "en": "word"}
SCHEMAS: dict[str, dict[str, object]] = {
    "money": {"type": "string", "format": "decimal"},
    "count": {"type": "integer", "minimum": 0, "maximum": 50},
    "text": {"type": "string", "minLength": 2, "maxLength": 8},
    "code": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]+$"},
    "kind": {"type": "string", "enum": ["a", "b", "c", "泵"]},
    "kinds": {
        "type": "array",
        "items": {"type": "string", "enum": ["a", "b", "c"]},
        "uniqueItems": True,
    },
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "who": {"type": "string", "format": "uuid"},
    "yes": {"type": "boolean"},
}
VALUES: dict[str, list[object]] = {
    "money": ["0", "0.1", "0.2", "0.3", "1.05", "99.99", "1000", "2500.5", "-3", "01", "x", "1e3", 5],
    "count": [0, 1, 2, 3, 10, 50, 51, -1, 2.5, "3", True],
    "text": ["ab", "a", "泵振动", "𠮷𠮷", "x" * 9, "", "  ", 7, "a\nb"],
    "code": ["AB-1", "AB-", "ab-1", "XY-99", ""],
    "kind": ["a", "b", "c", "泵", "d", "", 1],
    "kinds": [[], ["a"], ["a", "b"], ["a", "a"], ["z"], "a", ["c", 1]],
    "day": ["2026-02-28", "2026-02-29", "2024-02-29", "2026-11-26", "2026-13-01", "soon", ""],
    "moment": ["2026-11-26T10:00:00Z", "2026-11-26T10:00:00+08:00", "2026-11-26T10:00:00", "x"],
    "who": ["0191a7c0-0000-7000-8000-000000000001", "0191a7c0", "", 3],
    "yes": [True, False, "true", 1],
}  # fmt: skip
URGENCY = ["urgency <= 2", 'outcome = "done"', "priority > 3", "true"]


class FormMaker:
    """Makes forms and answers; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def bundle(self) -> Bundle:
        """A sound definition, whose form `execute` has rules wherever chance put them."""
        while True:
            made = parse(json.dumps(self._body()).encode())
            assert isinstance(made, Bundle), made
            if not check(made):
                return made

    def _body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(json.dumps(FIVE_STEP))
        kinds = self._chance.sample(list(SCHEMAS), self._chance.randint(3, 8))
        fields = {f"f_{kind}": self._field(kind) for kind in kinds}
        if self._chance.random() < 0.7:
            fields["items"] = self._lines()
        body["fields"] |= fields
        names = list(fields)
        self._chance.shuffle(names)
        body["forms"]["execute"] = {
            "schema": {
                "type": "object",
                "properties": {name: {"$ref": f"#/fields/{name}/schema"} for name in names},
                "required": [name for name in names if self._chance.random() < 0.2],
            },
            "rules": self._rules(fields),
        }
        return body

    def _field(self, kind: str) -> dict[str, Any]:
        schema = dict(SCHEMAS[kind])
        if kind in {"text", "kind", "count"} and self._chance.random() < 0.2:
            schema["default"] = {"text": "preset", "kind": "a", "count": 1}[kind]
        return {"title": WORDS, "schema": schema, "privacy": "internal"}

    def _lines(self) -> dict[str, Any]:
        columns = {name: self._field(name) for name in ("money", "count", "text", "kind")}
        columns["amount"] = self._field("money")
        required = [name for name in ("count", "kind") if self._chance.random() < 0.4]
        items = {"type": "object", **({"required": required} if required else {})}
        schema = {"type": "array", "items": items, "maxItems": 4, "minItems": 1}
        return {"title": WORDS, "schema": schema, "privacy": "internal", "columns": columns}

    def _rules(self, fields: dict[str, Any]) -> dict[str, dict[str, object]]:
        rules: dict[str, dict[str, object]] = {}
        inner = list(fields["items"]["columns"]) if "items" in fields else []
        for name in [*fields, *(f"items.{column}" for column in inner)]:
            own = self._rule(name, fields)
            if own:
                rules[name] = own
        return rules

    def _rule(self, name: str, fields: dict[str, Any]) -> dict[str, object]:
        others = [each for each in fields if each != name]
        in_line = name.startswith("items.")
        made: dict[str, object] = {}
        for part in ("visible", "required", "read_only", "check"):
            if self._chance.random() < 0.25:
                made[part] = self._condition(others, in_line=in_line)
        if "check" in made:
            made["message"] = WORDS
        kind = name.rpartition(".")[2].removeprefix("f_")
        if kind == "kind" and self._chance.random() < 0.5:
            made["options"] = (
                f'if {self._condition(others, in_line=in_line)} then ["a", "b"] else ["c"]'
            )
        if kind in {"money", "amount", "count"} and self._chance.random() < 0.4:
            made["computed"] = self._number(others, in_line=in_line)
        if kind == "text" and self._chance.random() < 0.2:
            made["computed"] = (
                f'if {self._condition(others, in_line=in_line)} then "long" else "short"'
            )
        return made

    def _condition(self, names: list[str], *, in_line: bool) -> str:
        said = [self._comparison(names, in_line=in_line) for _ in range(self._chance.randint(1, 2))]
        joined = self._chance.choice([" and ", " or "]).join(said)
        return f"not({joined})" if self._chance.random() < 0.15 else joined

    def _comparison(self, names: list[str], *, in_line: bool) -> str:
        chance = self._chance
        number = self._number(names, in_line=in_line)
        sign = chance.choice(["<", "<=", ">", ">=", "=", "!="])
        ways = [
            f"{number} {sign} {chance.choice(['0.3', '1', '2', '100', '1000.5'])}",
            chance.choice(URGENCY),
        ]
        if "f_kind" in names or in_line:
            kind = "kind" if in_line else "f_kind"
            ways += [f'{kind} = "a"', f'{kind} != "b"', f'{kind} in ("a", "泵")', f"{kind} = null"]
        if "f_kinds" in names:
            ways += ['list contains(f_kinds, "a")', "count(f_kinds) > 1"]
        if "f_day" in names:
            ways += ['f_day > date("2026-03-01")', "f_day = null", "f_day.year = 2026"]
        if "f_yes" in names:
            ways += ["f_yes", "f_yes = true", "not(f_yes)"]
        if "f_text" in names:
            ways += [
                "string length(f_text) > 3",
                'contains(f_text, "泵")',
                'upper case(f_text) = "AB"',
            ]
        if "items" in names and not in_line:
            ways += ["count(items) > 1", 'some x in items satisfies x.kind = "a"']
            ways += ["every x in items satisfies x.count > 1", "count(items[count > 1]) >= 1"]
        return chance.choice(ways)

    def _number(self, names: list[str], *, in_line: bool) -> str:
        numbers = ["2", "0.1", "urgency"]
        numbers += [each for each in names if each in {"f_money", "f_count"}]
        if in_line:
            numbers += ["money", "count", "amount"]
        elif "items" in names:
            numbers += [
                "sum(items.amount)",
                "sum(items[amount != null].amount)",
                "max(items.count)",
            ]
        first, second = self._chance.choice(numbers), self._chance.choice(numbers)
        return self._chance.choice(
            [
                first,
                f"{first} + {second}",
                f"{first} * {second}",
                f"{first} - {second}",
                f"{first} / 3",
            ]
        )

    def answers(self, bundle: Bundle) -> dict[str, Any]:
        """Answers to the form: most of them right, some not, some to what was not asked."""
        given: dict[str, Any] = {}
        for name in bundle.forms["execute"].schema["properties"]:  # type: ignore[attr-defined]
            if self._chance.random() < 0.8:
                given[name] = self._lines_given() if name == "items" else self._value(name[2:])
        if self._chance.random() < 0.05:
            given["odd"] = 1
        return given

    def context(self) -> dict[str, Any]:
        """What is known of the order itself."""
        urgency = self._chance.randint(1, 4)
        outcome = self._chance.choice(["", "done"])
        return {"urgency": urgency, "priority": urgency, "outcome": outcome}

    def _value(self, kind: str) -> object:
        right = VALUES[kind][: max(2, len(VALUES[kind]) - 4)]
        return self._chance.choice(right if self._chance.random() < 0.8 else VALUES[kind])

    def _lines_given(self) -> object:
        if self._chance.random() < 0.05:
            return self._chance.choice(["x", 7, [1], [None], {}, [[]]])
        columns = ("money", "count", "text", "kind")
        rows: list[dict[str, object]] = []
        for _ in range(self._chance.randint(0, 5)):
            row = {name: self._value(name) for name in columns if self._chance.random() < 0.8}
            rows.append({**row, "odd": 1} if self._chance.random() < 0.03 else row)
        return rows
