"""The permissions of a bundle: who may start orders of its type.

A definition never gives an action that a role has not: it narrows who of those may report, and
says at its steps whose turn it is. Live: the newest published version counts for every order.
"""

from msgspec import Struct


class Rights(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`report`: roles whose people may start an order of this type; none: whoever may report.

    Visitors of the portal are not meant: which type they report is the portal's setting.
    """

    report: tuple[str, ...] = ()
