"""TLS as this server speaks it, and the renewal of its certificate.

TLS 1.2 with forward secrecy and authenticated ciphers, or 1.3. A renewed file is taken up while
the server runs: new connections get the new certificate, open ones go on.
"""

import ssl
from contextlib import suppress
from pathlib import Path

_CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"


class Certificate:
    """A certificate that a server shows, taken up anew when its files change."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self._files = (certificate, key)
        self._seen = self._stamp()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
        self.context.set_ciphers(_CIPHERS)
        self.context.set_alpn_protocols(["http/1.1"])
        self._load()

    def look(self) -> bool:
        """Take up changed files; tells whether there were any. A half-written pair waits."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        with suppress(ssl.SSLError, OSError):
            self._load()
            self._seen = stamp
            return True
        return False

    def _load(self) -> None:
        self.context.load_cert_chain(*self._files)

    def _stamp(self) -> tuple[tuple[int, int], ...]:
        try:
            return tuple((each.stat().st_mtime_ns, each.stat().st_ino) for each in self._files)
        except OSError:
            return self._seen
