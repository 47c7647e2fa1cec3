"""Start the embedded PostgreSQL, or join the one that runs, and hand out its URL.

Any number of processes may call `start` at once on one home folder: one sets up, the others
wait and attach. Who started the server stops it; if that process died, the next one that
calls `start` takes the server over.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlencode

from gongdan.adapters.embedded_postgres.account import (
    Account,
    choose_account,
    require_passage,
)
from gongdan.adapters.embedded_postgres.cluster import (
    ADMIN,
    create_cluster,
    data_major,
    write_settings,
)
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.find_binaries import Binaries, find_binaries
from gongdan.adapters.embedded_postgres.locks import set_up_lock, take_lock
from gongdan.adapters.embedded_postgres.places import Places
from gongdan.adapters.embedded_postgres.private_copy import copy_binaries
from gongdan.adapters.embedded_postgres.process import Server
from gongdan.adapters.home_folder import make_home

PORT = 5432
"""Only part of the socket's file name: the server listens on no network address."""

DATABASE = "gongdan"


class EmbeddedPostgres:
    """A handle on the running server. `url` logs in as its administrator.

    `started_here` says that this process started it (or took it over from a dead one);
    `stop()` stops it then, and does nothing otherwise. Also a context manager.
    """

    def __init__(self, server: Server, places: Places, url: str, holder: int | None) -> None:
        self.server = server
        self.url = url
        self.data = server.data
        self._places = places
        self._holder = holder

    @property
    def started_here(self) -> bool:
        """Whether stopping it is up to us."""
        return self._holder is not None

    def revive(self) -> bool:
        """Start the server again if it does not answer; tell whether that was needed."""
        with set_up_lock(self._places.set_up_lock):
            if self.server.is_ready():
                return False
            self.server.start()
            return True

    def stop(self) -> None:
        """Stop the server if it is ours; safe to call twice."""
        if self._holder is None:
            return
        with set_up_lock(self._places.set_up_lock):
            self.server.stop()
            os.close(self._holder)
            self._holder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start(
    home: Path,
    password: str,
    *,
    named: Path | None = None,
    settings: Mapping[str, str] | None = None,
    user: str | None = None,
) -> EmbeddedPostgres:
    """Start the server of `home`, or attach to it; returns when it takes connections.

    `password` is the administrator's and only used for a new data folder; `named` is a folder
    of binaries (GONGDAN_PG_BIN); `settings` are further lines of configuration; `user` is the
    account that root drops to. Raises `LauncherError`.
    """
    places = Places(home=home.resolve())
    account = choose_account(places.data, wanted=user)
    require_passage(account, places.root)
    try:
        make_home(places.home)
        require_passage(account, places.root)
        places.make(account)
    except OSError as error:
        raise LauncherError(f"The home folder {home} cannot be used: {error}") from error
    with set_up_lock(places.set_up_lock):
        server = _server(places, account, named)
        if not server.is_ready():
            places.clear_drafts()
            if data_major(places.data) is None:
                _create(server, places, password)
            write_settings(places.data, places.sockets, PORT, settings or {})
            server.start()
        holder = take_lock(places.holder_lock)
    return EmbeddedPostgres(server, places, _url(password, places.sockets), holder)


def _server(places: Places, account: Account, named: Path | None) -> Server:
    binaries = find_binaries(named=named, data_major=data_major(places.data))
    if account.drops:
        binaries = _reachable(binaries, places, account)
    return Server(
        binaries=binaries,
        account=account,
        data=places.data,
        sockets=places.sockets,
        log=places.log,
        port=PORT,
    )


def _reachable(binaries: Binaries, places: Places, account: Account) -> Binaries:
    if binaries.from_wheel:
        return copy_binaries(binaries, places.binaries)
    require_passage(account, binaries.folder / "postgres")
    return binaries


def _create(server: Server, places: Places, password: str) -> None:
    """Make the data folder aside and rename it when it is whole: a killed set-up leaves none."""
    data = places.make_draft(server.account) / "data"
    create_cluster(server.binaries, server.account, data, password, database=DATABASE)
    data.rename(places.data)
    data.parent.rmdir()


def _url(password: str, sockets: Path) -> str:
    query = urlencode({"host": str(sockets), "port": PORT})
    return f"postgresql://{ADMIN}:{quote(password)}@/{DATABASE}?{query}"
