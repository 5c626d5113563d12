"""The car's side of a pairing: a code for the screen, a claim by whoever was told it, the driver's answer.

The claim introduces the cloud's key, vouched for by the code. The driver's yes makes the car believe that key
from then on; until then nothing is believed.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable

from hmi.agent.link.trust import Trust, introduced_key
from hmi.sync.errors import MessageError
from hmi.sync.messages import Pairing, PairingStage
from hmi.sync.record_schemas import checked_name, straightened

_LOG = logging.getLogger(__name__)


class PairingDesk:
    """One pairing at a time. Belongs to the link's thread; `send` hands a step to the cloud."""

    def __init__(
        self,
        vehicle: str,
        trust: Trust,
        send: Callable[[Pairing], object],
        asked: Callable[[str], None],
        now_unix_ms: Callable[[], int],
    ) -> None:
        self._vehicle = vehicle
        self._trust = trust
        self._send = send
        self._asked = asked
        self._now_unix_ms = now_unix_ms
        self._code: str | None = None
        self._key: bytes | None = None

    def offer(self, code: str, role: str) -> None:
        """Show `code`; one that was shown before is over."""
        self._code, self._key = code, None
        self._tell(code, PairingStage.OFFERED, role)

    def claimed(self, claim: Pairing, payload: bytes) -> None:
        """Ask the driver, once for a code, and only for somebody who was told it."""
        if self._code is None or claim.code_hash != _hash(self._code) or self._key is not None:
            _LOG.warning("dropped a claim for a code that is not on the screen")
            return
        self._key = introduced_key(claim, payload, self._code)
        if self._key is None:
            _LOG.warning("dropped a claim of somebody who was never told the code on the screen")
            return
        self._asked(_shown(claim.person))

    def answer(self, accepted: bool) -> None:
        """The driver's. Raises sqlite3.Error when a yes cannot be written down, and then it is none."""
        code, key = self._code, self._key
        self._code = self._key = None
        if code is None:
            return
        accepted = accepted and key is not None
        if key is not None and accepted:
            # Before the cloud hears of it, so that nobody owns a car that obeys another.
            self._trust.learn(key, self._now_unix_ms())
        self._tell(code, PairingStage.ACCEPTED if accepted else PairingStage.DECLINED, "none")

    def _tell(self, code: str, stage: PairingStage, role: str) -> None:
        self._send(Pairing(self._vehicle, stage, _hash(code), role, ""))


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _shown(person: str) -> str:
    """A name as the driver may read it: whatever the other side let in, nothing that turns text round."""
    try:
        return checked_name(str(straightened(person)))
    except MessageError:
        return "?"
