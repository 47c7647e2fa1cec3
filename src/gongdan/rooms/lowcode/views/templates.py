"""Templates as people choose among them: what they are for, and their steps."""

from functools import lru_cache

from msgspec import Struct

from gongdan.engines.flow.model import Kind
from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.steps import steps_in_order
from gongdan.rooms.lowcode.store.shipped import Template


class TemplateStep(Struct, frozen=True):
    """One step of a template, for a small drawing of it."""

    key: str
    kind: str
    stage: str
    title: dict[str, str]


class TemplateLine(Struct, frozen=True, kw_only=True):
    """A template in the gallery: steps in the order in which they are come to."""

    key: str
    title: dict[str, str]
    description: dict[str, str]
    audience: dict[str, str]
    steps: list[TemplateStep]
    fields: int
    has_tour: bool
    has_samples: bool


@lru_cache(maxsize=100)
def readable(body: bytes) -> Bundle | None:
    """Return a body that comes with the program as its bundle."""
    bundle = parse(body)
    return bundle if isinstance(bundle, Bundle) else None


def line_of(template: Template) -> TemplateLine:
    """Return a template as it stands in the gallery."""
    about, bundle = template.about, readable(template.body)
    nodes = bundle.flow.nodes if bundle else {}
    return TemplateLine(
        key=template.key,
        title=about.title,
        description=about.description,
        audience=about.audience,
        steps=[
            TemplateStep(key, nodes[key].kind, nodes[key].stage, nodes[key].title)
            for key in (steps_in_order(bundle.flow) if bundle else ())
            if nodes[key].kind not in {Kind.START, Kind.END, Kind.BOUNDARY}
        ],
        fields=len(bundle.fields) if bundle else 0,
        has_tour=bool(about.tour),
        has_samples=bool(about.samples),
    )
