"""Random scripts: for each act, every command that could be meant by it as an order stands."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

import msgspec

from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.port import Stored
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddSigners,
    AmendOrder,
    AnyOrderEvent,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    DelegateOrder,
    HandBackOrder,
    JumpOrder,
    RejectOrder,
    RemindOrder,
    RemoveSigner,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SignOrder,
    SuspendOrder,
    TakeBackStep,
    TransferOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.decide import decide
from gongdan.rooms.workorders.domain.rights import RIGHT_OF, allowed, own_words, words_for
from gongdan.rooms.workorders.domain.signatures import digest_of
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.loop import FACTS, LI, ZHAO, Wanted
from tests.rooms.workorders.yard import DONE, ROLES, People

TENANT = new_id()
STATEMENT = b'{"language":"zh","number":"WO-1","order":"00000000-0000-0000-0000-000000000001","text":"x","version":1}'
SIGNER = Sealed(subject=new_id(), e=new_id(), k=1, n=b"n" * 12, c=b"c")
PEOPLE = People()
CROWD: tuple[Principal, ...] = tuple(PEOPLE.hire(TENANT, role) for role in (*ROLES, "technician"))
"""One person of each shipped role, and a second technician."""

ACTS = (
    "resubmit accept complete verify archive assign claim transfer reject return suspend resume"
    " cancel reopen amend remind sign delegate hand_back add_sign remove_sign take_back jump"
).split()


def meanings(
    state: OrderState, names: Iterable[UUID] = PEOPLE.names
) -> Mapping[str, tuple[Wanted, ...]]:
    """Return what each act could mean: one of these is accepted, or the act is not to be had."""
    nodes = ("report", "accept", "execute", "verify", "archive")
    others = tuple(person for person in names if person != state.holder)[:2]
    return {
        "resubmit": (ResubmitOrder(data={"fault_kind": "it"}),),
        "accept": (AcceptOrder(), AcceptOrder(assignee=others[0])),
        "complete": (CompleteWork(data=DONE),),
        "verify": (
            VerifyOrder(outcome="passed"),
            VerifyOrder(outcome="rejected", reason="仍有异响"),
        ),
        "archive": (ArchiveOrder(data={"closing_note": "已归档"}),),
        "assign": tuple(AssignOrder(to=person) for person in others),
        "claim": (ClaimOrder(),),
        "transfer": tuple(TransferOrder(to=person) for person in others),
        "reject": tuple(
            RejectOrder(to=to, reason="补录", resume=resume)
            for to in nodes
            for resume in ("go_on", "come_back")
        ),
        "return": (ReturnOrder(reason="缺少位置"),),
        "suspend": (SuspendOrder(reason="等待备件"),),
        "resume": (ResumeOrder(),),
        "cancel": (CancelOrder(reason="重复"),),
        "reopen": tuple(ReopenOrder(reason="又坏了", to=to) for to in ("", *nodes)),
        "amend": (AmendOrder(urgency=1), AmendOrder(urgency=4)),
        "remind": (RemindOrder(note="着急"),),
        "delegate": tuple(DelegateOrder(to=person) for person in others),
        "hand_back": (HandBackOrder(),),
        "add_sign": tuple(
            AddSigners(people=(person,), place=place)
            for person in others
            for place in ("before", "after", "together")
        ),
        "remove_sign": tuple(RemoveSigner(person=person, reason="不在") for person in names),
        "take_back": (TakeBackStep(),),
        "jump": tuple(JumpOrder(to=to, reason="试错") for to in nodes),
        "sign": (SignOrder(digest=digest_of(STATEMENT), language="zh", signer="欧阳测试"),),
    }


def attempt(
    state: OrderState, who: Principal, act: str, command: Wanted
) -> Accepted[AnyOrderEvent] | Refused | None:
    """Decide as the handlers do; None where rights do not reach."""
    right = RIGHT_OF.get(act, act)
    if not allowed(who, right, state):
        return None
    facts = msgspec.structs.replace(
        FACTS,
        words=words_for(who, right, state),
        own=own_words(who),
        actor=who.user,
        known_people=frozenset({*PEOPLE.names, LI, ZHAO}),
        data=getattr(command, "data", {}),
        sealed={"signer": SIGNER} if isinstance(command, SignOrder) else {},
        statement=STATEMENT,
        # a reminder is always due: what was said before lies a day back
        now=(state.reminded_at or utc_now()) + timedelta(days=1),
    )
    return decide(state, command, facts)


def possible(state: OrderState, who: Principal) -> set[str]:
    """Return the acts of which some meaning is accepted from this person."""
    return {
        act
        for act, commands in meanings(state).items()
        if any(isinstance(attempt(state, who, act, each), Accepted) for each in commands)
    }


def state_bytes(state: OrderState) -> bytes:
    return msgspec.json.encode(state, order="deterministic")


def read_back(events: Iterable[AnyOrderEvent], who: Principal) -> OrderState:
    """Fold events that were written as bodies and read again."""
    state = ORDERS.initial
    for seq, event in enumerate(events, 1):
        body = ORDERS.codec.encode(new_id(), event, who.actor).body
        stored = Stored(TENANT, seq, new_id(), utc_now(), type(event).__name__, body, b"")
        state = ORDERS.evolve(state, ORDERS.codec.decode(TENANT, stored).event)
    return state
