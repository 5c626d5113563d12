"""Passkey ceremonies (WebAuthn level 2): making one, and proving possession of one. The library verifies."""

from __future__ import annotations

import json
import secrets
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hmi.cloud.accounts import Accounts, NotAllowedError, Passkey

_NAME = "Headunit"


class Passkeys:
    """Ceremonies of one origin: passkeys made for it work nowhere else."""

    def __init__(self, origin: str, accounts: Accounts) -> None:
        self._origin = origin
        self._relying_party = urlsplit(origin).hostname or "localhost"
        self._accounts = accounts

    def creation_options(self, name: str) -> dict[str, Any]:
        """What `navigator.credentials.create` takes, for a new account."""
        account = secrets.token_hex(16)
        options = webauthn.generate_registration_options(
            rp_id=self._relying_party,
            rp_name=_NAME,
            user_id=account.encode(),
            user_name=name,
            challenge=self._accounts.begin_challenge("create", account),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
        return dict(json.loads(options_to_json(options)))

    def addition_options(self, account: str, name: str) -> dict[str, Any]:
        """What `navigator.credentials.create` takes, for one more passkey of an account."""
        options = webauthn.generate_registration_options(
            rp_id=self._relying_party,
            rp_name=_NAME,
            user_id=account.encode(),
            user_name=name,
            challenge=self._accounts.begin_challenge("add", account),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=credential)
                for credential in self._accounts.passkeys(account)
            ],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
        return dict(json.loads(options_to_json(options)))

    def create(self, name: str, credential: dict[str, Any], device: str) -> str:
        """Make the account; returns its id. Raises NotAllowedError."""
        passkey = self._registered(credential, "create")
        self._accounts.create(passkey.account, name, passkey, device)
        return passkey.account

    def add(self, account: str, credential: dict[str, Any], device: str) -> None:
        """One more passkey of the account. Raises NotAllowedError."""
        passkey = self._registered(credential, "add")
        if passkey.account != account:
            raise NotAllowedError("the challenge was made for somebody else")
        self._accounts.add_passkey(passkey, device)

    def _registered(self, credential: dict[str, Any], purpose: str) -> Passkey:
        challenge = _challenge_of(credential)
        account = self._accounts.use_challenge(challenge, purpose)
        try:
            verified = webauthn.verify_registration_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._relying_party,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise NotAllowedError(f"the passkey was not accepted: {error}") from None
        return Passkey(verified.credential_id, account, verified.credential_public_key, verified.sign_count)

    def request_options(self, account: str = "") -> dict[str, Any]:
        """What `navigator.credentials.get` takes: anybody's passkey, or one of `account`."""
        options = webauthn.generate_authentication_options(
            rp_id=self._relying_party,
            challenge=self._accounts.begin_challenge("get", account),
            allow_credentials=[
                PublicKeyCredentialDescriptor(id=credential)
                for credential in (self._accounts.passkeys(account) if account else [])
            ],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return dict(json.loads(options_to_json(options)))

    def prove(self, credential: dict[str, Any], account: str = "") -> str:
        """The account that holds the passkey. Raises NotAllowedError, also when it is not `account`'s."""
        challenge = _challenge_of(credential)
        if self._accounts.use_challenge(challenge, "get") != account:
            raise NotAllowedError("the challenge was made for somebody else")
        passkey = self._accounts.passkey(_bytes(credential.get("rawId")))
        if account and passkey.account != account:
            raise NotAllowedError("the passkey is somebody else's")
        try:
            verified = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._relying_party,
                expected_origin=self._origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise NotAllowedError(f"the passkey was not accepted: {error}") from None
        self._accounts.passkey_used(passkey.id, verified.new_sign_count)
        return passkey.account


def _challenge_of(credential: dict[str, Any]) -> bytes:
    response = credential.get("response")
    text = response.get("clientDataJSON") if isinstance(response, dict) else None
    try:
        return _bytes(json.loads(_bytes(text)).get("challenge"))
    except (ValueError, AttributeError):
        raise NotAllowedError("the passkey's answer cannot be read") from None


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise NotAllowedError("the passkey's answer cannot be read")
    try:
        return bytes(base64url_to_bytes(text))
    except ValueError:
        raise NotAllowedError("the passkey's answer cannot be read") from None
