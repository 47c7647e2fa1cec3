"""What a row asks for becomes the command that every import brings orders in by. Pure."""

from uuid import UUID

from gongdan.engines.flow.model import Stage
from gongdan.rooms.imports.contract import SOURCE, ImportPlan
from gongdan.rooms.imports.domain.rows import Wish
from gongdan.rooms.workorders.contract import Contact, ImportedAct, ImportOrder

_STAGES = {
    "accept": Stage.ACCEPT,
    "execute": Stage.EXECUTE,
    "verify": Stage.VERIFY,
    "archived": Stage.ARCHIVE,
}


def order_of(
    plan: ImportPlan, wish: Wish, *, asset: UUID | None, customer: UUID | None
) -> ImportOrder:
    """Return the command; when it was reported stays a claim, told under the column's own name."""
    history: tuple[ImportedAct, ...] = ()
    if wish.reported_at is not None:
        claimed = ImportedAct(
            activity=plan.columns["reported_at"],
            actor_label=wish.reported_by,
            claimed_at=wish.reported_at,
            row=wish.line,
        )
        history = (claimed,)
    return ImportOrder(
        source=SOURCE,
        external_id=wish.key,
        type=plan.type,
        title=wish.title,
        description=wish.description,
        urgency=wish.urgency,
        impact=wish.impact,
        place=wish.place,
        tags=wish.tags,
        due_at=wish.due_at,
        contact=Contact(*wish.contact) if any(wish.contact) else None,
        asset=asset,
        customer=customer,
        stage=_STAGES[plan.stage],
        ended=plan.stage == "archived",
        history=history,
    )
