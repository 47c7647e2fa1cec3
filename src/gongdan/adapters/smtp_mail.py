"""Mail by SMTP (RFC 5321), from the standard library, in a thread of its own."""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Literal

import structlog
from msgspec import Struct

from gongdan.rooms.portal.ports import Letter

_PATIENCE = 20.0


class SmtpServer(Struct, frozen=True):
    """Where mail is handed over, as whom, and how the line is guarded."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: Literal["starttls", "tls", "none"] = "starttls"

    def __repr__(self) -> str:
        """Say where mail goes, never the password."""
        return f"SmtpServer({self.host}:{self.port})"


class SmtpMessenger:
    """Fulfils `portal.ports.Messenger` by mail; an order without an address gets none."""

    way = "mail"

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._log = structlog.get_logger("gongdan.portal")

    async def send(self, letter: Letter) -> None:
        """Hand one mail over; what the server refuses is logged without the address."""
        if not letter.to:
            self._log.info("portal_code_without_address", number=letter.number)
            return
        try:
            await asyncio.to_thread(self._hand_over, self._written(letter))
        except (OSError, smtplib.SMTPException) as fault:
            self._log.warning("mail_refused", number=letter.number, fault=type(fault).__name__)

    def _written(self, letter: Letter) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._server.sender, letter.to, letter.subject
        mail["Date"], mail["Message-ID"] = formatdate(), make_msgid()
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.body)
        return mail

    def _hand_over(self, mail: EmailMessage) -> None:
        server, safe = self._server, ssl.create_default_context()
        line = (
            smtplib.SMTP_SSL(server.host, server.port, timeout=_PATIENCE, context=safe)
            if server.security == "tls"
            else smtplib.SMTP(server.host, server.port, timeout=_PATIENCE)
        )
        with line:
            if server.security == "starttls":
                line.starttls(context=safe)
            if server.user:
                line.login(server.user, server.password)
            line.send_message(mail)
