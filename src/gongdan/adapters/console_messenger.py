"""The messenger of a house without mail: codes go to the log, and people read them out.

Whoever may read the log is the service desk here: the portal tells its visitors to call it.
The log names the order by its number, and nobody.
"""

import structlog

from gongdan.rooms.portal.ports import Letter


class ConsoleMessenger:
    """Fulfils `portal.ports.Messenger` by the log."""

    way = "desk"

    def __init__(self) -> None:
        self._log = structlog.get_logger("gongdan.portal")

    async def send(self, letter: Letter) -> None:
        """Put the code into the log."""
        self._log.warning("portal_code", number=letter.number, code=letter.code)
