"""Published definitions, made ready to run orders by: forms compiled once and kept."""

from collections.abc import Mapping
from uuid import UUID

import jsonschema_rs

from gongdan.engines.flow.assignees import roles_in_unit
from gongdan.engines.forms.judging import judge
from gongdan.engines.forms.model import Check, Permission, Place, Verdict
from gongdan.rooms.lowcode.contract import (
    Bundle,
    DefinitionRef,
    FieldLanguage,
    Published,
    PublishedDefinitions,
    decider,
    evaluator,
    file_fields,
    form_model,
    form_schema,
    form_ui,
    kept,
    read_by_rules,
    sealed_fields,
)
from gongdan.rooms.lowcode.contract.formats import FORMATS
from gongdan.rooms.privacy.contract import PrivacyClass
from gongdan.rooms.workorders.contract import DefinitionPin
from gongdan.rooms.workorders.ports import Form, Judge, RunningDefinition

MOST_KEPT = 1_000
"""Compiled definitions that a process keeps; bodies never change, so none goes stale."""


class CompiledDefinitions:
    """Fulfils the port `Definitions` over lowcode's published bundles."""

    def __init__(self, published: PublishedDefinitions) -> None:
        self._published = published
        self._compiled: dict[bytes, RunningDefinition] = {}

    async def newest(self, tenant: UUID, key: str) -> RunningDefinition | None:
        """Return the newest published version of a key."""
        found = await self._published.newest(tenant, key)
        return self._ready(found) if found else None

    async def pinned(self, tenant: UUID, pin: DefinitionPin) -> RunningDefinition:
        """Return the version that an order runs by.

        Raises `LookupError` where there is none: a definition with orders is never removed.
        """
        found = await self._published.load(tenant, DefinitionRef(pin.key, pin.version))
        if found is None:
            raise LookupError(f"no definition {pin.key}@{pin.version}")
        return self._ready(found)

    def _ready(self, published: Published) -> RunningDefinition:
        # the same body under two versions (a roll back) compiles to two pins
        name = published.sha256 + published.ref.version.to_bytes(8)
        ready = self._compiled.get(name)
        if ready is None:
            if len(self._compiled) >= MOST_KEPT:
                self._compiled.pop(next(iter(self._compiled)))
            ready = self._compiled[name] = compiled(published)
        return ready


def compiled(published: Published) -> RunningDefinition:
    """Return a bundle made ready to run orders by."""
    bundle = published.bundle
    evaluate, decide = evaluator(bundle), decider(bundle)
    rules = (rule for node in bundle.flow.nodes.values() for rule in (node.assignee, node.copies))
    sought = [roles for rule in rules if (roles := roles_in_unit(rule)) is not None]
    return RunningDefinition(
        pin=DefinitionPin(published.ref.key, published.ref.version),
        flow=bundle.flow,
        numbering=bundle.numbering,
        forms={key: _form(bundle, key) for key in bundle.forms},
        evaluate=lambda text, context: kept(evaluate(text, context)),
        decide=lambda table, context: kept(decide(table, context)),
        notices=bundle.notifications,
        reporters=frozenset(bundle.permissions.report),
        choices={name: each.options for name, each in bundle.fields.items() if each.options},
        decimals=frozenset(
            name for name, field in bundle.fields.items() if field.schema.get("format") == "decimal"
        ),
        sought=frozenset[str]().union(*sought) if sought else None,
        classes={
            name: field.privacy or PrivacyClass.INTERNAL for name, field in bundle.fields.items()
        },
        kept={name: each.retention for name, each in bundle.fields.items() if each.retention},
    )


def _form(bundle: Bundle, key: str) -> Form:
    return Form(
        form_schema(bundle, key),
        form_ui(bundle, key),
        judge_of(bundle, key),
        sealed_fields(bundle, key),
        read_by_rules(bundle.forms[key]),
        file_fields(bundle, key),
    )


def judge_of(bundle: Bundle, key: str) -> Judge:
    """Return the judgement of a form's answers, its schema and rules compiled once."""
    form, language = form_model(bundle, bundle.forms[key]), FieldLanguage(bundle)
    check = _checker(form_schema(bundle, key))

    def judged(
        given: Mapping[str, object],
        context: Mapping[str, object],
        permissions: Mapping[str, Permission],
    ) -> Verdict:
        return judge(form, given, context, language=language, check=check, permissions=permissions)

    return judged


def _checker(schema: dict[str, object]) -> Check:
    # what is demanded depends on rules, too: the judgement knows, not the schema
    validator = jsonschema_rs.Draft202012Validator(
        _undemanding(schema),
        validate_formats=True,
        formats=dict(FORMATS),
        pattern_options=jsonschema_rs.RegexOptions(),
    )

    def check(data: Mapping[str, object]) -> list[tuple[Place, str]]:
        # the validator's own messages quote values, which may be personal: only the rule is told
        return [
            ((*fault.instance_path, *extra), _rule(fault.schema_path))
            for fault in validator.iter_errors(dict(data))
            for extra in _members(fault)
        ]

    return check


def _undemanding(schema: Mapping[str, object]) -> dict[str, object]:
    inner = {name: each for name, each in schema.items() if name != "required"}
    properties, items = schema.get("properties"), schema.get("items")
    if isinstance(properties, dict):
        inner["properties"] = {name: _undemanding(each) for name, each in properties.items()}
    if isinstance(items, dict):
        inner["items"] = _undemanding(items)
    return inner


def _members(fault: jsonschema_rs.ValidationError) -> list[tuple[str, ...]]:
    """Return which members of its object a fault is about: the surplus ones."""
    match fault.kind:
        case jsonschema_rs.ValidationErrorKind.AdditionalProperties(unexpected=names):
            return [(name,) for name in names]
        case _:
            return [()]


def _rule(path: list[str | int]) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "schema")
