"""What of a form is asked of people outside the house: what they may see, and no more.

A rule tells of what it reads. Therefore a field whose rules read a field that is kept back is
kept back as well, and so is one that points at the house's own people and things. Whoever fills
in the rest is judged by the whole form: what is kept back stays as it is known, preset or
reckoned, and nobody outside is stopped by what he can't mend.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from gongdan.engines.forms.model import Permission, Verdict
from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.privacy.contract import PrivacyClass
from gongdan.rooms.workorders.ports import Form, Judge, RunningDefinition
from gongdan.rooms.workorders.views.shown import FormShown, form_shown


def opening_form(principal: Principal, definition: RunningDefinition) -> FormShown | None:
    """Return the form on which the principal reports, None where nothing is asked of him."""
    node = next((each for each in definition.flow.nodes.values() if each.opens), None)
    form = asked_of(principal, definition).forms.get(node.form) if node else None
    if node is None or form is None or not part_of(form.schema, "properties"):
        return None
    return form_shown(form, node.fields)


def asked_of(principal: Principal, definition: RunningDefinition) -> RunningDefinition:
    """Return a definition with its forms as the principal may fill them in.

    The house's own people fill in what their step asks for, whatever they are shown later.
    """
    if principal.bound is None:
        return definition
    views = field_view(principal, "order")
    hidden = {
        name
        for name, privacy in definition.classes.items()
        if views.get(PrivacyClass(privacy), View.HIDDEN) is View.HIDDEN
    }
    forms = {
        key: _outside(form, _kept_back(form, hidden)) for key, form in definition.forms.items()
    }
    return replace(definition, forms=forms)


def _kept_back(form: Form, hidden: set[str]) -> frozenset[str]:
    asked = part_of(form.schema, "properties")
    words = part_of(form.ui, "fields")
    back = hidden | {name for name in asked if _is_inside(words.get(name))}
    while more := {
        name for name in asked if name not in back and form.reads.get(name, set()) & back
    }:
        back |= more
    return frozenset(back & asked.keys())


def _is_inside(words: object) -> bool:
    """Tell whether a field, or a column of it, points at something other than a picture.

    Strangers may send pictures and nothing else.
    """
    if not isinstance(words, dict):
        return False
    columns = words.get("columns")
    inner = columns.values() if isinstance(columns, dict) else ()
    no_picture = "image" not in words.get("accepts", ("image",))
    return words.get("refers", "file") != "file" or no_picture or any(map(_is_inside, inner))


def _outside(form: Form, back: frozenset[str]) -> Form:
    if not back:
        return form
    schema, ui = form.schema, form.ui
    asked = {name: each for name, each in part_of(schema, "properties").items() if name not in back}
    return replace(
        form,
        schema={**schema, "properties": asked, "required": _left(schema, "required", back)},
        ui=_ui_outside(ui, back),
        judge=_judging(form.judge, back),
    )


def _ui_outside(ui: Mapping[str, object], back: frozenset[str]) -> dict[str, object]:
    left: dict[str, object] = {
        "order": _left(ui, "order", back),
        "fields": _kept(ui, "fields", back),
    }
    if "sections" in ui:
        sections = ui["sections"]
        left["sections"] = [
            {**each, "fields": _left(each, "fields", back)}
            for each in (sections if isinstance(sections, list) else ())
        ]
    if "rules" in ui and (rules := _kept(ui, "rules", back)):
        left |= {"rules": rules, "turns": _left(ui, "turns", back)}
        left["reads"] = _kept(ui, "reads", back)
    return left


def _left(holder: Mapping[str, object], member: str, back: frozenset[str]) -> list[object]:
    """Return the names of a list that are not kept back, columns (`field.column`) with theirs."""
    names = holder.get(member, [])
    return [each for each in names if _field(each) not in back] if isinstance(names, list) else []


def _kept(holder: Mapping[str, object], member: str, back: frozenset[str]) -> dict[str, object]:
    return {
        name: each for name, each in part_of(holder, member).items() if _field(name) not in back
    }


def part_of(holder: Mapping[str, object], member: str) -> dict[str, object]:
    """Return an object in a form's schema or layout (nothing where there is none)."""
    found = holder.get(member, {})
    return found if isinstance(found, dict) else {}


def _field(name: object) -> str:
    return str(name).partition(".")[0]


def _judging(judge: Judge, back: frozenset[str]) -> Judge:
    def judged(
        given: Mapping[str, object],
        context: Mapping[str, object],
        permissions: Mapping[str, Permission],
    ) -> Verdict:
        stays: dict[str, Permission] = {
            name: "hidden" if permissions.get(name) == "hidden" else "read" for name in back
        }
        verdict = judge(given, context, {**permissions, **stays})
        told = (each for each in verdict.issues if each.pointer.split("/")[1] not in back)
        return replace(verdict, issues=tuple(told))

    return judged
