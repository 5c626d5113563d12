"""Certificates that the embedded cloud makes for itself: an authority, the server, and one a car.

A car's certificate carries its id as common name and as `spiffe://headunit/vehicle/ID`; a broker grants it
the topics of that id and no others. The service's is named as no car can be (hmi.cloud.peers). A fleet uses
its own authority instead and gives the paths in the configuration.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hmi.cloud.peers import SERVICE
from hmi.durable.files import copy_of, set_aside, write_twice, write_whole
from hmi.sync.messages import checked_id

AUTHORITY_DAYS = 3650
LEAF_DAYS = 365
RENEW_BEFORE_DAYS = 30


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A certificate and its private key, PEM files."""

    certificate: Path
    key: Path


class CertificateFolder:
    """The authority of one installation and what it has signed. Files are 0600; the folder is 0700."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def authority(self) -> Path:
        """The authority's certificate, made at the first call."""
        with self._alone():
            return self._authority().certificate

    def server(self) -> KeyPair:
        """For the broker and HTTPS, good for localhost and the loopback addresses."""
        names: list[x509.GeneralName] = [
            x509.DNSName("localhost"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
            x509.IPAddress(ipaddress.ip_address("::1")),
        ]
        return self._leaf("server", "localhost", names, ExtendedKeyUsageOID.SERVER_AUTH)

    def cloud(self) -> KeyPair:
        """For the service as a client of the broker."""
        return self._leaf("cloud", SERVICE, [_uri(SERVICE)], ExtendedKeyUsageOID.CLIENT_AUTH)

    def vehicle(self, vehicle: str) -> KeyPair:
        """For one car. Raises MessageError when `vehicle` is no id."""
        checked_id(vehicle)
        return self._leaf(
            f"vehicle-{vehicle}", vehicle, [_uri(f"vehicle/{vehicle}")], ExtendedKeyUsageOID.CLIENT_AUTH
        )

    def command_key(self) -> Path:
        """The key that proves commands to cars (Ed25519, PEM), made at the first call; replicas share it."""
        path = self._folder / "commands.key"
        with self._alone():
            if not _is_whole(path):
                write_twice(path, _private(Ed25519PrivateKey.generate()))
        return path

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two replicas that start at once in one folder must not write halves of two pairs."""
        with (self._folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _pair(self, name: str) -> KeyPair:
        return KeyPair(self._folder / f"{name}.crt", self._folder / f"{name}.key")

    def _authority(self) -> KeyPair:
        pair = self._pair("authority")
        if _belong_together(pair):
            return pair
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Headunit development authority")])
        builder = _builder(name, name, key.public_key(), AUTHORITY_DAYS).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        usage = x509.KeyUsage(
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        certificate = (
            builder.add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        _write(pair, certificate, key)
        return pair

    def _leaf(
        self, file_name: str, common_name: str, names: list[x509.GeneralName], usage: x509.ObjectIdentifier
    ) -> KeyPair:
        with self._alone():
            return self._leaf_alone(self._pair(file_name), common_name, names, usage)

    def _leaf_alone(
        self, pair: KeyPair, common_name: str, names: list[x509.GeneralName], usage: x509.ObjectIdentifier
    ) -> KeyPair:
        authority = self._authority()
        issuer = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
        if _belong_together(pair):
            held = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
            lasts = held.not_valid_after_utc - _now() > datetime.timedelta(days=RENEW_BEFORE_DAYS)
            named = held.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            if lasts and [name.value for name in named] == [common_name] and _is_signed_by(held, issuer):
                return pair
        issuer_key = serialization.load_pem_private_key(authority.key.read_bytes(), password=None)
        assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
        certificate = (
            _builder(subject, issuer.subject, key.public_key(), LEAF_DAYS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
            )
            .sign(issuer_key, hashes.SHA256())
        )
        _write(pair, certificate, key)
        return pair


def _uri(path: str) -> x509.UniformResourceIdentifier:
    return x509.UniformResourceIdentifier(f"spiffe://headunit/{path}")


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int
) -> x509.CertificateBuilder:
    # A car whose clock is a day slow must still accept a fresh certificate.
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_now() - datetime.timedelta(days=1))
        .not_valid_after(_now() + datetime.timedelta(days=days))
    )


def _write(pair: KeyPair, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    write_twice(pair.key, _private(key))
    write_twice(pair.certificate, certificate.public_bytes(serialization.Encoding.PEM))


def _private(key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _belong_together(pair: KeyPair) -> bool:
    """Whether both are there, whole and of one key; from their copies if the disk has damaged one."""
    if not _is_whole(pair.certificate) or not _is_whole(pair.key):
        return False
    held = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
    key = serialization.load_pem_private_key(pair.key.read_bytes(), password=None)
    return held.public_key() == key.public_key()


def _is_whole(path: Path) -> bool:
    """Whether the file says what it should, from its copy if need be; a damaged one is set aside."""
    if _is_readable(path):
        if not copy_of(path).exists():
            with contextlib.suppress(OSError):
                write_whole(copy_of(path), path.read_bytes())
        return True
    if not path.exists():
        return False
    set_aside(path, "it is neither key nor certificate")
    if not _is_readable(copy_of(path)):
        return False
    write_whole(path, copy_of(path).read_bytes())
    return True


def _is_readable(path: Path) -> bool:
    try:
        content = path.read_bytes()
        if path.name.removesuffix(".copy").endswith(".crt"):
            held = x509.load_pem_x509_certificate(content)
            # What an authority's own signature does not fit has a flipped bit.
            return held.issuer != held.subject or _is_signed_by(held, held)
        serialization.load_pem_private_key(content, password=None)
    except (FileNotFoundError, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _is_signed_by(held: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        held.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
