"""The cloud's side of proofs: its own key for what it tells cars, and the look at what cars must prove."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.configuration import Configuration, ConfigurationError
from hmi.sync.errors import MessageError
from hmi.sync.proofs import CloudKey, is_holders, proof_of

_VEHICLE = "spiffe://headunit/vehicle/"


class CarProofs:
    """Knows the authority that names cars."""

    def __init__(self, authority: Path) -> None:
        self._store = Store(x509.load_pem_x509_certificates(authority.read_bytes()))

    def check(self, vehicle: str, payload: bytes) -> None:
        """Raises MessageError unless the car wrote the message itself, whatever broker brought it."""
        proof = proof_of(payload)
        if proof is None or not proof.certificate:
            raise MessageError("it does not prove that the car wrote it")
        try:
            certificate = x509.load_der_x509_certificate(proof.certificate)
            PolicyBuilder().store(self._store).build_client_verifier().verify(certificate, [])
        except (ValueError, VerificationError) as error:
            raise MessageError(f"its certificate is none of ours: {error}") from None
        if _vehicle_of(certificate) != vehicle:
            raise MessageError("its certificate is another car's")
        if not is_holders(proof, certificate):
            raise MessageError("its proof is forged")


def command_key(configuration: Configuration) -> CloudKey:
    """The key that cars learn when they are paired. Raises ConfigurationError for a file that holds none."""
    folder = CertificateFolder(configuration.data_folder / "certificates")
    path = configuration.command_key or folder.command_key()
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError(f"command_key {path} cannot be read: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(f"command_key {path} is no Ed25519 key")
    return CloudKey(key)


def _vehicle_of(certificate: x509.Certificate) -> str:
    """The id in the certificate's URI; of an authority that writes none, the common name."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    except x509.ExtensionNotFound:
        uris = []
    if uris:
        return uris[0].removeprefix(_VEHICLE) if uris[0].startswith(_VEHICLE) else ""
    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if len(common) == 1 else ""
