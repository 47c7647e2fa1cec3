"""A given certificate: each way to be wrong is told before anybody is served."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from gongdan.adapters.given_certificate import CertificateError, check_certificate

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Pair:
    """A certificate and its key as files, wrong in whatever way is asked for."""

    def __init__(self, folder: Path) -> None:
        self.certificate, self.key = folder / "site.pem", folder / "site.key"
        self.write(ec.generate_private_key(ec.SECP256R1()))

    def write(
        self,
        key: PrivateKey,
        *,
        begins: datetime = NOW - timedelta(days=1),
        ends: datetime = NOW + YEAR,
        named: bool = True,
        password: bytes | None = None,
    ) -> None:
        name = x509.Name([])
        draft = x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), begins, ends
        )
        if named:
            names = x509.SubjectAlternativeName([x509.DNSName("gongdan.example")])
            draft = draft.add_extension(names, critical=False)
        made = draft.sign(key, hashes.SHA256())
        self.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        closed: serialization.KeySerializationEncryption = serialization.NoEncryption()
        if password:
            closed = serialization.BestAvailableEncryption(password)
        pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        self.key.write_bytes(key.private_bytes(pem, pkcs8, closed))

    def fault(self) -> str:
        with pytest.raises(CertificateError) as told:
            check_certificate(self.certificate, self.key, NOW)
        return str(told.value)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def curve() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def test_a_good_pair_is_taken_without_a_word(pair: Pair) -> None:
    assert check_certificate(pair.certificate, pair.key, NOW) == ""


def test_one_that_ends_soon_is_taken_with_a_warning(pair: Pair) -> None:
    pair.write(curve(), ends=NOW + timedelta(days=13))
    assert "ends on 2026-12-09" in check_certificate(pair.certificate, pair.key, NOW)


def test_one_that_has_ended_or_has_not_begun_is_refused(pair: Pair) -> None:
    pair.write(curve(), ends=NOW)
    assert "ended on 2026-11-26" in pair.fault()
    pair.write(curve(), begins=NOW + timedelta(hours=1))
    assert "is valid from 2026-11-26 13:00 UTC only" in pair.fault()


def test_a_key_of_another_certificate_is_refused(pair: Pair) -> None:
    kept = pair.key.read_bytes()
    pair.write(curve())
    pair.key.write_bytes(kept)
    assert "is not the certificate of the key" in pair.fault()


def test_what_can_not_be_read_is_named(pair: Pair) -> None:
    pair.write(curve(), password=b"secret")
    assert "is protected by a password" in pair.fault()
    pair.key.write_text("no key at all")
    assert f"{pair.key} is no PEM file" in pair.fault()
    pair.certificate.unlink()
    assert f"{pair.certificate} can't be read" in pair.fault()


def test_a_weak_or_nameless_one_is_refused(pair: Pair) -> None:
    pair.write(rsa.generate_private_key(65537, 1024))  # noqa: S505 - weak on purpose
    assert "fewer than 2048 bits" in pair.fault()
    pair.write(curve(), named=False)
    assert "names no host" in pair.fault()
