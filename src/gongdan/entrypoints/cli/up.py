"""`gongdan up`: start everything, and stop it again with Ctrl-C."""

from typing import TYPE_CHECKING

import click
import uvicorn
import uvloop

from gongdan.bootstrap.house import open_house
from gongdan.bootstrap.storage import prepare, start_server
from gongdan.entrypoints.http.app import make_app
from gongdan.entrypoints.http.serve import parts_of, server_config
from gongdan.entrypoints.http.trace import set_up_logging
from gongdan.settings import Settings, load_settings

if TYPE_CHECKING:
    from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres


@click.command()
def up() -> None:
    """Start Gongdan; with a database of its own unless DATABASE_URL names one."""
    settings = load_settings()
    set_up_logging(settings.log)
    server = start_server(settings)
    try:
        uvloop.run(_serve(settings, server))
    finally:
        if server is not None:
            server.stop()


async def _serve(settings: Settings, server: "EmbeddedPostgres | None") -> None:
    urls = await prepare(settings, server)
    async with open_house(settings, urls) as house:
        app = make_app(parts_of(house))
        http = settings.http
        scheme = "https" if http.is_encrypted else "http"
        click.echo(f"Gongdan stands at {http.public_url or f'{scheme}://{http.host}:{http.port}'}")
        await uvicorn.Server(server_config(house, app)).serve()
