"""A certificate authority of this installation's own, for people on the local network.

Its key never leaves the secrets folder (0600). Whoever trusts it on a phone trusts it for private
addresses and for names of local networks alone: name constraints (RFC 5280, section 4.2.1.10)
make a stolen key useless against the open internet. The server's certificate is short-lived and
is issued anew before it ends, or when the machine's names or addresses change.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from msgspec import Struct

from gongdan.adapters.file_secrets import SecretsError
from gongdan.adapters.home_folder import make_home
from gongdan.kernel.ids import new_id

IpAddress = IPv4Address | IPv6Address

_TEN_YEARS = timedelta(days=3650)
_QUARTER = timedelta(days=90)
_BEFORE_END = timedelta(days=30)
_SKEW = timedelta(hours=1)  # clocks of phones differ
_NETWORKS: Sequence[IPv4Network | IPv6Network] = (
    *map(
        IPv4Network,
        "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16".split(),
    ),
    *map(IPv6Network, "::1/128 fc00::/7 fe80::/10".split()),
)
_ZONES = ("localhost", "local", "lan", "internal", "intranet", "home.arpa")


class Issued(Struct, frozen=True):
    """The server's certificate and key as files, and for whom they were issued."""

    certificate: Path
    key: Path
    names: tuple[str, ...]
    ends: datetime


class LocalAuthority:
    """The authority in a folder; made on first use, by one of however many processes ask."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.certificate = folder / "lan-ca.pem"
        self._key = folder / "lan-ca.key"

    def issue(self, names: Sequence[str], now: datetime) -> Issued:
        """Return a certificate for these names and addresses, issued anew where it is time to.

        Names and addresses that are not of a local network are left out. Raises `SecretsError`
        where the folder can't be used.
        """
        wanted = tuple(dict.fromkeys(name for name in names if is_local(name)))
        try:
            with self._alone():
                authority, key = self._opened(now)
                return self._current(wanted, authority, now) or self._issued(
                    wanted, authority, key, now
                )
        except OSError as fault:
            raise SecretsError(f"Certificates can't be kept in {self._folder}: {fault}") from fault
        except ValueError as fault:
            raise SecretsError(
                f"The authority in {self._folder} is damaged. Put lan-ca.key and lan-ca.pem back "
                "from your backup, or remove both: people must trust the new one again then."
            ) from fault

    def fingerprint(self) -> str:
        """Return the authority's SHA-256 fingerprint, as phones and browsers show it."""
        authority = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        return authority.fingerprint(hashes.SHA256()).hex(":").upper()

    def download(self) -> bytes:
        """Return the authority's certificate as phones take it (DER)."""
        authority = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        return authority.public_bytes(serialization.Encoding.DER)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        make_home(self._folder.parent)
        self._folder.mkdir(exist_ok=True, mode=0o700)
        handle = os.open(self._folder / "lan.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _opened(self, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        if not (self._key.exists() and self.certificate.exists()):
            self._found(now)
        if self._key.stat().st_mode & 0o077:
            raise SecretsError(
                f"{self._key} can be read by others. Close it: chmod 600 {self._key}"
            )
        key = serialization.load_pem_private_key(self._key.read_bytes(), None)
        authority = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        if (
            not isinstance(key, ec.EllipticCurvePrivateKey)
            or key.public_key() != authority.public_key()
        ):
            raise ValueError("the key is not that of the certificate")
        return authority, key

    def _found(self, now: datetime) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Gongdan {new_id().hex[-8:]}")])
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        authority = (
            _drafted(name, key.public_key(), (now - _SKEW, now + _TEN_YEARS))
            .issuer_name(name)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .add_extension(x509.NameConstraints(_permitted(), None), critical=True)
            .add_extension(own, critical=False)
            .sign(key, hashes.SHA256())
        )
        _keep(self._key, _private(key))
        _keep(self.certificate, authority.public_bytes(serialization.Encoding.PEM))

    def _current(
        self, wanted: tuple[str, ...], authority: x509.Certificate, now: datetime
    ) -> Issued | None:
        issued = self._folder / "lan.pem"
        if not issued.exists():
            return None
        leaf = x509.load_pem_x509_certificate(issued.read_bytes())
        spoken = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        ends = leaf.not_valid_after_utc
        names = [str(each.value) for each in spoken]
        if names != list(wanted) or leaf.issuer != authority.subject or ends - now < _BEFORE_END:
            return None
        return Issued(issued, issued, wanted, ends)

    def _issued(
        self,
        wanted: tuple[str, ...],
        authority: x509.Certificate,
        authority_key: ec.EllipticCurvePrivateKey,
        now: datetime,
    ) -> Issued:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wanted[0])])
        of_authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())  # type: ignore[arg-type]
        leaf = (
            _drafted(subject, key.public_key(), (now - _SKEW, now + _QUARTER))
            .issuer_name(authority.subject)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName(list(map(_name, wanted))), critical=False)
            .add_extension(of_authority, critical=False)
            .sign(authority_key, hashes.SHA256())
        )
        # key and certificate in one file: they change at one moment
        issued = self._folder / "lan.pem"
        _keep(issued, _private(key) + leaf.public_bytes(serialization.Encoding.PEM))
        return Issued(issued, issued, wanted, leaf.not_valid_after_utc)


def is_local(name: str) -> bool:
    """Tell whether a name or an address belongs to a local network."""
    address = _address(name)
    if address is None:
        return any(name == zone or name.endswith(f".{zone}") for zone in _ZONES)
    return any(address in network for network in _NETWORKS if network.version == address.version)


def _address(name: str) -> IpAddress | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _name(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _permitted() -> list[x509.GeneralName]:
    return [*map(x509.IPAddress, _NETWORKS), *map(x509.DNSName, _ZONES)]


def _drafted(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, valid: tuple[datetime, datetime]
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _keep(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{new_id().hex}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
