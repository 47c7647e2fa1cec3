"""From a decision to the store and back: load, commit, fold, and events of older shapes."""

from typing import Any

import pytest
from msgspec import Struct, structs

from gongdan.kernel.clock import utc_now
from gongdan.kernel.decider import Act, Committed, Decider, Versioned, commit, fold, load
from gongdan.kernel.eventstore.codec import Codec, UnknownEventError
from gongdan.kernel.eventstore.port import EventStore, Idempotency, VersionConflict
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Accepted, Actor, ActorKind, Basis, Event
from tests.kernel.conftest import Appends

WHO = Actor(ActorKind.PERSON, new_id())


class Added(Event, frozen=True, kw_only=True):
    count: int


class Named(Event, frozen=True, kw_only=True):
    name: str


Happening = Added | Named


class Basket(Struct, frozen=True):
    count: int = 0
    name: str = ""


def evolve(state: Basket, event: Happening) -> Basket:
    match event:
        case Added():
            return structs.replace(state, count=state.count + event.count)
        case Named():
            return structs.replace(state, name=event.name)


def basket(fold_version: int = 1, codec: Codec[Any] | None = None) -> Decider[Basket, Any]:
    return Decider(
        kind="test",
        fold_version=fold_version,
        initial=Basket(),
        state_type=Basket,
        codec=codec or Codec((Added, Named)),
        evolve=evolve,
    )


def act(**changes: Any) -> Act:
    return Act(actor=WHO, now=utc_now(), **changes)


async def test_the_answer_is_the_decided_state_and_so_is_what_is_loaded(
    store: EventStore, appends: Appends
) -> None:
    tenant, stream = appends.tenant, new_id()
    before = await load(store, basket(), tenant, stream)
    assert before == Versioned(Basket(), 0)
    done = await commit(
        store,
        basket(),
        before,
        Accepted((Added(count=2), Named(name="泵"))),
        act=act(),
        tenant=tenant,
        stream=stream,
    )
    assert isinstance(done, Committed)
    assert (done.state, done.version) == (Basket(2, "泵"), 2)
    assert await load(store, basket(), tenant, stream) == Versioned(Basket(2, "泵"), 2)


async def test_a_state_folded_by_other_code_is_folded_again_from_the_events(
    store: EventStore, appends: Appends
) -> None:
    tenant, stream = appends.tenant, new_id()
    await commit(
        store,
        basket(),
        Versioned(Basket(), 0),
        Accepted((Added(count=1), Added(count=2), Added(count=4))),
        act=act(),
        tenant=tenant,
        stream=stream,
    )

    def double(state: Basket, event: Happening) -> Basket:
        return evolve(evolve(state, event), event)

    doubling = structs.replace(basket(fold_version=2), evolve=double)
    assert await load(store, doubling, tenant, stream) == Versioned(Basket(14), 3)
    assert await fold(store, basket(), tenant, stream, upto=2) == Versioned(Basket(3), 2)


async def test_who_was_slower_is_told_the_version(store: EventStore, appends: Appends) -> None:
    tenant, stream = appends.tenant, new_id()
    fresh: Versioned[Basket] = Versioned(Basket(), 0)
    one = Accepted((Added(count=1),))
    await commit(store, basket(), fresh, one, act=act(), tenant=tenant, stream=stream)
    late = await commit(store, basket(), fresh, one, act=act(), tenant=tenant, stream=stream)
    assert late == VersionConflict(1)
    assert await load(store, basket(), tenant, stream) == Versioned(Basket(1), 1)


async def test_an_event_says_who_did_it_by_which_command_and_on_what_it_rests(
    store: EventStore, appends: Appends
) -> None:
    tenant, stream, command = appends.tenant, new_id(), new_id()
    basis = Basis("model:triage@3", ("similar orders",))
    event_id = new_id()
    await commit(
        store,
        basket(),
        Versioned(Basket(), 0),
        Accepted((Added(count=1),)),
        act=act(command_id=command, basis=basis),
        tenant=tenant,
        stream=stream,
        event_ids=(event_id,),
    )
    (stored,) = await store.history(tenant, stream)
    recorded = basket().codec.decode(tenant, stored)
    assert (recorded.event, recorded.event_id) == (Added(count=1), event_id)
    assert (recorded.actor, recorded.command_id, recorded.basis) == (WHO, command, basis)


async def test_a_request_is_known_before_it_is_decided_again(
    store: EventStore, appends: Appends
) -> None:
    key = Idempotency("person:1", "POST /baskets", "k", b"1" * 32, 201)
    assert await store.first_answer(appends.tenant, key) is None
    stream = new_id()
    await store.append(appends(stream, 0, idempotency=key))
    answer = await store.first_answer(appends.tenant, key)
    assert answer is not None
    assert getattr(answer, "stream", None) == stream
    assert await store.first_answer(new_id(), key) is None


async def test_events_of_an_older_shape_are_lifted_on_reading_and_never_rewritten(
    store: EventStore, appends: Appends
) -> None:
    class Old(Event, frozen=True, kw_only=True):
        amount: int

    Old.__name__ = "Added"
    old = structs.replace(basket(), codec=Codec((Old,)), evolve=lambda state, _: state)
    tenant, stream = appends.tenant, new_id()
    await commit(
        store,
        old,
        Versioned(Basket(), 0),
        Accepted((Old(amount=5),)),
        act=act(),
        tenant=tenant,
        stream=stream,
    )
    (before,) = await store.history(tenant, stream)
    lifted = Codec(
        (Added, Named),
        versions={"Added": 2},
        upcasters={("Added", 1): lambda data: {"count": data["amount"]}},
    )
    now = basket(fold_version=2, codec=lifted)
    assert await load(store, now, tenant, stream) == Versioned(Basket(5), 1)
    assert await store.history(tenant, stream) == (before,)


async def test_an_event_of_a_newer_program_is_not_guessed_at(
    store: EventStore, appends: Appends
) -> None:
    tenant, stream = appends.tenant, new_id()
    newer = basket(codec=Codec((Added, Named), versions={"Added": 2}))
    await commit(
        store,
        newer,
        Versioned(Basket(), 0),
        Accepted((Added(count=1),)),
        act=act(),
        tenant=tenant,
        stream=stream,
    )
    with pytest.raises(UnknownEventError, match="Added version 2"):
        await fold(store, basket(), tenant, stream)


async def test_a_decision_without_events_writes_nothing_and_is_no_fault(
    store: EventStore, appends: Appends
) -> None:
    tenant, stream = appends.tenant, new_id()
    when = act()
    before = Versioned(Basket(), 0)
    done = await commit(
        store, basket(), before, Accepted(()), act=when, tenant=tenant, stream=stream
    )
    assert done == Committed(Basket(), 0, when.now)
    assert await store.load(tenant, stream) is None
