"""What lets a receiver know who wrote a message, whatever broker carried it.

The cloud signs what it tells a car (commands, records, claims) with one key, Ed25519; a car learns that key
when it is paired, under the code that only its screen showed. A car signs its pairings and erasures with the
key of its certificate, which goes along. What is signed is the message's own text, so car, id and deadline
are inside it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hmi.sync.messages import packed, unpacked

_DOWN, _UP = b"headunit 1 down\n", b"headunit 1 up\n"
_PROOF, _CERTIFICATE = b',"proof":"', b',"cert":"'
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Proof:
    """A message's text as it was signed, and what came with it."""

    signed: bytes
    signature: bytes
    certificate: bytes
    """DER; empty for the cloud's"""


class CloudKey:
    """The cloud's key: proves messages to cars."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public: bytes = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def proved(self, payload: bytes) -> bytes:
        """The same message with its proof. Raises MessageError when it is too large then."""
        body = unpacked(payload)
        return packed(_with(body, _PROOF, self._key.sign(_DOWN + body)))


class CarKey:
    """The key of a car's certificate: proves messages to the cloud."""

    def __init__(
        self, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    ) -> None:
        self._certificate = certificate.public_bytes(Encoding.DER)
        self._key = key

    def proved(self, payload: bytes) -> bytes:
        """The same message with certificate and proof."""
        body = _with(unpacked(payload), _CERTIFICATE, self._certificate)
        text = _UP + body
        if isinstance(self._key, rsa.RSAPrivateKey):
            signature = self._key.sign(text, padding.PKCS1v15(), hashes.SHA256())
        else:
            signature = self._key.sign(text, ec.ECDSA(hashes.SHA256()))
        return packed(_with(body, _PROOF, signature))


def proof_of(payload: bytes) -> Proof | None:
    """What a message brings along to prove itself; None when it brings nothing. Raises MessageError."""
    signed, signature = _without(unpacked(payload), _PROOF)
    if signature is None:
        return None
    _, certificate = _without(signed, _CERTIFICATE)
    return Proof(signed, signature, certificate or b"")


def is_clouds(proof: Proof | None, key: bytes) -> bool:
    """Whether the cloud with that public key wrote it."""
    if proof is None or len(key) != KEY_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(proof.signature, _DOWN + proof.signed)
    except InvalidSignature:
        return False
    return True


def is_holders(proof: Proof, certificate: x509.Certificate) -> bool:
    """Whether the holder of that certificate wrote it."""
    key = certificate.public_key()
    text = _UP + proof.signed
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(proof.signature, text, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(proof.signature, text, padding.PKCS1v15(), hashes.SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True


def introduction(code: str, vehicle: str, role: str, person: str, key: bytes) -> str:
    """What vouches for the cloud's key at a pairing: only who was shown the code can make it.

    The broker knows the code's hash, never the code.
    """
    text = "\n".join(("headunit 1 introduction", vehicle, role, person)).encode() + b"\n" + key
    return hmac.new(code.encode(), text, hashlib.sha256).hexdigest()


def _with(body: bytes, name: bytes, value: bytes) -> bytes:
    return body[:-1] + name + base64.b64encode(value) + b'"}'


def _without(body: bytes, name: bytes) -> tuple[bytes, bytes | None]:
    """The text before its last key `name` was added, and that key's value."""
    head, found, tail = body.rpartition(name)
    if not found or not tail.endswith(b'"}'):
        return body, None
    try:
        value = base64.b64decode(tail[:-2], validate=True)
    except binascii.Error:
        return body, b""  # proves nothing
    # One text for one proof: a changed byte is a changed message, even where base64 does not care.
    return (head + b"}", value) if base64.b64encode(value) == tail[:-2] else (body, b"")
