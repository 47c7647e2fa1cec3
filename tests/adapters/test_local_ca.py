"""The house's own authority: kept closed, good for local networks alone, renewed in time."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from gongdan.adapters.file_secrets import SecretsError
from gongdan.adapters.local_ca import LocalAuthority, is_local
from gongdan.adapters.local_names import local_names
from gongdan.adapters.tls import Certificate
from gongdan.kernel.clock import utc_now

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
NAMES = ("192.168.1.7", "desk.local", "localhost", "127.0.0.1", "::1")


@pytest.fixture
def authority(tmp_path: Path) -> LocalAuthority:
    return LocalAuthority(tmp_path / "home" / "secrets")


def leaf_of(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_keys_are_closed_to_others_and_one_that_is_open_is_refused(
    authority: LocalAuthority,
) -> None:
    issued = authority.issue(NAMES, NOW)
    folder = issued.key.parent
    for name in ("lan-ca.key", "lan.pem"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / "lan-ca.key").chmod(0o644)
    with pytest.raises(SecretsError, match="chmod 600"):
        authority.issue(NAMES, NOW)


def test_a_damaged_authority_is_told_and_not_replaced(authority: LocalAuthority) -> None:
    authority.issue(NAMES, NOW)
    authority.certificate.write_text("-----BEGIN CERTIFICATE-----\n")
    with pytest.raises(SecretsError, match="damaged"):
        authority.issue(NAMES, NOW)


def test_a_certificate_stays_until_its_time_comes_or_the_names_change(
    authority: LocalAuthority,
) -> None:
    first = authority.issue(NAMES, NOW)
    before = first.certificate.read_bytes()
    assert authority.issue(NAMES, NOW + timedelta(days=59)) == first
    assert first.certificate.read_bytes() == before
    renewed = authority.issue(NAMES, NOW + timedelta(days=61))
    assert renewed.ends == NOW + timedelta(days=151)
    assert authority.issue(("10.0.0.9",), NOW).names == ("10.0.0.9",)
    print_of = authority.fingerprint()
    assert len(print_of.split(":")) == 32
    assert authority.fingerprint() == print_of, "the authority itself stays the same"


def test_what_is_not_of_a_local_network_gets_no_certificate(authority: LocalAuthority) -> None:
    issued = authority.issue(("example.com", "8.8.8.8", "2001:db8::1", *NAMES), NOW)
    assert issued.names == NAMES
    assert not is_local("evil-local")
    assert is_local("a.b.local")


def test_the_authority_can_vouch_for_no_site_of_the_open_internet(
    authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even with its key in the wrong hands: name constraints bind whoever verifies."""
    authority.issue(NAMES, NOW)
    root = leaf_of(authority.certificate)
    constraints = root.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    monkeypatch.setattr("gongdan.adapters.local_ca.is_local", lambda _name: True)
    forged = leaf_of(authority.issue(("bank.example.com",), NOW).certificate)
    verifier = PolicyBuilder().store(Store([root])).time(NOW)
    with pytest.raises(VerificationError):
        verifier.build_server_verifier(x509.DNSName("bank.example.com")).verify(forged, [])
    honest = leaf_of(authority.issue(("desk.local",), NOW).certificate)
    assert verifier.build_server_verifier(x509.DNSName("desk.local")).verify(honest, [])


async def test_a_client_that_trusts_the_authority_connects_and_sees_the_renewed_one_without_a_restart(
    authority: LocalAuthority,
) -> None:
    issued = authority.issue(NAMES, utc_now() - timedelta(days=61))
    shown = Certificate(issued.certificate, issued.key)

    async def close(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(close, "127.0.0.1", 0, ssl=shown.context)
    port = server.sockets[0].getsockname()[1]

    async def serial(trusting: ssl.SSLContext) -> int:
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting)
        leaf = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        return x509.load_der_x509_certificate(leaf).serial_number

    trusting = ssl.create_default_context(cafile=str(authority.certificate))
    first = await serial(trusting)
    assert not shown.look()
    authority.issue(NAMES, utc_now())
    assert shown.look()
    assert await serial(trusting) != first
    with pytest.raises(ssl.SSLError):
        await serial(ssl.create_default_context())
    old = ssl.create_default_context(cafile=str(authority.certificate))
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("AES128-SHA256")  # no forward secrecy
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        await serial(old)
    server.close()


def test_a_machine_knows_names_by_which_it_is_reached() -> None:
    found = local_names("192.168.77.1")
    assert found[0] == "192.168.77.1"
    assert {"localhost", "127.0.0.1", "::1"} < set(found)
