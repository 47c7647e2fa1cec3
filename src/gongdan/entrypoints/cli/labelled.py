"""Labelled texts out of a table (CSV or gz): as anybody has them, UTF-8 or GB 18030."""

import codecs
import csv
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

import click
from msgspec import Struct

from gongdan.engines.triage.scripts import LIMIT
from gongdan.entrypoints.cli.told import Fault

_GZIP: Final = b"\x1f\x8b"
_TASTE: Final = 1 << 20
_LONGEST_CELL: Final = 1 << 26


class Labelled(Struct, frozen=True):
    """Texts with their labels, and how many rows had none or broke off."""

    texts: list[str]
    labels: list[str]
    skipped: int


def labelled_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what says where texts and labels stand."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    for add in (
        click.option("--label", required=True, metavar="COL", help="The column of the answer."),
        click.option("--text", required=True, metavar="COL", help="The column of the text."),
        click.argument("test", type=file),
        click.argument("train", type=file),
    ):
        command = add(command)
    return command


def read_labelled(path: Path, text: str, label: str) -> Labelled:
    """Read a table; of a very long text only its beginning is kept. Raises `Fault`."""
    csv.field_size_limit(_LONGEST_CELL)
    texts: list[str] = []
    labels: list[str] = []
    skipped = 0
    try:
        with path.open("rb") as packed:
            rows = csv.reader(_lines(packed))
            names = [name.strip() for name in next(rows, [])]
            at, of = _column(path, names, text), _column(path, names, label)
            for row in rows:
                if len(row) <= max(at, of) or not row[of].strip():
                    skipped += bool(row)
                    continue
                texts.append(row[at][:LIMIT])
                labels.append(row[of].strip())
    except (OSError, EOFError, csv.Error) as fault:
        raise Fault(f"{path} can't be read to its end: {fault}.") from None
    return Labelled(texts, labels, skipped)


def _column(path: Path, names: list[str], wanted: str) -> int:
    if wanted not in names:
        known = ", ".join(names[:20]) or "none"
        raise Fault(f"{path} has no column {wanted!r}. Its columns: {known}.")
    return names.index(wanted)


def _lines(packed: BinaryIO) -> Iterator[str]:
    reader = io.BufferedReader(cast("io.RawIOBase", packed))
    if reader.peek(2)[:2] == _GZIP:
        reader = io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=reader)), _TASTE)
    coding = _coding(reader.peek(_TASTE))
    return io.TextIOWrapper(reader, encoding=coding, errors="replace", newline="")


def _coding(taste: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(taste)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
