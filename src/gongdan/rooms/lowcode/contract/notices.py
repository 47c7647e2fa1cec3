"""Notifications as a bundle holds them: who is told what, when something happens to an order."""

from typing import Literal

from msgspec import Struct


class Notice(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Tell people something; its key is its place in `Bundle.notifications`.

    `when`: a step was `opened`, came out (`outcome`, of this one or any), was `reminded` of (from
    the `times`-th reminder on), is `overdue` (a timer on its border fired), or the order `ended`.
    `node` is the step that is meant ("": any). `to` are assignee rules, and `{"holder": true}` who
    has the step, `{"watchers": true}`. `text` by language may name fields and facts as `{name}`.
    """

    when: Literal["opened", "outcome", "reminded", "overdue", "ended"]
    to: tuple[dict[str, object], ...]
    text: dict[str, str]
    node: str = ""
    outcome: str = ""
    times: int = 1
