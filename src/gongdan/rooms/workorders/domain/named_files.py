"""Files by the answers that name them: a field that holds files holds their ids."""

from collections.abc import Iterator
from uuid import UUID

import msgspec


def files_in(value: object) -> Iterator[UUID]:
    """Yield the ids that stand in an answer; a sealed list comes as its JSON."""
    if isinstance(value, str) and value.startswith("["):
        value = _listed(value)
    for each in value if isinstance(value, list) else (value,):
        try:
            yield UUID(str(each))
        except ValueError:
            continue


def _listed(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
