"""Questions about people: accounts by passkey, sessions, pairing with a car."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from hmi.cloud.accounts import Accounts, Person
from hmi.cloud.api.bodies import CodeBody, CreateBody, CredentialBody, NameBody, plain
from hmi.cloud.api.cars_link import Cars
from hmi.cloud.api.door import Door
from hmi.cloud.passkeys import Passkeys


def people_routes(
    door: Door, accounts: Accounts, passkeys: Passkeys, link: Cars, erase: Callable[[str, str], object]
) -> APIRouter:
    """`erase` has a car's data erased, here and in the car, for an account."""
    routes = APIRouter()
    knock = [Depends(door.knock)]
    Signed = Annotated[Person, Depends(door.person)]  # noqa: N806 (a type)
    Changing = Annotated[Person, Depends(door.changer)]  # noqa: N806

    @routes.post("/api/accounts/options", dependencies=knock)
    def account_options(body: NameBody) -> dict[str, Any]:
        return passkeys.creation_options(body.name)

    @routes.post("/api/accounts", dependencies=knock, status_code=201)
    def create_account(body: CreateBody, request: Request, response: Response) -> dict[str, str]:
        account = passkeys.create(body.name, dict(body.credential), "first passkey")
        door.let_in(account, request, response)
        return {"account": account}

    @routes.post("/api/session/options", dependencies=knock)
    def session_options() -> dict[str, Any]:
        return passkeys.request_options()

    @routes.post("/api/session", dependencies=knock, status_code=201)
    def sign_in(body: CredentialBody, request: Request, response: Response) -> dict[str, str]:
        account = passkeys.prove(dict(body.credential))
        door.let_in(account, request, response)
        return {"account": account}

    @routes.post("/api/session/verify/options")
    def verify_options(who: Signed) -> dict[str, Any]:
        return passkeys.request_options(who.account)

    @routes.post("/api/session/verify", dependencies=knock)
    def verify(who: Signed, body: CredentialBody, response: Response) -> dict[str, bool]:
        passkeys.prove(dict(body.credential), who.account)
        # More may be done with the session from now on, so it gets a new token.
        door.hand_over(accounts.renewed(who), response)
        accounts.log(who.account, "", "verified", {})
        return {"verified": True}

    @routes.delete("/api/session")
    def sign_out(who: Signed, response: Response) -> dict[str, bool]:
        door.let_out(who, response)
        return {"signed_out": True}

    @routes.get("/api/me")
    def me(who: Signed) -> dict[str, Any]:
        return {"account": who.account, "name": who.name, "verified": accounts.is_verified(who)}

    @routes.get("/api/sessions")
    def sessions(who: Signed) -> list[dict[str, Any]]:
        return [plain(row) for row in accounts.sessions(who)]

    @routes.delete("/api/sessions")
    def revoke_others(who: Signed) -> dict[str, int]:
        ended = accounts.revoke_others(who)
        accounts.log(who.account, "", "sessions ended", {"sessions": ended})
        return {"ended": ended}

    @routes.delete("/api/sessions/{session}")
    def revoke(session: Annotated[str, Field(max_length=64)], who: Signed) -> dict[str, bool]:
        accounts.revoke_session(who, session)
        accounts.log(who.account, "", "session ended", {"session": session})
        return {"revoked": True}

    @routes.get("/api/passkeys")
    def passkey_list(who: Signed) -> list[dict[str, Any]]:
        return [plain(row) for row in accounts.passkey_rows(who.account)]

    @routes.post("/api/passkeys/options")
    def passkey_options(who: Changing) -> dict[str, Any]:
        door.second_look(who)
        return passkeys.addition_options(who.account, who.name)

    @routes.post("/api/passkeys", dependencies=knock, status_code=201)
    def add_passkey(body: CreateBody, who: Changing) -> dict[str, bool]:
        door.second_look(who)
        passkeys.add(who.account, dict(body.credential), body.name)
        accounts.log(who.account, "", "passkey added", {"name": body.name})
        return {"added": True}

    @routes.delete("/api/passkeys/{passkey}")
    def remove_passkey(
        passkey: Annotated[str, Field(pattern="^[0-9a-f]{1,64}$")], who: Changing
    ) -> dict[str, bool]:
        door.second_look(who)
        accounts.remove_passkey(who, passkey)
        accounts.log(who.account, "", "passkey removed", {"passkey": passkey})
        return {"removed": True}

    @routes.delete("/api/account")
    def delete_account(who: Changing, response: Response) -> dict[str, list[str]]:
        """Everything about the person, and of cars that nobody else has also what they told."""
        door.second_look(who)
        cars = accounts.sole_cars(who.account)
        for vehicle in cars:
            erase(vehicle, who.account)
        accounts.delete_account(who.account)
        door.forget(response)
        return {"erased": cars}

    @routes.get("/api/audit")
    def my_audit(who: Signed) -> list[dict[str, Any]]:
        return list(accounts.own_audit(who.account))

    @routes.post("/api/pairings", dependencies=knock)
    def pair(body: CodeBody, who: Changing) -> dict[str, str]:
        vehicle = accounts.claim_pairing(who, body.code)
        link.send_claim(vehicle, body.code, who.name)
        return {"vehicle": vehicle, "state": "the car asks its driver"}

    return routes
