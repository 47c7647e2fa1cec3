"""Reading the environment and the file, once: complete, or a list of all that is wrong."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from gongdan.settings.contradictions import contradictions
from gongdan.settings.sections import (
    DatabaseSettings,
    FileSettings,
    HttpSettings,
    LogSettings,
    MailSettings,
    Settings,
    StorageSettings,
    WebhookSettings,
)


class SettingsError(Exception):
    """The settings cannot be used; `faults` lists everything that is wrong with them."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["Gongdan was not started. Mend these settings:", *faults]))
        self.faults = faults


_SECTIONS: dict[str, type[Struct]] = {
    "database": DatabaseSettings,
    "http": HttpSettings,
    "log": LogSettings,
    "storage": StorageSettings,
    "webhooks": WebhookSettings,
    "files": FileSettings,
    "mail": MailSettings,
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
    "GONGDAN_TRUSTED_PROXIES": ("http", "trusted_proxies"),
    "GONGDAN_LAN": ("http", "lan"),
    "GONGDAN_RATE_FACTOR": ("http", "rate_factor"),
    "GONGDAN_LOG_LEVEL": ("log", "level"),
    "GONGDAN_LOG_FORMAT": ("log", "format"),
    "GONGDAN_MASTER_KEY_FILE": ("storage", "master_key_file"),
    "GONGDAN_WITNESS_FOLDER": ("storage", "witness_folder"),
    "GONGDAN_DISK_RESERVE_MB": ("storage", "disk_reserve_mb"),
    "GONGDAN_ALLOW_PRIVATE_WEBHOOKS": ("webhooks", "allow_private"),
    "GONGDAN_WEBHOOK_HOSTS": ("webhooks", "hosts"),
    "GONGDAN_FILES_FOLDER": ("files", "folder"),
    "GONGDAN_FILES_IMAGE_MB": ("files", "image_mb"),
    "GONGDAN_FILES_VIDEO_MB": ("files", "video_mb"),
    "GONGDAN_FILES_DOCUMENT_MB": ("files", "document_mb"),
    "GONGDAN_CLAMD": ("files", "clamd"),
    "GONGDAN_MAIL_HOST": ("mail", "host"),
    "GONGDAN_MAIL_PORT": ("mail", "port"),
    "GONGDAN_MAIL_SECURITY": ("mail", "security"),
    "GONGDAN_MAIL_SENDER": ("mail", "sender"),
    "GONGDAN_MAIL_USER": ("mail", "user"),
    "GONGDAN_MAIL_PASSWORD_FILE": ("mail", "password_file"),
}
_HOME, _CONFIG = "GONGDAN_HOME", "GONGDAN_CONFIG"
_OF_TESTS = "GONGDAN_TEST_"

_Raw = dict[tuple[str, str], tuple[str, object]]  # (section, field) -> (name as given, value)


def load_settings(
    environment: Mapping[str, str] | None = None, said: Mapping[str, str] | None = None
) -> Settings:
    """Read environment and file; raises `SettingsError` with all faults at once.

    What the command line `said` (by the names of the environment) wins over both.

    Reads only: nothing is created (see `gongdan.adapters.file_secrets` for what a first start
    draws).
    """
    around = os.environ if environment is None else environment
    given = {k: v for k, v in {**around, **(said or {})}.items() if v}
    faults: list[str] = []
    home = _absolute(given[_HOME]) if _HOME in given else _default_home(given)
    config = _absolute(given[_CONFIG]) if _CONFIG in given else home / "gongdan.toml"
    raw = _from_file(config, faults, required=_CONFIG in given)
    raw.update(_from_environment(given, faults))
    sections = {name: _section(name, raw, faults) for name in _SECTIONS}
    if not faults:
        settings = msgspec.convert({"home": home, **sections}, Settings)
        faults += contradictions(settings)
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
