"""Migrations: one line of history, each file whole or not at all, and never changed afterwards."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.adapters.postgres.errors import DatabaseError, MigrationError, RolesError
from gongdan.adapters.postgres.migrate import MIGRATIONS, migrate
from gongdan.adapters.postgres.pool import open_database
from gongdan.adapters.postgres.roles import role_url
from gongdan.adapters.postgres.sql_files import read_migrations
from gongdan.kernel.ids import new_id
from tests.postgres_server import ADMIN_PASSWORD, SECRET, running_server

FIRST = "CREATE TABLE thing (id int PRIMARY KEY);\n"
SECOND = (
    "-- a second file\nALTER TABLE thing ADD name text;\nINSERT INTO thing VALUES (1, 'a;b');\n"
)


class Yard:
    """An empty database and a folder of migrations to play with."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / f"{name}.sql").write_text(text)

    async def migrate(self) -> tuple[str, ...]:
        return await migrate(self.url, SECRET, folder=self.folder, own_cluster=True)

    async def ask(self, query: str) -> object:
        connection = await asyncpg.connect(
            self.url, server_settings={"search_path": "gongdan, pg_temp"}
        )
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()


def _as(url: str, user: str) -> str:
    return url.replace(f"postgres:{ADMIN_PASSWORD}@", f"{user}:x@")


def _in(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


@pytest.fixture
async def yard(server: EmbeddedPostgres, tmp_path: Path) -> AsyncIterator[Yard]:
    maintenance = await asyncpg.connect(_in(server.url, "postgres"))
    name = f"yard_{new_id().hex}"
    await maintenance.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield Yard(_in(server.url, name), tmp_path)
    await maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await maintenance.close()


async def test_files_are_applied_once_in_the_order_of_their_numbers(yard: Yard) -> None:
    yard.write(**{"0002_b_second": SECOND, "0001_a_first": FIRST})
    assert await yard.migrate() == ("0001_a_first.sql", "0002_b_second.sql")
    assert await yard.migrate() == ()
    assert await yard.ask("SELECT name FROM thing") == "a;b"
    assert await yard.ask("SELECT version_num FROM gongdan_history.alembic_version") == "0002"


async def test_what_a_migration_makes_belongs_to_the_owner_role(yard: Yard) -> None:
    yard.write(**{"0001_a_first": FIRST})
    await yard.migrate()
    assert (
        await yard.ask(
            "SELECT tableowner::text || ' ' || schemaname FROM pg_tables WHERE tablename = 'thing'"
        )
        == "gongdan_owner gongdan"
    )


async def test_a_file_can_be_added_later(yard: Yard) -> None:
    yard.write(**{"0001_a_first": FIRST})
    await yard.migrate()
    yard.write(**{"0007_b_second": SECOND})
    assert await yard.migrate() == ("0007_b_second.sql",)


async def test_a_changed_file_is_refused_by_name(yard: Yard) -> None:
    yard.write(**{"0001_a_first": FIRST})
    await yard.migrate()
    yard.write(**{"0001_a_first": FIRST + "-- harmless?\n"})
    with pytest.raises(MigrationError, match=r"0001_a_first\.sql was changed after"):
        await yard.migrate()


async def test_a_file_that_comes_too_late_is_refused_by_name(yard: Yard) -> None:
    yard.write(**{"0005_a_first": FIRST})
    await yard.migrate()
    yard.write(**{"0003_b_late": "SELECT 1;"})
    with pytest.raises(MigrationError, match=r"0003_b_late\.sql comes before 0005_a_first\.sql"):
        await yard.migrate()


async def test_a_database_of_a_newer_version_is_left_alone(yard: Yard) -> None:
    yard.write(**{"0001_a_first": FIRST, "0002_b_second": SECOND})
    await yard.migrate()
    (yard.folder / "0002_b_second.sql").unlink()
    with pytest.raises(MigrationError, match="the database is newer"):
        await yard.migrate()


async def test_a_file_that_fails_half_way_leaves_nothing_and_names_its_line(yard: Yard) -> None:
    half = "CREATE TABLE half (id int);\n\n-- and now\nSELECT\n  nonsense\nFROM half;\n"
    yard.write(**{"0001_a_first": FIRST, "0002_b_half": half})
    with pytest.raises(MigrationError, match=r'0002_b_half\.sql, line 5: column "nonsense"'):
        await yard.migrate()
    assert await yard.ask("SELECT to_regclass('half') IS NULL AND to_regclass('thing') IS NOT NULL")
    yard.write(**{"0002_b_half": half.replace("nonsense", "id")})
    assert await yard.migrate() == ("0002_b_half.sql",)


async def test_an_error_without_a_position_names_the_line_of_its_statement(yard: Yard) -> None:
    yard.write(**{"0001_a_first": FIRST + "\n\n" + FIRST})
    with pytest.raises(MigrationError, match=r"line 4: relation .thing. already exists"):
        await yard.migrate()


async def test_a_file_may_not_end_its_transaction(yard: Yard) -> None:
    yard.write(**{"0001_a_first": FIRST + "COMMIT;\n"})
    with pytest.raises(MigrationError, match="line 2: a file is one transaction"):
        await yard.migrate()
    assert await yard.ask("SELECT to_regclass('thing') IS NULL")


async def test_starts_at_the_same_moment_wait_for_one_another(yard: Yard) -> None:
    yard.write(**{"0001_a_first": "SELECT pg_sleep(0.1);" + FIRST, "0002_b_second": SECOND})
    applied = await asyncio.gather(*(yard.migrate() for _ in range(4)))
    assert sorted(applied, key=len) == [(), (), (), ("0001_a_first.sql", "0002_b_second.sql")]


async def test_a_user_who_may_not_create_roles_is_told_what_to_run(yard: Yard) -> None:
    connection = await asyncpg.connect(yard.url)
    await connection.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
    await connection.execute("ALTER ROLE gongdan_searcher RENAME TO hidden")
    try:
        with pytest.raises(RolesError, match="CREATE ROLE gongdan_searcher LOGIN"):
            await migrate(_as(yard.url, "stranger"), SECRET, folder=yard.folder)
        await connection.execute("ALTER ROLE hidden RENAME TO gongdan_searcher")
        with pytest.raises(RolesError, match="no member of gongdan_owner"):
            await migrate(_as(yard.url, "stranger"), SECRET, folder=yard.folder)
        await connection.execute("GRANT gongdan_owner TO stranger")
        name = urlsplit(yard.url).path[1:]
        await connection.execute(f"GRANT CREATE ON DATABASE {name} TO stranger")
        yard.write(**{"0001_a_first": FIRST})
        applied = await migrate(_as(yard.url, "stranger"), SECRET, folder=yard.folder)
        assert applied == ("0001_a_first.sql",)
    finally:
        await connection.close()


@pytest.mark.database
async def test_an_administrator_who_is_no_superuser_can_set_the_house_up(tmp_path: Path) -> None:
    (tmp_path / "0001_a_first.sql").write_text(FIRST)
    with running_server() as own:
        connection = await asyncpg.connect(own.url)
        await connection.execute("CREATE ROLE modest LOGIN CREATEROLE PASSWORD 'x'")
        await connection.execute("GRANT CREATE ON DATABASE gongdan TO modest")
        await connection.close()
        await migrate(_as(own.url, "modest"), SECRET, folder=tmp_path)
        app = await open_database(role_url(own.url, "app", SECRET), "app", size=1)
        assert await app.answers()
        await app.pool.close()


async def test_a_wrong_administrator_password_names_the_file_to_put_back(yard: Yard) -> None:
    with pytest.raises(DatabaseError, match=r"put that file back"):
        await migrate(yard.url.replace(ADMIN_PASSWORD, "wrong"), SECRET, folder=yard.folder)


async def test_a_lost_secret_is_made_good_on_a_server_of_our_own(yard: Yard) -> None:
    try:
        await migrate(yard.url, b"a new secret", folder=yard.folder, own_cluster=True)
        app = await open_database(role_url(yard.url, "app", b"a new secret"), "app", size=1)
        assert await app.answers()
        await app.pool.close()
    finally:
        await yard.migrate()


def test_the_files_of_the_house_are_named_and_numbered_well() -> None:
    files = read_migrations(MIGRATIONS)
    assert files
    assert all(list(file.statements()) for file in files)


@pytest.mark.parametrize("name", ["1_a_b", "0001-a-b", "0001_onlyroom", "0001_A_b"])
def test_a_file_with_another_kind_of_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.sql").write_text("SELECT 1;")
    with pytest.raises(MigrationError, match="are named NNNN_"):
        read_migrations(tmp_path)


def test_two_files_may_not_share_a_number(tmp_path: Path) -> None:
    for name in ("0001_a_one", "0001_b_two"):
        (tmp_path / f"{name}.sql").write_text("SELECT 1;")
    with pytest.raises(MigrationError, match="share the number 0001"):
        read_migrations(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT ';'",
        "SELECT e'\\';', 'it''s;'",
        'SELECT 1 AS ";"',
        "SELECT 1 /* ; */ -- ;\n, 2",
        "DO $$ BEGIN PERFORM 1; END $$",
        "DO $body$ BEGIN PERFORM '$$;'; END $body$",
    ],
)
def test_a_semicolon_inside_something_does_not_end_the_statement(
    tmp_path: Path, statement: str
) -> None:
    (tmp_path / "0001_a_b.sql").write_text(f"-- one;\n{statement};\n/* end; */ SELECT 2")
    (file,) = read_migrations(tmp_path)
    assert [(s.line, s.sql) for s in file.statements()] == [
        (2, statement),
        (3 + statement.count("\n"), "SELECT 2"),
    ]
