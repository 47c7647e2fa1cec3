"""`gongdan up`: start everything, and stop it again with Ctrl-C."""

import asyncio
import signal
from contextlib import closing
from types import FrameType

import click

from gongdan.bootstrap.house import open_house
from gongdan.bootstrap.storage import Urls, prepare
from gongdan.bootstrap.transport import Transport, open_transport
from gongdan.entrypoints.cli.address import address_options, as_environment
from gongdan.entrypoints.cli.database_keeper import DatabaseKeeper
from gongdan.entrypoints.cli.demo import told_log_ins
from gongdan.entrypoints.cli.lan import told_lan
from gongdan.entrypoints.cli.open_files import raise_open_files
from gongdan.entrypoints.cli.running import run
from gongdan.entrypoints.cli.told import Fault
from gongdan.entrypoints.cli.web_server import address, listen, serve
from gongdan.entrypoints.cli.workers import Post, Workers
from gongdan.entrypoints.demo.plant import plant
from gongdan.entrypoints.http.trace import set_up_logging
from gongdan.kernel.clock import utc_now
from gongdan.settings import Settings, load_settings


@click.command()
@click.option("--demo", is_flag=True, help="Plant the demo tenant first, and print its log-ins.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that serve the web (else GONGDAN_WORKERS, else 1).",
)
@address_options
def up(*, demo: bool, workers: int | None, **said: object) -> None:
    """Start Gongdan; with a database of its own unless DATABASE_URL names one.

    It goes on until Ctrl-C (or SIGTERM). A database of its own that dies is started again.

    Only this machine reaches it, unless it is encrypted in one of three ways: --lan (an
    authority of your own), --certificate and --key, or --behind-proxy.
    """
    settings = load_settings(said=as_environment(said))
    set_up_logging(settings.log)
    raise_open_files()
    transport = open_transport(settings, utc_now)
    with closing(listen(settings.http)) as taken:
        keeper = DatabaseKeeper(settings)
        try:
            urls, token = run(_made_ready(settings, keeper, demo=demo))
            count = workers or settings.http.workers
            post = Post(settings, urls, taken)
            told = _welcome(post, transport, demo=demo, token=token)
            if count == 1:
                _serve_here(post, keeper, told)
            else:
                _serve_by(Workers(post, count), keeper, told)
        finally:
            keeper.stop()


async def _made_ready(
    settings: Settings, keeper: DatabaseKeeper, *, demo: bool
) -> tuple[Urls, str | None]:
    """Prepare the database; for an empty installation a set-up token comes back, too."""
    urls = await prepare(settings, keeper.server)
    async with open_house(settings, urls) as house:
        if demo:
            await plant(house)
        return urls, await house.first_run.offer()


def _welcome(post: Post, transport: Transport, *, demo: bool, token: str | None) -> str:
    stands = address(post.settings.http, post.taken)
    parts = [f"Gongdan stands at {stands}"]
    parts += filter(None, (transport.warning, told_lan(transport, post.taken.getsockname()[1])))
    if demo:
        parts.append(told_log_ins())
    if token:
        parts += [
            "Nobody has set it up yet. Open this address, once, within 24 hours:",
            f"  {stands}/desk/setup#{token}",
        ]
    return "\n".join(parts)


def _serve_here(post: Post, keeper: DatabaseKeeper, told: str) -> None:
    async def look() -> None:
        await asyncio.to_thread(keeper.look)

    run(
        serve(
            post.settings,
            post.urls,
            post.taken,
            on_ready=lambda: click.echo(told),
            beside=look,
        )
    )


def _serve_by(workers: Workers, keeper: DatabaseKeeper, told: str) -> None:
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if not workers.wait_until_ready():
            raise Fault("No process of the house came up: the lines above say why.")
        click.echo(told)
        workers.watch(keeper.look)
    except KeyboardInterrupt:
        pass
    finally:
        workers.stop()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
