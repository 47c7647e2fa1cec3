"""What a person is given: a ZIP of JSON for machines, CSV for people, and how to read both."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from gongdan.rooms.privacy.contract import (
    Asker,
    Consent,
    Copy,
    Enclosure,
    Look,
    SubjectShown,
)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run (OWASP, CSV injection): such a cell is written as text."""


class _Given(Struct, frozen=True):
    subject: str
    given_at: datetime
    given_by: str
    held: tuple[Copy, ...]
    consents: tuple[Consent, ...]
    seen: tuple[Look, ...]


def archive_of(
    shown: SubjectShown,
    copies: Sequence[Copy],
    files: Sequence[Enclosure],
    *,
    by: Asker,
    now: datetime,
) -> bytes:
    """Return the ZIP; each part names who made it and when, as every copy must."""
    who = str(by.actor.id or by.actor.name)
    made = f"Given by {who} at {now.isoformat(timespec='seconds')}"
    given = _Given(str(shown.id), now, who, tuple(copies), shown.consents, shown.seen)
    parts = {
        "data.json": msgspec.json.format(msgspec.json.encode(given), indent=1),
        "held.csv": _table(
            made,
            ("kind", "id", "label", "field", "value"),
            [
                (each.where.kind, str(each.where.id), each.label, name, value)
                for each in copies
                for name, value in each.values.items()
            ],
        ),
        "consents.csv": _agreed(made, shown.consents),
        "who_looked.csv": _table(
            made,
            ("at", "by", "act", "fields", "reason"),
            [
                (each.at.isoformat(), str(each.by or ""), each.act, " ".join(each.fields),
                 each.reason)
                for each in shown.seen
            ],
        ),
        "README.txt": _readme(made).encode(),
        **{f"files/{each.id}-{_plain(each.name)}": each.content for each in files},
    }  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            whole.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), content)
    return packed.getvalue()


def _agreed(made: str, consents: Sequence[Consent]) -> bytes:
    return _table(
        made,
        ("purpose", "text_version", "language", "channel", "given_at", "withdrawn_at"),
        [
            (
                each.purpose,
                str(each.text_version),
                each.language,
                each.channel,
                each.given_at.isoformat(),
                each.withdrawn_at.isoformat() if each.withdrawn_at else "",
            )
            for each in consents
        ],
    )


def _table(made: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([made])
    writer.writerow(head)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return ("\ufeff" + text.getvalue()).encode()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def _plain(name: str) -> str:
    """Return a name that stays in its folder, whatever its sender called it."""
    return re.sub(r"[^\w.-]+", "_", name).strip(".")[-80:]


def _readme(made: str) -> str:
    return (
        f"{made}\n\n"
        "data.json: all of it, for machines. held.csv: what is held, field by field.\n"
        "consents.csv: what you agreed to. who_looked.csv: who saw your data in clear, and why.\n"
        "files/: photos, videos, documents and signatures that are yours, as they were sent.\n\n"
        "data.json：全部内容，供程序读取。held.csv：逐项列出保存的信息。\n"
        "consents.csv：您同意过的用途。who_looked.csv：谁在何时因何查看过您的信息。\n"
        "files/：属于您的照片、视频、文档和签名的原件。\n"
    )
