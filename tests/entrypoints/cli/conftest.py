"""The command line as a person uses it, over a real database."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from gongdan.adapters.postgres.roles import role_url
from gongdan.entrypoints.cli.main import commands
from tests.postgres_server import SECRET, HouseDatabase


class Cli:
    """Runs commands of one installation over a database that it was given."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        self._runner = CliRunner(
            env={
                "GONGDAN_HOME": str(home),
                "DATABASE_URL": url,
                "GONGDAN_APP_DATABASE_URL": role_url(url, "app", SECRET),
                "GONGDAN_WORKER_DATABASE_URL": role_url(url, "worker", SECRET),
            }
        )

    def run(self, *words: str | Path, feed: str | None = None) -> Result:
        """Run a command to its end, whatever it is."""
        return self._runner.invoke(commands, [str(word) for word in words], input=feed)

    def figures(self, *words: str | Path) -> dict[str, object]:
        """Run a command that has to succeed, and return its JSON object."""
        done = self.run(*words, "--json")
        assert done.exit_code == 0, (done.output, done.exception)
        found: dict[str, object] = msgspec.json.decode(done.stdout)
        return found


@pytest.fixture(scope="module")
def cli(database: HouseDatabase, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """An installation that the tests of one module share."""
    return Cli(tmp_path_factory.mktemp("home"), database.url)
