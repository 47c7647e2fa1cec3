"""A release as its users meet it: the wheel, an empty environment without Node, the first page.

The wheel is built, a fresh virtual environment gets what the lock file names (hashes checked) and
then the wheel, and `gongdan up` runs with nothing else on its PATH: by this account, and once more
by one without rights where this one may become it.
"""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from msgspec import Struct

from bench.results import Figure, keep_plain, show

ROOT = Path(__file__).parents[1]
PATIENCE = 180.0
_LINKS = re.compile(r'(?:src|href)="(/[^"]+)"')
_STRANGE = re.compile(r"(^|/)(tests?|node_modules|bench|tools)/|\.(map|tsx?|py[co])$|\.env")


class Release(Struct, frozen=True):
    """A wheel in an environment of its own."""

    wheel: Path
    environment: Path
    seconds: float

    @property
    def installed(self) -> int:
        """Bytes of everything that was installed."""
        files = self.environment.rglob("*")
        return sum(
            file.stat().st_size for file in files if file.is_file() and not file.is_symlink()
        )


class FirstPage(Struct, frozen=True):
    """How long it took from the start of `gongdan up`, and how many files the page loads."""

    seconds: float
    files: int


def bench_release(command: str) -> None:
    """Build, install, start, fetch; print the figures."""
    with installed() as release:
        figures = show(
            [
                Figure(name="wheel", value=release.wheel.stat().st_size / 1e6, unit="MB", limit=5),
                Figure(name="installed, all libraries", value=release.installed / 1e6, unit="MB"),
                Figure(name="install from the lock file", value=release.seconds, unit="s"),
            ]
        )
        for account in accounts():
            page = first_page(release, account)
            name = f"up to first page, as {account}"
            figures += show([Figure(name=name, value=page.seconds, unit="s", limit=60)])
    keep_plain("release", command, figures)


def accounts() -> tuple[str, ...]:
    """Return whom the release is tried as."""
    here = pwd.getpwuid(os.geteuid()).pw_name
    return (here, "nobody") if os.geteuid() == 0 else (here,)


@contextmanager
def installed() -> Iterator[Release]:
    """Build the wheel and install it into an empty environment; removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="gongdan-release-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        wheel = build(place / "dist")
        environment = place / "environment"
        begun = time.perf_counter()
        _install(environment, wheel)
        yield Release(wheel, environment, time.perf_counter() - begun)


def build(folder: Path) -> Path:
    """Build the wheel of this checkout."""
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (wheel,) = folder.glob("*.whl")
    return wheel


def strange_files(wheel: Path) -> list[str]:
    """Return what a wheel holds and should not: tests, tools, sources of pages, maps."""
    with zipfile.ZipFile(wheel) as opened:
        return [name for name in opened.namelist() if _STRANGE.search(name)]


def _install(environment: Path, wheel: Path) -> None:
    # the system's Python where it fits: another account can't use one in somebody's home
    name = f"python3.{sys.version_info.minor}"
    under = str(Path(sys.base_prefix) / "bin" / name)
    system = Path("/usr/bin") / name
    _run(str(system) if system.exists() else under, "-m", "venv", "--without-pip", str(environment))
    python = environment / "bin" / "python"
    # pip comes from the Python underneath: the environment itself is empty
    pip = (under, "-m", "pip", "--python", str(python), "install", "--quiet")
    _run(*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    _run(*pip, "--no-deps", str(wheel))


def first_page(release: Release, account: str) -> FirstPage:
    """Start the product as an account, fetch the desk with all that it loads, stop it again."""
    with tempfile.TemporaryDirectory(prefix="gongdan-home-") as folder:
        home = Path(folder)
        shutil.chown(home, account)
        home.chmod(0o755)
        begun = time.perf_counter()
        with _up(release, account, home) as address:
            page = _fetch(f"{address}/desk/", begun)
            took = time.perf_counter() - begun
            links = sorted(set(_LINKS.findall(page)))
            for link in links:
                _fetch(urljoin(address, link), begun)
    return FirstPage(took, len(links))


@contextmanager
def _up(release: Release, account: str, home: Path) -> Iterator[str]:
    port = _free_port()
    # nothing but the environment on the PATH: no Node, no PostgreSQL of the system
    around = {
        "PATH": str(release.environment / "bin"),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "GONGDAN_HOME": str(home / "house"),
        "GONGDAN_PORT": str(port),
        "GONGDAN_LOG_LEVEL": "error",
    }
    other = account if account != pwd.getpwuid(os.geteuid()).pw_name else None
    process = subprocess.Popen(
        [str(release.environment / "bin" / "gongdan"), "up"],
        env=around,
        cwd=home,
        user=other,
        group=pwd.getpwnam(account).pw_gid if other else None,
        extra_groups=[] if other else None,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGTERM)
        if (code := process.wait(60)) not in {0, 1}:
            raise RuntimeError(f"gongdan up ended with {code}")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _fetch(url: str, begun: float) -> str:
    while True:
        try:
            with urlopen(url, timeout=30) as answer:
                return str(answer.read().decode(errors="replace"))
        except (URLError, ConnectionError):
            if time.perf_counter() - begun > PATIENCE:
                raise
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(*command: str) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(command[:4])} ...:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
