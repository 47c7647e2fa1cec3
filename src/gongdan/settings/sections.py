"""What can be set, section by section: typed and frozen."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Port = Annotated[int, Meta(ge=0, le=65535)]
Count = Annotated[int, Meta(ge=1, le=1000)]
Factor = Annotated[float, Meta(ge=0, le=1000)]
Megabytes = Annotated[int, Meta(ge=0)]
PostgresUrl = Annotated[str, Meta(pattern=r"^postgres(ql)?://")]
WebUrl = Annotated[str, Meta(pattern=r"^https?://[^/]+$")]


class DatabaseSettings(Struct, frozen=True):
    """Without `url`, Gongdan runs a PostgreSQL of its own. URLs may hold passwords."""

    url: PostgresUrl | None = None
    app_url: PostgresUrl | None = None
    worker_url: PostgresUrl | None = None
    binaries: Path | None = None
    pool_size: Count = 10

    def __repr__(self) -> str:
        """Say what kind of database it is, never its passwords."""
        return f"DatabaseSettings({'external' if self.url else 'embedded'})"


class HttpSettings(Struct, frozen=True):
    """Where the web server listens, and who speaks TLS: it, a proxy before it, or nobody.

    `lan` speaks it by a certificate of an authority of our own, on the local network.
    `trusted_proxies` (addresses or networks, divided by commas) are believed in what they say
    of the caller. `rate_factor` widens (or, below 1, narrows) all limits on rates; 0 lifts them.
    """

    host: str = "127.0.0.1"
    port: Port = 8080
    workers: Count = 1
    public_url: WebUrl | None = None
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    behind_tls_proxy: bool = False
    trusted_proxies: str = "127.0.0.1,::1"
    lan: bool = False
    rate_factor: Factor = 1.0

    @property
    def is_encrypted(self) -> bool:
        """Whether the caller's side speaks TLS: cookies are marked Secure then."""
        return self.behind_tls_proxy or self.speaks_tls

    @property
    def speaks_tls(self) -> bool:
        """Whether this server itself speaks TLS."""
        return self.lan or self.tls_certificate is not None

    @property
    def listens_at(self) -> str:
        """The address to listen on: with `lan` every one of this machine, unless one is named."""
        return "0.0.0.0" if self.lan and is_loopback(self.host) else self.host  # noqa: S104 - asked for


class LogSettings(Struct, frozen=True):
    """What is logged, and for whom: `json` for machines, `console` for people."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["json", "console"] = "json"


class StorageSettings(Struct, frozen=True):
    """Keys and the witness should lie on another disk than the data; room that must stay free."""

    master_key_file: Path | None = None
    witness_folder: Path | None = None
    disk_reserve_mb: Megabytes = 256


class FileSettings(Struct, frozen=True):
    """Where uploads lie, how large they may be (megabytes), and who scans them for malware.

    The folder should be on another disk than the database's log. `clamd` is `host:port` or the
    path of a socket; without it files are "not scanned", and pages say so.
    """

    folder: Path | None = None
    image_mb: Count = 40
    video_mb: Megabytes = 1_000
    document_mb: Count = 100
    clamd: str | None = None


class WebhookSettings(Struct, frozen=True):
    """Whom webhooks may call. `allow_private` opens private addresses, every port and plain http:
    for a closed network. `hosts`, divided by commas, are the only ones called if any is named.
    """

    allow_private: bool = False
    hosts: str = ""

    @property
    def listed_hosts(self) -> tuple[str, ...]:
        """The names that may be called; none: all."""
        return tuple(part.strip().lower() for part in self.hosts.split(",") if part.strip())


class MailSettings(Struct, frozen=True):
    """The SMTP server for mail that goes out; without `host` none does, and people are told so."""

    host: str | None = None
    port: Port = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = "gongdan@localhost"
    user: str = ""
    password_file: Path | None = None


class Settings(Struct, frozen=True, cache_hash=True):
    """Everything; made by `load_settings`."""

    home: Path
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    http: HttpSettings = field(default_factory=HttpSettings)
    log: LogSettings = field(default_factory=LogSettings)
    storage: StorageSettings = field(default_factory=StorageSettings)
    webhooks: WebhookSettings = field(default_factory=WebhookSettings)
    files: FileSettings = field(default_factory=FileSettings)
    mail: MailSettings = field(default_factory=MailSettings)

    @property
    def secrets_folder(self) -> Path:
        """Where generated secrets are kept; only its owner may enter."""
        return self.home / "secrets"

    @property
    def master_key_file(self) -> Path:
        """The master keys of personal data; to be backed up apart from the database."""
        return self.storage.master_key_file or self.secrets_folder / "master.key"

    @property
    def witness_folder(self) -> Path:
        """Where signed checkpoints are laid down outside the database."""
        return self.storage.witness_folder or self.home / "witness"

    @property
    def files_folder(self) -> Path:
        """Where uploads and files lie, encrypted."""
        return self.files.folder or self.home / "files"

    @property
    def erasure_folder(self) -> Path:
        """Where it is written down who was erased: outside the database, beside the witness."""
        return self.witness_folder / "erasures"

    @property
    def disk_reserve(self) -> int:
        """Bytes that must stay free; with less, the house turns read-only."""
        return self.storage.disk_reserve_mb * 1_000_000


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
