"""Both key tables (memory, PostgreSQL), and a vault over each."""

import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.ports import SubjectKeys
from gongdan.rooms.privacy.store.keys import MemorySubjectKeys, PostgresSubjectKeys
from tests.postgres_server import HouseDatabase


@pytest.fixture(params=["memory", "postgres"])
def keys(request: pytest.FixtureRequest) -> SubjectKeys:
    if request.param == "memory":
        return MemorySubjectKeys()
    database: HouseDatabase = request.getfixturevalue("database")
    return PostgresSubjectKeys(database.app)


@pytest.fixture
def encryption() -> FileKeys:
    return FileKeys.in_memory()


@pytest.fixture
def vault(keys: SubjectKeys, encryption: FileKeys) -> SubjectVault:
    return SubjectVault(keys, encryption)
