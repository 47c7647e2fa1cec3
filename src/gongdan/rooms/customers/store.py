"""The table of customers."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.paging import START, Cursor, prefix_span
from gongdan.kernel.predicate import Predicate, to_sql
from gongdan.kernel.text import fold
from gongdan.rooms.customers.contract import CustomerName
from gongdan.rooms.customers.domain.customer import CustomerRecord
from gongdan.rooms.privacy.contract import Sealed

NOBODY = "\u2014"
"""Stands where the name of an erased customer stood: a dash."""

_COLUMNS = (
    "id, code, name, sealed, phone_digest, email_digest, latitude, longitude, active, version"
)
_sealed = msgspec.json.Decoder(dict[str, Sealed])


class Wanted(Struct, frozen=True, kw_only=True):
    """Which customers a page asks for; `prefix` of code or name."""

    prefix: str = ""
    active: bool | None = None
    after: Cursor = START
    limit: int = 50


def place_of(customer: CustomerRecord) -> Cursor:
    """Return where a customer stands in the list."""
    return Cursor(fold(customer.code), customer.id)


class CustomerShelf:
    """`kernel.register.Shelf` of customers."""

    async def load(self, reader: Reader, tenant: UUID, entry: UUID) -> CustomerRecord | None:
        """Return one customer, or None."""
        row = await reader.fetchrow(
            f"SELECT {_COLUMNS} FROM customer WHERE tenant_id = $1 AND id = $2", tenant, entry
        )
        return _record(row) if row else None

    async def add(self, writer: Writer, tenant: UUID, entry: CustomerRecord) -> None:
        """Keep a new customer."""
        await writer.execute(
            "INSERT INTO customer (tenant_id, id, version, active, code, code_key, name, name_key,"
            " sealed, phone_digest, email_digest, latitude, longitude)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            *_values(tenant, entry),
        )

    async def save(
        self, writer: Writer, tenant: UUID, entry: CustomerRecord
    ) -> CustomerRecord | None:
        """Store a customer over the version that it was read in, if that still stands."""
        status = await writer.execute(
            "UPDATE customer SET version = $3 + 1, active = $4, code = $5, code_key = $6,"
            " name = $7, name_key = $8, sealed = $9, phone_digest = $10, email_digest = $11,"
            " latitude = $12, longitude = $13"
            " WHERE tenant_id = $1 AND id = $2 AND version = $3",
            *_values(tenant, entry),
        )
        return replace(entry, version=entry.version + 1) if status.endswith(" 1") else None


async def page(
    reader: Reader, tenant: UUID, wanted: Wanted, allowed: Predicate
) -> Sequence[CustomerRecord]:
    """Return a page of customers, ordered by code, and one more if there is one."""
    arguments: list[object] = [tenant, wanted.after.key, wanted.after.id]
    narrowed = ""
    if wanted.active is not None:
        narrowed += " AND active" if wanted.active else " AND NOT active"
    if prefix := fold(wanted.prefix.strip()):
        low, high = f"${len(arguments) + 1}", f"${len(arguments) + 2}"
        narrowed += (
            f" AND (code_key >= {low} AND code_key < {high}"
            f" OR name_key >= {low} AND name_key < {high})"
        )
        arguments += prefix_span(prefix)
    condition, more = to_sql(allowed, {}, len(arguments) + 1)
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM customer WHERE tenant_id = $1 AND (code_key, id) > ($2, $3)"
        f"{narrowed} AND {condition} ORDER BY code_key, id LIMIT {wanted.limit + 1:d}",
        *arguments,
        *more,
    )
    return [_record(row) for row in rows]


async def find(
    reader: Reader, tenant: UUID, phone: bytes | None, email: bytes | None, *, allowed: Predicate
) -> Sequence[CustomerRecord]:
    """Return the customers with either digest, at most 50, ordered by code."""
    condition, more = to_sql(allowed, {}, 4)
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM customer WHERE tenant_id = $1"
        f" AND (phone_digest = $2 OR email_digest = $3) AND {condition}"
        " ORDER BY code_key, id LIMIT 50",
        tenant,
        phone,
        email,
        *more,
    )
    return [_record(row) for row in rows]


async def names(reader: Reader, tenant: UUID, ids: Collection[UUID]) -> Sequence[CustomerName]:
    """Return codes and names of those of the ids that are customers."""
    rows: Any = await reader.fetch(
        "SELECT id, code, name FROM customer WHERE tenant_id = $1 AND id = ANY($2::uuid[])",
        tenant,
        list(ids),
    )
    return [CustomerName(**row) for row in rows]


async def by_codes(
    reader: Reader, tenant: UUID, keys: Collection[str], *, active: bool
) -> dict[str, UUID]:
    """Return the customers of exactly these codes, by code; `active`: only those in use."""
    rows = await reader.fetch(
        "SELECT code_key, id FROM customer WHERE tenant_id = $1 AND code_key = ANY($2::text[])"
        " AND (active OR NOT $3)",
        tenant,
        list(keys),
        active,
    )
    return {row["code_key"]: row["id"] for row in rows}


async def forget(writer: Writer, tenant: UUID, customer: UUID) -> bool:
    """Take name, place and digests from a customer, and retire it; False where there is none."""
    status = await writer.execute(
        "UPDATE customer SET phone_digest = NULL, email_digest = NULL, latitude = NULL,"
        " longitude = NULL, name = $3, name_key = $3, active = false, version = version + 1"
        " WHERE tenant_id = $1 AND id = $2 AND name <> $3",
        tenant,
        customer,
        NOBODY,
    )
    return status.endswith(" 1")


async def known_by(
    reader: Reader, tenant: UUID, phone: bytes | None, email: bytes | None
) -> Sequence[UUID]:
    """Return the customers with either digest."""
    rows = await reader.fetch(
        "SELECT id FROM customer WHERE tenant_id = $1"
        " AND (phone_digest = $2 OR email_digest = $3) LIMIT 50",
        tenant,
        phone,
        email,
    )
    return [row["id"] for row in rows]


async def active_among(reader: Reader, tenant: UUID, customers: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of the ids that are active customers."""
    rows = await reader.fetch(
        "SELECT id FROM customer WHERE tenant_id = $1 AND id = ANY($2::uuid[]) AND active",
        tenant,
        list(customers),
    )
    return frozenset(row["id"] for row in rows)


def _record(row: Any) -> CustomerRecord:
    return CustomerRecord(**{**row, "sealed": _sealed.decode(row["sealed"])})


def _values(tenant: UUID, customer: CustomerRecord) -> tuple[object, ...]:
    return (
        tenant,
        customer.id,
        customer.version,
        customer.active,
        customer.code,
        fold(customer.code),
        customer.name,
        fold(customer.name),
        msgspec.json.encode(customer.sealed),
        customer.phone_digest,
        customer.email_digest,
        customer.latitude,
        customer.longitude,
    )
