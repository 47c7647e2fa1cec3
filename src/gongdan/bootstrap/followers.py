"""The worker of a house: who follows its log, and which jobs are done beside it."""

import os
from datetime import timedelta

from gongdan.adapters.chain_tree import ChainTree
from gongdan.bootstrap.house import House
from gongdan.bootstrap.orders import notices_of
from gongdan.kernel.followers import Companion, Followers
from gongdan.kernel.ids import new_id
from gongdan.kernel.jobs import Apart, JobHandler, Jobs
from gongdan.kernel.log.checkpoint import Checkpointer
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.projector import Projector
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.kernel.sequencer import Sequencer
from gongdan.rooms.dispatch.jobs import away_handler, gist_handler, learn_handler
from gongdan.rooms.dispatch.reactions import dispatch_reactions
from gongdan.rooms.integration.jobs import wake_handler
from gongdan.rooms.models.jobs import LASTING as CHECK_LASTING
from gongdan.rooms.models.jobs import check_handler, choice_handler
from gongdan.rooms.models.reactions import model_reactions
from gongdan.rooms.planning.jobs import LASTING as PLAN_LASTING
from gongdan.rooms.planning.jobs import plan_handler
from gongdan.rooms.workorders.handlers.calls import ServiceCalls
from gongdan.rooms.workorders.handlers.migrating import Migrating
from gongdan.rooms.workorders.jobs import call_handler, timer_handler
from gongdan.rooms.workorders.projections import IMPORTED_ARRIVALS, ORDER_SEARCH
from gongdan.rooms.workorders.reactions import order_reactions


def make_followers(house: House, *, on_fault: OnFault = pass_over) -> Followers:
    """Return the worker of a house: sequencer, signer, projections, reactions, jobs."""
    worker, tree = house.storage.worker, ChainTree()
    owner = f"{os.getpid()}-{new_id().hex[-8:]}"
    notices = notices_of(house.desk, house.storage.app)
    calls = house.integration.service_calls(house.store, house.orders, house.storage.app)
    dispatch = house.dispatching
    return Followers(
        sequencer=Sequencer(worker, tree),
        checkpointer=Checkpointer(worker, tree, house.notary, house.witness),
        projector=Projector(worker),
        projections=(ORDER_SEARCH, IMPORTED_ARRIVALS),
        relay=Relay(
            worker,
            (
                *order_reactions(*house.desk.followers, notices),
                *dispatch_reactions(dispatch.assigning, dispatch.learning, dispatch.likeness),
                *model_reactions(house.models.speaking),
            ),
            owner,
        ),
        jobs=Jobs(
            worker,
            (
                wake_handler(worker),
                timer_handler(house.orders),
                away_handler(dispatch.assigning),
                learn_handler(dispatch.refitting),
                gist_handler(dispatch.likeness),
            ),
            owner,
        ),
        companions=_companions(house, owner, calls, on_fault),
        on_fault=on_fault,
    )


def _companions(
    house: House, owner: str, calls: ServiceCalls, on_fault: OnFault
) -> tuple[Companion, ...]:
    """Return what goes at a pace of its own: slow jobs, deliveries, imports, searches."""

    def apart(handler: JobHandler, name: str, lasting: timedelta = timedelta(seconds=60)) -> Apart:
        jobs = Jobs(house.storage.worker, (handler,), f"{owner}-{name}", lasting=lasting)
        return Apart(jobs, on_fault=on_fault)

    return (
        apart(call_handler(calls), "calls"),
        apart(plan_handler(house.planning.searching), "plans", PLAN_LASTING),
        apart(check_handler(house.models.plugging), "models", CHECK_LASTING),
        apart(choice_handler(house.models.scoring), "choices"),
        house.integration.deliveries(owner, on_fault),
        house.imports.importing(owner, on_fault),
        house.rehearsals.replaying(owner, on_fault),
        house.rosters.rostering(owner, on_fault),
        _migrating(house, owner, on_fault),
    )


def _migrating(house: House, owner: str, on_fault: OnFault) -> Migrating:
    storage, mover = house.storage, house.desk.migrations.mover
    return Migrating(
        mover, storage.app, storage.worker, owner=owner, clock=house.clock, on_fault=on_fault
    )
