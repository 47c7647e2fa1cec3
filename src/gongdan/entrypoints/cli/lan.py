"""What `gongdan up --lan` shows: where people find the house, and whom they may trust."""

import io

import segno

from gongdan.bootstrap.transport import Transport


def told_lan(transport: Transport, port: int) -> str:
    """Return the words and the code to be scanned."""
    if transport.authority is None:
        return ""
    place = _url(transport.names[0], port)
    picture = io.StringIO()
    segno.make(f"{place}/trust", error="m").terminal(picture, compact=True)
    others = " ".join(_url(name, port) for name in transport.names[1:])
    return "\n".join(
        (
            f"On the local network: {place}   ({others})",
            picture.getvalue().rstrip("\n"),
            f"Scan this, or open {place}/trust, once on each device. The first time a browser",
            "warns: go on, compare the fingerprint, then install the certificate.",
            f"Fingerprint (SHA-256): {transport.authority.fingerprint()}",
        )
    )


def _url(name: str, port: int) -> str:
    host = f"[{name}]" if ":" in name else name
    return f"https://{host}" if port == 443 else f"https://{host}:{port}"
