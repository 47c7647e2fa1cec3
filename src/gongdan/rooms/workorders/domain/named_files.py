"""Files by the answers that name them: a field that holds files holds their ids."""

from collections.abc import Iterator
from uuid import UUID


def files_in(value: object) -> Iterator[UUID]:
    """Yield the ids that stand in an answer."""
    for each in value if isinstance(value, list) else (value,):
        try:
            yield UUID(str(each))
        except ValueError:
            continue
