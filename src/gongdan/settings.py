"""All that can be set from outside, read once: typed, frozen, and complete or not at all.

Each setting has one name in the environment and one in the TOML file (`GONGDAN_CONFIG`, else
`gongdan.toml` in the home folder); the environment wins. Nobody else reads either. Secrets
have no defaults: those that nobody gave are drawn on the first start and kept in files that
only their owner can read.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, field

Port = Annotated[int, Meta(ge=0, le=65535)]
Count = Annotated[int, Meta(ge=1, le=1000)]
Megabytes = Annotated[int, Meta(ge=0)]
PostgresUrl = Annotated[str, Meta(pattern=r"^postgres(ql)?://")]
WebUrl = Annotated[str, Meta(pattern=r"^https?://[^/]+$")]


class SettingsError(Exception):
    """The settings cannot be used; `faults` lists everything that is wrong with them."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["Gongdan was not started. Mend these settings:", *faults]))
        self.faults = faults


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
    """Where the web server listens, and who speaks TLS: it, a proxy before it, or nobody."""

    host: str = "127.0.0.1"
    port: Port = 8080
    workers: Count = 1
    public_url: WebUrl | None = None
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    behind_tls_proxy: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether the caller's side speaks TLS: cookies are marked Secure then."""
        return self.behind_tls_proxy or self.tls_certificate is not None


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
    """Whether webhooks may go to private addresses and over plain http: for a closed network."""

    allow_private: bool = False


class Settings(Struct, frozen=True):
    """Everything; made by `load_settings`."""

    home: Path
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    http: HttpSettings = field(default_factory=HttpSettings)
    log: LogSettings = field(default_factory=LogSettings)
    storage: StorageSettings = field(default_factory=StorageSettings)
    webhooks: WebhookSettings = field(default_factory=WebhookSettings)
    files: FileSettings = field(default_factory=FileSettings)

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
    def disk_reserve(self) -> int:
        """Bytes that must stay free; with less, the house turns read-only."""
        return self.storage.disk_reserve_mb * 1_000_000


_SECTIONS: dict[str, type[Struct]] = {
    "database": DatabaseSettings,
    "http": HttpSettings,
    "log": LogSettings,
    "storage": StorageSettings,
    "webhooks": WebhookSettings,
    "files": FileSettings,
}
_ENVIRONMENT = {
    "DATABASE_URL": ("database", "url"),
    "GONGDAN_APP_DATABASE_URL": ("database", "app_url"),
    "GONGDAN_WORKER_DATABASE_URL": ("database", "worker_url"),
    "GONGDAN_PG_BIN": ("database", "binaries"),
    "GONGDAN_POOL_SIZE": ("database", "pool_size"),
    "GONGDAN_HOST": ("http", "host"),
    "GONGDAN_PORT": ("http", "port"),
    "GONGDAN_WORKERS": ("http", "workers"),
    "GONGDAN_PUBLIC_URL": ("http", "public_url"),
    "GONGDAN_TLS_CERTIFICATE": ("http", "tls_certificate"),
    "GONGDAN_TLS_KEY": ("http", "tls_key"),
    "GONGDAN_BEHIND_TLS_PROXY": ("http", "behind_tls_proxy"),
    "GONGDAN_LOG_LEVEL": ("log", "level"),
    "GONGDAN_LOG_FORMAT": ("log", "format"),
    "GONGDAN_MASTER_KEY_FILE": ("storage", "master_key_file"),
    "GONGDAN_WITNESS_FOLDER": ("storage", "witness_folder"),
    "GONGDAN_DISK_RESERVE_MB": ("storage", "disk_reserve_mb"),
    "GONGDAN_ALLOW_PRIVATE_WEBHOOKS": ("webhooks", "allow_private"),
    "GONGDAN_FILES_FOLDER": ("files", "folder"),
    "GONGDAN_FILES_IMAGE_MB": ("files", "image_mb"),
    "GONGDAN_FILES_VIDEO_MB": ("files", "video_mb"),
    "GONGDAN_FILES_DOCUMENT_MB": ("files", "document_mb"),
    "GONGDAN_CLAMD": ("files", "clamd"),
}
_HOME, _CONFIG = "GONGDAN_HOME", "GONGDAN_CONFIG"
_OF_TESTS = "GONGDAN_TEST_"

_Raw = dict[tuple[str, str], tuple[str, object]]  # (section, field) -> (name as given, value)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read environment and file; raises `SettingsError` with all faults at once.

    Reads only: nothing is created (see `gongdan.adapters.file_secrets` for what a first start
    draws).
    """
    given = {k: v for k, v in (os.environ if environment is None else environment).items() if v}
    faults: list[str] = []
    home = _absolute(given[_HOME]) if _HOME in given else _default_home(given)
    config = _absolute(given[_CONFIG]) if _CONFIG in given else home / "gongdan.toml"
    raw = _from_file(config, faults, required=_CONFIG in given)
    raw.update(_from_environment(given, faults))
    sections = {name: _section(name, raw, faults) for name in _SECTIONS}
    if not faults:
        settings = msgspec.convert({"home": home, **sections}, Settings)
        faults += _contradictions(settings)
        if not faults:
            return settings
    raise SettingsError(faults)


def _default_home(given: Mapping[str, str]) -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/gongdan")
    data = given.get("XDG_DATA_HOME")
    return (_absolute(data) if data else Path.home() / ".local" / "share") / "gongdan"


def _absolute(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _from_file(path: Path, faults: list[str], *, required: bool) -> _Raw:
    try:
        content = tomllib.loads(path.read_text())
    except FileNotFoundError:
        if required:
            faults.append(f"{_CONFIG}: there is no file {path}")
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{path}: {error}")
        return {}
    raw: _Raw = {}
    for section, values in content.items():
        for name, value in values.items() if isinstance(values, dict) else [("", values)]:
            place = f"[{section}] {name} in {path}"
            if (section, name) in _ENVIRONMENT.values():
                raw[section, name] = (place, value)
            else:
                faults.append(f"{place}: there is no such setting")
    return raw


def _from_environment(given: Mapping[str, str], faults: list[str]) -> _Raw:
    known = {*_ENVIRONMENT, _HOME, _CONFIG}
    for name in given:
        if name.startswith("GONGDAN_") and name not in known and not name.startswith(_OF_TESTS):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            faults.append(f"{name}: there is no such setting{hint}")
    return {place: (name, given[name]) for name, place in _ENVIRONMENT.items() if given.get(name)}


def _section(section: str, raw: _Raw, faults: list[str]) -> Struct:
    """Build one section; faults name the setting and never show its value (it may be secret)."""
    kind = _SECTIONS[section]
    values: dict[str, object] = {}
    for entry in msgspec.structs.fields(kind):
        if (section, entry.name) not in raw:
            continue
        name, value = raw[section, entry.name]
        try:
            values[entry.name] = msgspec.convert(
                value, entry.type, strict=False, dec_hook=_decode_path
            )
        except (msgspec.ValidationError, TypeError) as error:
            faults.append(f"{name}: {error}")
    return kind(**values)


def _decode_path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return _absolute(value)
    raise TypeError("Expected the path of a file or folder")


def _contradictions(settings: Settings) -> list[str]:
    http, database = settings.http, settings.database
    faults: list[str] = []
    if not _is_loopback(http.host) and not http.is_encrypted:
        faults.append(
            f"GONGDAN_HOST={http.host} is open to the network without encryption: give "
            "GONGDAN_TLS_CERTIFICATE and GONGDAN_TLS_KEY, or say GONGDAN_BEHIND_TLS_PROXY=true"
        )
    if (http.tls_certificate is None) != (http.tls_key is None):
        faults.append("GONGDAN_TLS_CERTIFICATE and GONGDAN_TLS_KEY belong together: give both")
    faults += [
        f"{name}: there is no file {path}"
        for name, path in (
            ("GONGDAN_TLS_CERTIFICATE", http.tls_certificate),
            ("GONGDAN_TLS_KEY", http.tls_key),
        )
        if path is not None and not path.is_file()
    ]
    if database.url is None and (database.app_url or database.worker_url):
        faults.append("GONGDAN_APP_DATABASE_URL and GONGDAN_WORKER_DATABASE_URL need DATABASE_URL")
    return faults


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
