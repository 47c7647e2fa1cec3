"""The tables of policies and of categories, and the categories that come with the program."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.contract import Category, Mode, Policy

_category = msgspec.json.Decoder(Category)


@cache
def shipped_categories() -> Mapping[str, Category]:
    """Return the categories that come with the program, by key."""
    read = tomllib.loads((Path(__file__).parent / "shipped_categories.toml").read_text("utf-8"))
    return {
        key: Category(
            key=key, name={"zh": told["zh"], "en": told["en"]}, phrases=tuple(told["phrases"])
        )
        for key, told in read.items()
    }


async def load_categories(reader: Reader, tenant: UUID) -> Mapping[str, Category]:
    """Return a tenant's categories by key: its own word goes before what was shipped."""
    rows: Any = await reader.fetch(
        "SELECT key, body FROM dispatch_category WHERE tenant_id = $1 ORDER BY key", tenant
    )
    return {**shipped_categories(), **{row["key"]: _category.decode(row["body"]) for row in rows}}


async def keep_category(writer: Writer, tenant: UUID, category: Category) -> None:
    """Keep what a tenant says of a category."""
    await writer.execute(
        "INSERT INTO dispatch_category (tenant_id, key, version, body)"
        " VALUES ($1, $2, 1, $3::text::jsonb) ON CONFLICT (tenant_id, key) DO UPDATE"
        " SET body = excluded.body, version = dispatch_category.version + 1",
        tenant,
        category.key,
        msgspec.json.encode(category).decode(),
    )


async def load_policies(reader: Reader, tenant: UUID) -> Sequence[Policy]:
    """Return the newest policy of each type and category."""
    rows: Any = await reader.fetch(
        "SELECT DISTINCT ON (type_key, category) type_key, category, version, mode, threshold,"
        " unit_id AS unit, share FROM dispatch_policy WHERE tenant_id = $1"
        " ORDER BY type_key, category, version DESC",
        tenant,
    )
    return [Policy(**{**row, "mode": Mode(row["mode"])}) for row in rows]


async def keep_policy(
    writer: Writer, tenant: UUID, policy: Policy, *, author: UUID | None, now: datetime
) -> Policy:
    """Keep a policy as the next version of its type and category; returns it with its version."""
    # one at a time for a type and category, so that no version is taken twice
    await writer.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        f"{tenant}:{policy.type_key}:{policy.category}",
    )
    version = await writer.fetchval(
        "INSERT INTO dispatch_policy (tenant_id, type_key, category, version, mode, threshold,"
        " author_id, made_at, unit_id, share)"
        " SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9"
        " FROM dispatch_policy WHERE tenant_id = $1 AND type_key = $2 AND category = $3"
        " RETURNING version",
        tenant,
        policy.type_key,
        policy.category,
        str(policy.mode),
        policy.threshold,
        author,
        now,
        policy.unit,
        policy.share,
    )
    return msgspec.structs.replace(policy, version=version)
