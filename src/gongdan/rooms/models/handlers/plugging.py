"""A finished upload becomes a model, and the worker checks it behind walls."""

from typing import Final
from uuid import UUID

from gongdan.engines.plugged.manifest import NOBODY_KNOWS, Manifest, faults
from gongdan.engines.plugged.report import Report
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models import store
from gongdan.rooms.models.contract import MOST_MODELS, ModelState, PluggedModel, PlugModel
from gongdan.rooms.models.domain.moves import offered
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.means import Means, deed
from gongdan.rooms.models.store import Step

GONE: Final = "file_gone"


class Plugging:
    """Takes models in, and has them checked."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def plug(self, principal: Principal, told: PlugModel) -> UUID | Refused:
        """Keep a model, and let it wait for its check."""
        means, tenant = self._means, principal.tenant
        if no := await self._unusable(tenant, told.manifest):
            return no
        model = means.ids()
        source = await means.sources.take(principal, told.file, model)
        if isinstance(source, Refused):
            return source
        kept = PluggedModel(
            id=model,
            manifest=told.manifest,
            file=told.file,
            file_name=source.name,
            size=source.size,
            digest=source.digest,
            state=ModelState.CHECKING,
            made_by=principal.user,
            made_at=means.clock(),
        )
        if no := await self._keep(principal, kept):
            await means.sources.give_up(tenant, told.file, model)
            return no
        return model

    async def _keep(self, principal: Principal, model: PluggedModel) -> Refused | None:
        means, tenant = self._means, principal.tenant
        async with means.database.writing(tenant) as writer:
            if await store.count(writer, tenant) >= MOST_MODELS:
                return refuse(ModelCode.TOO_MANY, most=MOST_MODELS)
            if not await store.add(writer, tenant, model):
                return refuse(ModelCode.KNOWN, field="/manifest/version", model=model.title)
            await store.queue(writer, tenant, means.ids(), model.id)
            await means.trail.record(deed(tenant, principal.actor, "plug", model), writer)
        return None

    async def check_again(self, principal: Principal, model: UUID) -> Refused | None:
        """Let a model wait for another check: a runtime was installed, or it was taken out."""
        means, tenant = self._means, principal.tenant
        async with means.database.writing(tenant) as writer:
            kept = await store.load(writer, tenant, model, keep=True)
            if kept is None:
                return refuse(ModelCode.NOT_FOUND)
            if kept.state is ModelState.CHECKING:
                return None
            if ModelState.CHECKING not in offered(kept):
                return refuse(ModelCode.NOT_NOW, state=kept.state)
            step = Step(ModelState.CHECKING, means.clock(), principal.user, "")
            await store.keep_state(writer, tenant, model, step)
            await store.queue(writer, tenant, means.ids(), model)
        return None

    async def check(self, tenant: UUID, model: UUID) -> None:
        """Check a model that waits; called again, it is checked again with the same end."""
        means = self._means
        async with means.database.reading(tenant) as reader:
            kept = await store.load(reader, tenant, model)
        if kept is None or kept.state is not ModelState.CHECKING:
            return
        body = await means.sources.read(tenant, kept.file)
        if body is None:
            report = Report(code=GONE, digest=kept.digest, size=kept.size)
        else:
            report = await means.runner.check(kept.manifest, body)
        await self._found(tenant, model, report)

    async def give_up(self, tenant: UUID, model: UUID) -> None:
        """Say of a model that waits that its check came to nothing."""
        async with self._means.database.reading(tenant) as reader:
            kept = await store.load(reader, tenant, model)
        if kept is not None:
            report = Report(code="died", digest=kept.digest, size=kept.size)
            await self._found(tenant, model, report)

    async def _found(self, tenant: UUID, model: UUID, report: Report) -> None:
        """Keep what a check found, unless somebody decided otherwise meanwhile."""
        state = ModelState.CHECKED if report.passed else ModelState.REFUSED
        async with self._means.database.writing(tenant) as writer:
            again = await store.load(writer, tenant, model, keep=True)
            if again is not None and again.state is ModelState.CHECKING:
                step = Step(state, self._means.clock(), None, report.code)
                await store.keep_state(writer, tenant, model, step, report=report)

    async def _unusable(self, tenant: UUID, manifest: Manifest) -> Refused | None:
        """Return what is wrong with a manifest, by itself or for this tenant."""
        if found := faults(manifest):
            first = found[0]
            return refuse(
                ModelCode.MANIFEST_UNUSABLE,
                field=f"/manifest{first.field}",
                place=first.field,
                fault=first.code,
            )
        known = set(await self._means.categories.names(tenant))
        strange = sorted(set(manifest.labels.values()) - known - {NOBODY_KNOWS})
        if manifest.task == "triage" and strange:
            return refuse(
                ModelCode.CATEGORY_UNKNOWN,
                field="/manifest/labels",
                unknown=strange[:5],
                known=sorted(known)[:40],
            )
        return None
