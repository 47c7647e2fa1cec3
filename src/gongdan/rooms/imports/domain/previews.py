"""The first rows of a table as they are shown: what is personal is masked. Pure."""

import re
from collections.abc import Mapping, Sequence

from gongdan.rooms.imports.contract import ImportPlan, Part
from gongdan.rooms.privacy.contract import MaskKind, mask

_KINDS: Mapping[Part, MaskKind] = {
    "contact_name": MaskKind.NAME,
    "contact_phone": MaskKind.PHONE,
    "contact_email": MaskKind.EMAIL,
    "address": MaskKind.ADDRESS,
}
_PHONE = re.compile(r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ -]?\d{7,8}")
_MAIL = re.compile(r"\S+@\S+\.\S+")


def previewed(plan: ImportPlan, columns: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """Return a row's cells, masked where the column is personal or the cell looks like it.

    >>> previewed(
    ...     ImportPlan(columns={"contact_name": "谁"}), ["谁", "备注"], ["王小明", "13812345678"]
    ... )
    ('王*', '138****5678')
    """
    kinds = {column: _KINDS[part] for part, column in plan.columns.items() if part in _KINDS}
    return tuple(
        _masked(kinds.get(column), cell) for column, cell in zip(columns, cells, strict=True)
    )


def _masked(kind: MaskKind | None, cell: str) -> str:
    if kind is None and _PHONE.fullmatch(cell.strip()):
        kind = MaskKind.PHONE
    if kind is None and _MAIL.fullmatch(cell.strip()):
        kind = MaskKind.EMAIL
    return cell if kind is None or not cell else mask(kind, cell)
