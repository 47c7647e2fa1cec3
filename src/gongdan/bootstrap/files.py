"""Files plugged: an encrypted folder, a press for pictures, a scanner if one is set."""

import os
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.clamd_scanner import ClamdScanner
from gongdan.adapters.encrypted_folder import EncryptedFolder
from gongdan.adapters.picture_press.press import PicturePress
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref, new_id
from gongdan.rooms.files.domain.chunks import RECORD
from gongdan.rooms.files.domain.kinds import Limits
from gongdan.rooms.files.handlers.desk import FileDesk
from gongdan.rooms.files.handlers.finishing import Finishing
from gongdan.rooms.files.handlers.held import HeldFiles
from gongdan.rooms.files.handlers.holdings import FileHoldings
from gongdan.rooms.files.handlers.means import Means
from gongdan.rooms.files.handlers.uploads import UploadDesk
from gongdan.rooms.files.jobs import sweep
from gongdan.rooms.files.ports import Readers, Scanner
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.contract import KIND as ORDER
from gongdan.rooms.workorders.views.attached import AttachedFiles
from gongdan.settings import Settings


class Files(Struct, frozen=True):
    """Everything that files offer to an entrypoint and to other rooms."""

    means: Means
    uploads: UploadDesk
    finishing: Finishing
    desk: FileDesk
    holdings: FileHoldings
    held: HeldFiles
    readers: dict[str, Readers]

    def let_order_readers_read(self, orders: AttachedFiles) -> None:
        """Let whoever may read an order read what is attached to it, but for hidden fields."""
        self.readers[ORDER] = OrderReaders(orders)

    async def sweep(self, tenant: UUID) -> int:
        """Remove what was never finished or attached."""
        return await sweep(self.means, tenant, self.means.clock())


class OrderReaders:
    """`rooms.files.ports.Readers` of what is attached to orders."""

    def __init__(self, orders: AttachedFiles) -> None:
        self._orders = orders

    async def may_read(self, principal: Principal, holder: Ref, file: UUID, /) -> bool:
        """Tell whether the principal may read the order, and this file of it."""
        return await self._orders.may_see(principal, holder.id, file)


def plug_files(
    app: Database, settings: Settings, *, vault: Vault, trail: AuditTrail, clock: Clock
) -> Files:
    """Plug the ports of the room; who reads what is attached is plugged in later."""
    readers: dict[str, Readers] = {}
    own = settings.files
    scanner: Scanner | None = ClamdScanner(own.clamd) if own.clamd else None
    means = Means(
        database=app,
        trail=trail,
        vault=vault,
        blobs=EncryptedFolder(settings.files_folder, record=RECORD),
        press=PicturePress(),
        scanner=scanner,
        readers=readers,
        clock=clock,
        ids=new_id,
        entropy=os.urandom,
        limits=Limits(
            own.image_mb * 1_000_000, own.video_mb * 1_000_000, own.document_mb * 1_000_000
        ),
    )
    return Files(
        means,
        UploadDesk(means),
        Finishing(means),
        FileDesk(means),
        FileHoldings(means),
        HeldFiles(means),
        readers,
    )
