"""The door of the HTTPS interface: who asks, whether they may, and what every answer carries.

Cookies are `__Host-`, HttpOnly, Secure, SameSite=Strict; every change also needs this origin's Origin header,
so that no other site can make one (OWASP ASVS 4.0.3, V3.4, V4.2.2, V13.2.3). Who may do what is the table
ROLES. The requirements of level 2 and where each is tested: tests/hmi/cloud/test_asvs.py.
"""

from collections.abc import Callable
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import JSONResponse

from hmi.cloud.accounts import SESSION_S, Accounts, NotAllowedError, Person
from hmi.cloud.configuration import Network, normal_origin
from hmi.cloud.listener import is_within, neighbourhood
from hmi.cloud.rate_limit import RateLimit
from hmi.sync.remote_commands import DRIVERS, EVERYBODY, OWNER, Role

COOKIE = "__Host-session"
MAX_BODY_BYTES = 64 * 1024
ROLES: dict[str, frozenset[Role]] = {
    "see state": EVERYBODY,
    "see position": DRIVERS,
    "see trips": DRIVERS,
    "see records": DRIVERS,
    "change records": DRIVERS,
    "see members": OWNER,
    "change members": OWNER,
    "see audit": OWNER,
    "export": OWNER,
    "erase": OWNER,
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_KNOCKS_PER_MINUTE = 20
_REQUESTS_PER_MINUTE = 600
_STREAMS_PER_MINUTE = 30


class Door:
    """Every request comes by here. Its methods are FastAPI dependencies or raise what becomes an answer."""

    def __init__(
        self,
        accounts: Accounts,
        origin: str,
        now_unix_s: Callable[[], float],
        proxies: tuple[Network, ...] = (),
    ) -> None:
        self._accounts = accounts
        self._origin = origin
        self._proxies = proxies
        self._knocking = RateLimit(per_minute=_KNOCKS_PER_MINUTE, burst=20, clock=now_unix_s)
        self._streaming = RateLimit(per_minute=_STREAMS_PER_MINUTE, burst=20, clock=now_unix_s)
        self._asking = RateLimit(per_minute=_REQUESTS_PER_MINUTE, burst=200, clock=now_unix_s)

    def refusal(self, request: Request) -> Response | None:
        """The answer to a change that another site may have made, or that is too large or no JSON."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self._flood(request)
        if not self._is_ours(request.headers.get("Origin", "")):
            return JSONResponse({"detail": "this request comes from another site"}, status_code=403)
        length = request.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in request.headers or not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return JSONResponse({"detail": "the request is too large"}, status_code=413)
        kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if int(length) and kind != "application/json":
            return JSONResponse({"detail": "the request is not JSON"}, status_code=415)
        return None

    def _flood(self, request: Request) -> Response | None:
        """By the cookie alone, before anything is looked up: a flood must cost less than it asks."""
        key = request.cookies.get(COOKIE) or self.address(request)
        if not request.url.path.endswith("/events") or self._streaming.allow(key[:64]):
            return None
        return JSONResponse({"detail": "too many streams; wait a moment"}, status_code=429)

    def knock(self, request: Request) -> None:
        """Somebody tries a secret: a passkey or a pairing code."""
        if not self._knocking.allow(self.address(request)):
            raise HTTPException(429, "too many attempts; wait a minute", {"Retry-After": "60"})

    def stream(self, who: Person) -> None:
        """Somebody opens a stream, which costs more than a question."""
        if not self._streaming.allow(who.account):
            raise HTTPException(429, "too many streams; wait a moment", {"Retry-After": "10"})

    def person(self, request: Request) -> Person:
        """Who is signed in."""
        found = self._accounts.person(request.cookies.get(COOKIE, ""))
        if found is None:
            raise HTTPException(401, "sign in first")
        if not self._asking.allow(found.account):
            raise HTTPException(429, "too many requests; wait a moment", {"Retry-After": "5"})
        request.state.person = found
        return found

    def changer(self, request: Request) -> Person:
        """Who is signed in and has shown their passkey within half a day: what a change needs at least."""
        found = self.person(request)
        if not self._accounts.is_recent(found):
            raise HTTPException(428, "prove who you are first")
        return found

    def permit(self, who: Person, vehicle: str, action: str) -> Role:
        """The person's role. Raises NotAllowedError."""
        role = self._accounts.role(who, vehicle)
        if role not in ROLES[action]:
            raise NotAllowedError(f"a {role} may not {action}")
        return role

    def second_look(self, who: Person) -> None:
        """Raises HTTPException 428 unless the person has shown their passkey a moment ago."""
        if not self._accounts.is_verified(who):
            raise HTTPException(428, "prove who you are first")

    def let_in(self, account: str, request: Request, response: Response) -> None:
        """A new session; one that this browser still had ends with it."""
        old = self._accounts.person(request.cookies.get(COOKIE, ""))
        if old is not None:
            self._accounts.sign_out(old)
        device = request.headers.get("User-Agent", "")[:200]
        self.hand_over(self._accounts.sign_in(account, device), response)
        self._accounts.log(account, "", "signed in", {"device": device, "address": self.address(request)})

    def hand_over(self, token: str, response: Response) -> None:
        """Put a session's token into the browser."""
        response.set_cookie(
            COOKIE, token, max_age=int(SESSION_S), path="/", secure=True, httponly=True, samesite="strict"
        )

    def let_out(self, who: Person, response: Response) -> None:
        """End the session and empty the browser of what it kept of it."""
        self._accounts.sign_out(who)
        self._accounts.log(who.account, "", "signed out", {})
        self.forget(response)

    def forget(self, response: Response) -> None:
        """Empty the browser of what it kept."""
        response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'

    def note_denied(self, request: Request, reason: str) -> None:
        """Write down who was refused what: of a car for its owner, of a sign-in for whoever runs this."""
        who: Person | None = getattr(request.state, "person", None)
        vehicle = str(request.path_params.get("vehicle", ""))[:64]
        detail: dict[str, Any] = {"method": request.method, "path": request.url.path[:200], "reason": reason}
        if who is None:
            detail["address"] = self.address(request)
        self._accounts.note_denied(who.account if who else "", vehicle, detail)

    def address(self, request: Request) -> str:
        """Who asks: the connection's other end, or whom the trusted proxies name.

        Read from the right: what a stranger wrote into the header stands left of what a proxy added.
        """
        at = request.client.host if request.client else ""
        named = ",".join(request.headers.getlist("X-Forwarded-For")).split(",")
        while named and is_within(at, self._proxies):
            found = named.pop().strip().removeprefix("[").partition("]")[0]
            if not found:
                break
            at = found[:64]
        return neighbourhood(at)

    def _is_ours(self, origin: str) -> bool:
        try:
            return normal_origin(origin) == self._origin
        except ValueError:
            return False
