"""All that can be set from outside, read once: typed, frozen, and complete or not at all.

Each setting has one name in the environment and one in the TOML file (`GONGDAN_CONFIG`, else
`gongdan.toml` in the home folder); the environment wins. Nobody else reads either. Secrets
have no defaults: those that nobody gave are drawn on the first start and kept in files that
only their owner can read.
"""

from gongdan.settings.loading import SettingsError, load_settings
from gongdan.settings.sections import (
    DatabaseSettings,
    HttpSettings,
    LogSettings,
    MailSettings,
    Settings,
    StorageSettings,
    WebhookSettings,
)

__all__ = [
    "DatabaseSettings",
    "HttpSettings",
    "LogSettings",
    "MailSettings",
    "Settings",
    "SettingsError",
    "StorageSettings",
    "WebhookSettings",
    "load_settings",
]
