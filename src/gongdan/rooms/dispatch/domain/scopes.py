"""For which orders a policy counts: a unit with all below it, and a share of the orders."""

from collections.abc import Collection
from hashlib import blake2b
from typing import Final
from uuid import UUID

from gongdan.rooms.dispatch.contract import Policy

WHOLE: Final = 100
"""Percent: all orders."""


def drawn(order: UUID) -> int:
    """Return a number from 0 to 99 that follows from an order's id alone.

    A share of 20 % holds every order that a share of 10 % holds.
    """
    return int.from_bytes(blake2b(order.bytes, digest_size=8).digest()) % WHOLE


def in_scope(policy: Policy, order: UUID, units: Collection[UUID]) -> bool:
    """Tell whether a policy counts for an order; `units`: its unit and all above it."""
    return (policy.unit is None or policy.unit in units) and drawn(order) < policy.share
