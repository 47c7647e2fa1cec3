"""Who speaks TLS, plugged: our own authority, a given certificate, or nobody here."""

from msgspec import Struct

from gongdan.adapters.given_certificate import CertificateError, check_certificate
from gongdan.adapters.local_ca import LocalAuthority, is_local
from gongdan.adapters.local_names import is_unspecified, local_names
from gongdan.adapters.tls import Certificate
from gongdan.kernel.clock import Clock
from gongdan.settings import Settings


class Transport(Struct, frozen=True):
    """The certificate that this server shows (None: it speaks plain HTTP).

    `names` are those by which the local network reaches it, the one to be shown first;
    `warning` is what an operator should hear ("": nothing).
    """

    settings: Settings
    clock: Clock
    certificate: Certificate | None
    authority: LocalAuthority | None = None
    names: tuple[str, ...] = ()
    warning: str = ""

    def look(self) -> None:
        """Renew what is due, and take up files that changed; cheap, to be called each minute."""
        if self.authority is not None:
            self.authority.issue(self._names_now(), self.clock())
        if self.certificate is not None:
            self.certificate.look()

    def _names_now(self) -> tuple[str, ...]:
        return local_names(self.settings.http.listens_at)


def open_transport(settings: Settings, clock: Clock) -> Transport:
    """Open what the settings ask for.

    Raises `CertificateError` or `SecretsError`, which say what to mend.
    """
    http = settings.http
    if http.lan:
        if not (is_unspecified(http.listens_at) or is_local(http.listens_at)):
            raise CertificateError(
                f"Nothing was started: {http.listens_at} is no address of a local network, and "
                "--lan is for these alone. Give a certificate (--certificate, --key)."
            )
        authority = LocalAuthority(settings.secrets_folder)
        issued = authority.issue(local_names(http.listens_at), clock())
        certificate = Certificate(issued.certificate, issued.key)
        return Transport(settings, clock, certificate, authority, issued.names)
    if http.tls_certificate is None or http.tls_key is None:
        return Transport(settings, clock, None)
    warning = check_certificate(http.tls_certificate, http.tls_key, clock())
    certificate = Certificate(http.tls_certificate, http.tls_key)
    return Transport(settings, clock, certificate, warning=warning)
