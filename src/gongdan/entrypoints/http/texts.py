"""The words of all rooms, in all languages, found by key.

Each room keeps its texts beside its code (`texts/zh.toml`, `texts/en.toml`); here they are
read once and asked by language, code and part.
"""

import string
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

LOCALES = ("zh", "en")
DEFAULT_LOCALE = "en"


class _Gaps(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class Texts:
    """What the rooms say, by language."""

    def __init__(self, by_locale: Mapping[str, Mapping[str, Mapping[str, str]]]) -> None:
        self._by_locale = by_locale

    def refusal(self, locale: str, code: str, facts: Mapping[str, object]) -> tuple[str, str]:
        """Return what happened and what to do, with the facts filled in.

        A code without a text (a test holds that there is none) is shown as it is.
        """
        words = self._by_locale.get(locale, {}).get(code) or {}
        fallback = self._by_locale.get(DEFAULT_LOCALE, {}).get(code) or {}
        what = words.get("what") or fallback.get("what") or code
        then = words.get("next") or fallback.get("next") or ""
        return _filled(what, facts), _filled(then, facts)

    def knows(self, code: str) -> bool:
        """Tell whether every language has words for a code."""
        return all(code in self._by_locale.get(locale, {}) for locale in LOCALES)


def load_texts() -> Texts:
    """Read the texts of every room, and the server's own."""
    found: dict[str, dict[str, Mapping[str, str]]] = {locale: {} for locale in LOCALES}
    folders = [room / "texts" for room in (files("gongdan") / "rooms").iterdir() if room.is_dir()]
    folders.append(files("gongdan") / "entrypoints" / "http" / "texts")
    for folder in folders:
        for locale in LOCALES:
            found[locale].update(_refusals(folder / f"{locale}.toml"))
    return Texts(found)


def choose_locale(accepted: str, preferred: str | None = None) -> str:
    """Return the language to answer in: the person's own, else the best that is accepted.

    `accepted` is an Accept-Language value (RFC 9110, section 12.5.4).
    """
    if preferred in LOCALES and not accepted:
        return str(preferred)
    ranked = sorted(_ranges(accepted), key=lambda item: -item[1])
    for language, _quality in ranked:
        if language in LOCALES:
            return language
    return preferred if preferred in LOCALES else DEFAULT_LOCALE


def _ranges(accepted: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for part in accepted.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or "1")
        except ValueError:
            continue
        found.append((tag.partition("-")[0].lower(), weight))
    return found


def _refusals(file: Traversable) -> dict[str, Mapping[str, str]]:
    if not file.is_file():
        return {}
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return dict(content.get("refusals", {}))


def _filled(text: str, facts: Mapping[str, object]) -> str:
    said = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in facts.items()
    }
    return string.Formatter().vformat(text, (), _Gaps(said))
