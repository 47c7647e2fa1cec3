"""A certificate that an operator gives: what is wrong with it is said before anybody is served."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

T = TypeVar("T")

_SOON = timedelta(days=14)
_WEAK_RSA = 2048


class CertificateError(Exception):
    """A given certificate or key can't be used; the message says why and what to do."""


def check_certificate(certificate: Path, key: Path, now: datetime) -> str:
    """Return a warning about a given certificate ("": all is well).

    Raises `CertificateError` for one that can't be used: unreadable, no PEM, with a password,
    not each other's, too weak, for no name, not yet valid, expired.
    """
    leaf = _read(certificate, lambda raw: x509.load_pem_x509_certificates(raw)[0])
    private = _read(key, lambda raw: serialization.load_pem_private_key(raw, None))
    begins, ends = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    fault = ""
    if private.public_key() != leaf.public_key():
        fault = f"is not the certificate of the key {key}. Give the pair that belongs together."
    elif isinstance(private, rsa.RSAPrivateKey) and private.key_size < _WEAK_RSA:
        fault = f"has an RSA key of fewer than {_WEAK_RSA} bits. Have a stronger one issued."
    elif not _has_names(leaf):
        fault = "names no host (subjectAltName), so no browser takes it. Have another issued."
    elif begins > now:
        fault = f"is valid from {begins:%Y-%m-%d %H:%M} UTC only. Check the clock, or wait."
    elif ends <= now:
        fault = f"ended on {ends:%Y-%m-%d}. Have it renewed."
    if fault:
        raise CertificateError(f"Nothing was started: the certificate {certificate} {fault}")
    if ends - now < _SOON:
        told = f"The certificate {certificate} ends on {ends:%Y-%m-%d}."
        return f"{told} Renew it: a new file is taken up without a restart."
    return ""


def _read(path: Path, parse: Callable[[bytes], T]) -> T:
    try:
        return parse(path.read_bytes())
    except OSError as fault:
        why = f"can't be read: {fault.strerror}. Let this account read it."
    except TypeError:
        why = "is protected by a password. Give a key without one that only this account may read."
    except (ValueError, UnsupportedAlgorithm):
        why = "is no PEM file of the expected kind (-----BEGIN ...)."
    raise CertificateError(f"Nothing was started: {path} {why}")


def _has_names(leaf: x509.Certificate) -> bool:
    try:
        leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return False
    return True
