"""Each own lint lets the good pass and finds the bad, and a skip needs a reason."""

from pathlib import Path

import pytest

from tools.lints.__main__ import findings

ROOM = "src/gongdan/rooms/people"
MIGRATION = {
    "src/gongdan/migrations/0010_people_person.sql": (
        "CREATE TABLE person (\n    tenant_id uuid NOT NULL,\n    id uuid NOT NULL\n);\n"
    ),
    "src/gongdan/migrations/0011_assets_asset.sql": (
        "CREATE TABLE asset (\n    tenant_id uuid NOT NULL,\n    id uuid NOT NULL\n);\n"
        "CREATE TABLE tenant (\n    id uuid NOT NULL\n);\n"
    ),
    f"{ROOM}/README.md": "# People\n",
    f"{ROOM}/contract.py": "",
}
TEXTS = '[refusals.person_unknown]\nwhat = "Nobody."\nnext = "Look again."\n'
CODES = 'class Refusal(StrEnum):\n    PERSON_UNKNOWN = "person_unknown"\n'
WORDS = "class OrderAccepted(Event): ...\nclass PaymentSent(events.Event): ...\n"


def in_store(sql: str) -> dict[str, str]:
    return {
        **MIGRATION,
        f"{ROOM}/store.py": f'"""SELECT is a word of this docstring."""\nSQL = """{sql}"""\n',
    }


GOOD = {
    "a query with its tenant": in_store("SELECT id FROM person WHERE tenant_id = $1"),
    "a join with both tenants": in_store(
        "SELECT 1 FROM person p JOIN person q USING (tenant_id, id) WHERE p.tenant_id = $1"
    ),
    "an insert that names the tenant": in_store(
        "INSERT INTO person (tenant_id, id) VALUES ($1, $2)"
    ),
    "a versioned function": in_store("SELECT * FROM read_person_v1($1, $2)"),
    "a table that another migration made for this room": {
        **MIGRATION,
        "src/gongdan/migrations/0001_kernel_first.sql": "-- owner: people\nCREATE TABLE crew (\n    id uuid\n);\n",
        f"{ROOM}/store.py": 'Q = "SELECT id FROM crew"\n',
    },
    "a look at a table of the kernel": {
        **in_store("SELECT seq FROM event"),
        "src/gongdan/migrations/0001_kernel_first.sql": "CREATE TABLE event (\n    seq int\n);\n",
    },
    "SQL of the kernel and of adapters": {
        "src/gongdan/kernel/jobs.py": 'Q = "SELECT 1"\n',
        "src/gongdan/adapters/postgres/roles.py": 'Q = "SELECT rolname FROM pg_roles"\n',
    },
    "views that became a package": {**MIGRATION, f"{ROOM}/views/board.py": 'Q = "SELECT 1"\n'},
    "a contract that became a package": {
        f"{ROOM}/README.md": "# People\n",
        f"{ROOM}/contract/__init__.py": "",
    },
    "equal texts for each code": {
        **MIGRATION,
        f"{ROOM}/domain/refusals.py": CODES,
        f"{ROOM}/texts/en.toml": TEXTS,
        f"{ROOM}/texts/zh.toml": TEXTS,
    },
    "codes by auto()": {
        **MIGRATION,
        f"{ROOM}/domain/refusals.py": "class Refusal(StrEnum):\n    PERSON_UNKNOWN = auto()\n",
        f"{ROOM}/texts/en.toml": TEXTS,
        f"{ROOM}/texts/zh.toml": TEXTS,
    },
    "codes of an engine that pass through": {
        **MIGRATION,
        "src/gongdan/engines/flow.py": CODES.replace("Refusal", "FlowCode"),
        f"{ROOM}/domain/refusals.py": "from gongdan.engines.flow import FlowCode\n",
        f"{ROOM}/texts/en.toml": TEXTS,
        f"{ROOM}/texts/zh.toml": TEXTS,
    },
    "events and commands": {
        "src/gongdan/kernel/words.py": WORDS
        + "class OrderEvent(Event): ...\nclass OrderArchived(OrderEvent): ...\nclass AcceptOrder(Command): ...\n"
    },
    "a long generated file": {"web/packages/api/schema.ts": "/* auto-generated */\n" + "x\n" * 300},
    "a long test": {"tests/test_much.py": "x = 1\n" * 450},
    "the clock in a handler": {
        **MIGRATION,
        f"{ROOM}/handlers.py": "from gongdan.kernel.clock import utc_now\n",
    },
    "a web root and a relative path": {"docs/a.md": "see /orders and ./work/ and {data}/root/\n"},
    "a finding that is skipped with a reason": in_store("SELECT count(*) FROM person")
    | {
        f"{ROOM}/store.py": '# lint: skip tenant_scope: counts all tenants for the licence\nQ = "SELECT count(*) FROM person"\n'
    },
}

BAD = {
    "a query without its tenant": (in_store("SELECT id FROM person WHERE id = $1"), "tenant_scope"),
    "an f-string without its tenant": (
        {**MIGRATION, f"{ROOM}/store.py": 'Q = f"SELECT id FROM person WHERE {where}"\n'},
        "tenant_scope",
    ),
    "a join with one tenant only": (
        in_store("SELECT 1 FROM person p JOIN person q ON p.id = q.id WHERE p.tenant_id = $1"),
        "tenant_scope",
    ),
    "an insert without its tenant": (
        in_store("INSERT INTO person (id) VALUES ($1)"),
        "tenant_scope",
    ),
    "a write to a table of the kernel": (
        {
            **in_store("INSERT INTO event (seq) VALUES ($1)"),
            "src/gongdan/migrations/0001_kernel_first.sql": "CREATE TABLE event (\n    seq int\n);\n",
        },
        "sql_in_owner",
    ),
    "an update without its tenant": (in_store("UPDATE person SET id = $1"), "tenant_scope"),
    "a delete hidden in a common table": (
        in_store("WITH gone AS (DELETE FROM person RETURNING id) SELECT count(*) FROM gone"),
        "tenant_scope",
    ),
    "SQL in a handler": ({**MIGRATION, f"{ROOM}/handlers.py": 'Q = "SELECT 1"\n'}, "sql_in_owner"),
    "SQL in an entrypoint": (
        {"src/gongdan/entrypoints/cli.py": 'Q = "SELECT 1"\n'},
        "sql_in_owner",
    ),
    "another room's table": (in_store("SELECT id FROM asset WHERE tenant_id = $1"), "sql_in_owner"),
    "a room without a first page": ({f"{ROOM}/contract.py": ""}, "room_shape"),
    "a room without a door": ({f"{ROOM}/README.md": "# People\n"}, "room_shape"),
    "a room with a file of its own invention": (
        {**MIGRATION, f"{ROOM}/service.py": ""},
        "room_shape",
    ),
    "a room with a folder of its own invention": (
        {**MIGRATION, f"{ROOM}/models/person.py": ""},
        "room_shape",
    ),
    "a file that says nothing": ({"src/gongdan/kernel/utils.py": ""}, "room_shape"),
    "a long file": ({"src/gongdan/kernel/much.py": "x = 1\n" * 301}, "file_budget"),
    "a long test file": ({"tests/test_much.py": "x = 1\n" * 501}, "file_budget"),
    "a long component": ({"web/apps/desk/src/app.tsx": "x\n" * 251}, "file_budget"),
    "a long function": (
        {"src/gongdan/kernel/much.py": "def f():\n" + "    x = 1\n" * 50},
        "file_budget",
    ),
    "an event in the present": (
        {"src/gongdan/kernel/words.py": "class OrderAccept(Event): ...\n"},
        "event_names",
    ),
    "an event behind a base": (
        {
            "src/gongdan/kernel/words.py": "class OrderEvent(Event): ...\nclass OrderClose(OrderEvent): ...\n"
        },
        "event_names",
    ),
    "a command in the past": (
        {"src/gongdan/kernel/words.py": "class AcceptedOrder(Command): ...\n"},
        "event_names",
    ),
    "a command that begins with its noun": (
        {"src/gongdan/kernel/words.py": WORDS + "class OrderAccept(Command): ...\n"},
        "event_names",
    ),
    "a code without texts": ({**MIGRATION, f"{ROOM}/domain/refusals.py": CODES}, "texts_complete"),
    "a key in one language": (
        {**MIGRATION, f"{ROOM}/texts/en.toml": 'a = "A"\n', f"{ROOM}/texts/zh.toml": ""},
        "texts_complete",
    ),
    "a code without a next step": (
        {
            **MIGRATION,
            f"{ROOM}/domain/refusals.py": CODES,
            f"{ROOM}/texts/en.toml": '[refusals.person_unknown]\nwhat = "Nobody."\n',
            f"{ROOM}/texts/zh.toml": '[refusals.person_unknown]\nwhat = "无此人"\n',
        },
        "texts_complete",
    ),
    "a text for a code that is gone": (
        {
            **MIGRATION,
            f"{ROOM}/domain/refusals.py": "class Refusal(StrEnum): ...\n",
            f"{ROOM}/texts/en.toml": TEXTS,
            f"{ROOM}/texts/zh.toml": TEXTS,
        },
        "texts_complete",
    ),
    "a shout": (
        {
            **MIGRATION,
            f"{ROOM}/texts/en.toml": 'a = "A!"\n',
            f"{ROOM}/texts/zh.toml": 'a = "啊！"\n',
        },
        "texts_complete",
    ),
    "the clock in the domain": (
        {**MIGRATION, f"{ROOM}/domain/decide.py": "from gongdan.kernel.clock import utc_now\n"},
        "facts_come_in",
    ),
    "an id made in a contract": (
        {**MIGRATION, f"{ROOM}/contract.py": "from gongdan.kernel import ids\nx = ids.new_id\n"},
        "facts_come_in",
    ),
    "a path of this machine": ({"docs/a.md": "see /" + "work/main\n"}, "no_machine_paths"),
    "a registry": ({"requirements.lock": "https://pypi." + "org/simple\n"}, "no_machine_paths"),
    "a skip without a reason": (
        in_store("")
        | {f"{ROOM}/store.py": 'Q = "SELECT count(*) FROM person"  # lint: skip tenant_scope\n'},
        "skip",
    ),
    "a skip without a use": (
        {"src/gongdan/kernel/a.py": "x = 1  # lint: skip tenant_scope: nothing to see here\n"},
        "skip",
    ),
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("files", GOOD.values(), ids=GOOD)
def test_the_good_passes(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    assert list(findings(tmp_path)) == []


@pytest.mark.parametrize(("files", "rule"), BAD.values(), ids=BAD)
def test_the_bad_is_found(tmp_path: Path, files: dict[str, str], rule: str) -> None:
    write(tmp_path, files)
    assert {finding.rule for finding in findings(tmp_path)} == {rule}
