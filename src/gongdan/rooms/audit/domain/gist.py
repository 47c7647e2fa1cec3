"""What is left of a refusal in words when the facts that filled it in were not kept."""

import re

_FACT = re.compile(r"\{[a-z_]+\}")
_END = re.compile(r"(?<=[。])|(?<=\.)\s")


def gist_of(what: str) -> str:
    """Return the first sentence of a refusal, each fact left open.

    >>> gist_of("Unit {unit} is archived. Nothing was kept.")
    'Unit … is archived.'
    >>> gist_of("已有角色 {key}。没有保存任何内容。")
    '已有角色 …。'
    """
    return _FACT.sub("…", next(part for part in _END.split(what) if part is not None))
