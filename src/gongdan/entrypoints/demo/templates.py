"""Three of the templates at work: their own samples, reported and brought a few steps on."""

from collections.abc import Iterator
from uuid import UUID

from msgspec import Struct

from gongdan.bootstrap.house import House
from gongdan.entrypoints.demo.organise import Grounds, granted
from gongdan.entrypoints.demo.stories import Act
from gongdan.entrypoints.stand_in import founder
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.store.shipped import shipped_templates
from gongdan.rooms.workorders.contract import AcceptOrder, Json, ReportOrder

_LANGUAGE = "zh"


class Sample(Struct, frozen=True):
    """A sample of a template, by which it is known; its report, and the acts that follow."""

    key: str
    report: ReportOrder
    acts: tuple[Act, ...]


async def take_templates(house: House, grounds: Grounds) -> None:
    """Publish the templates that the demo uses, where they were never published before."""
    by = By(tenant=grounds.tenant, actor=founder(grounds.tenant, "demo").actor)
    for template in shipped_templates():
        if template.key in _ACTS:
            done = await house.definitions.publish_from_file(by, template.body)
            if done is not None:
                granted(done)


def samples(grounds: Grounds) -> Iterator[Sample]:
    """Yield what is to be planted, in the order of reporting."""
    hand = grounds.users["technician"]
    for template in shipped_templates():
        for index, sample in enumerate(template.about.samples):
            if template.key in _ACTS:
                acts = tuple(each(hand) for each in _ACTS[template.key].get(index, ()))
                yield Sample(f"{template.key}-{index}", _report(template.key, sample), acts)


def _report(key: str, sample: dict[str, Json]) -> ReportOrder:
    said = {name: _said(value) for name, value in sample.items() if name != "fields"}
    fields = sample["fields"]
    answers = fields if isinstance(fields, dict) else {}
    return ReportOrder(
        type=key,
        title=str(said["title"]),
        description=str(said["description"]),
        place=str(said["place"]),
        urgency=int(str(said["urgency"])),
        impact=int(str(said["impact"])),
        fields={name: _said(value) for name, value in answers.items()},
    )


def _said(value: Json) -> Json:
    return value[_LANGUAGE] if isinstance(value, dict) else value


class _Accepts(Struct, frozen=True):
    """The dispatcher completes the open step of acceptance; with a hand for the work, if any."""

    data: dict[str, Json]
    named: bool = True

    def __call__(self, hand: UUID) -> Act:
        return Act("dispatcher", AcceptOrder(data=self.data, assignee=hand if self.named else None))


_POSTS: dict[str, Json] = {"part": "7 kW 交流桩", "quantity": "4", "unit_price": "1200.00"}
_WIRING: dict[str, Json] = {"task": "布线安装调试", "hours": "16", "hourly_rate": "125.00"}

_ACTS: dict[str, dict[int, tuple[_Accepts, ...]]] = {
    "service": {
        0: (_Accepts({"needs_survey": True}),),
        1: (_Accepts({}), _Accepts({"parts": [_POSTS], "labour": [_WIRING]}, named=False)),
    },
    "maintenance": {
        0: (_Accepts({"criticality": "a", "needs_permit": False}),),
        2: (_Accepts({"criticality": "a", "needs_permit": True}),),
    },
    "it_incident": {
        0: (_Accepts({"incident_class": "software"}),),
        1: (_Accepts({"incident_class": "hardware"}),),
    },
}
"""By template and sample: what has happened to it so far."""
