"""The names and addresses by which this machine is reached on its own network."""

import socket
from contextlib import suppress

# nobody is called: the kernel says by which of our addresses it would go there
_TOWARDS = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")


def local_names(named: str = "") -> tuple[str, ...]:
    """Return the names and addresses by which this machine is reached on its network.

    The one to be shown to people comes first: the address that was `named`, else the one by
    which this machine reaches others.
    """
    found = [named] if named and not is_unspecified(named) else []
    found += [address for each in _TOWARDS if (address := _source(each))]
    host = socket.gethostname().split(".")[0].lower()
    with suppress(OSError):
        found += [str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(host, None)]
    if host and host != "localhost" and host.isascii():
        found.append(f"{host}.local")
    outer = [name for name in dict.fromkeys(found) if not name.startswith("127.") and name != "::1"]
    return (*outer, "localhost", "127.0.0.1", "::1")


def is_unspecified(host: str) -> bool:
    """Tell whether a host stands for every address of this machine."""
    return host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound


def _source(towards: str) -> str:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((towards, 9))
        return str(probe.getsockname()[0])
    return ""
