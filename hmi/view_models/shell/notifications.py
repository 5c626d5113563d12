"""Which notification is on screen: one at a time, the most urgent first, none lost, none nagging. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

SHOWN_FOR_S = 6.0
FORGOTTEN_AFTER_S = 60.0
"""an unimportant message that waited so long is no news any more"""
MAXIMUM_WAITING = 12


class Priority(IntEnum):
    """How much a driver must know it now."""

    NOTE = 0
    ADVICE = 1
    WARNING = 2
    DANGER = 3


@dataclass(frozen=True, slots=True)
class Notification:
    """One message. `key` says what it is about: a newer one with the same key takes its place."""

    key: str
    title: str
    text: str = ""
    icon: str = "information-outline"
    priority: Priority = Priority.NOTE
    action: str = ""
    """label of its button; a message that needs an answer stays until it is touched"""


@dataclass(frozen=True, slots=True)
class Waiting:
    notification: Notification
    since_s: float


@dataclass(frozen=True, slots=True)
class NotificationQueue:
    """An update gives a new queue. Times are monotonic seconds."""

    shown: Notification | None = None
    shown_since_s: float = 0.0
    waiting: tuple[Waiting, ...] = ()

    def pushed(self, notification: Notification, now_s: float) -> NotificationQueue:
        """With one more message; a more urgent one than the shown one takes the screen at once."""
        if self.shown is not None and self.shown.key == notification.key:
            # What is on screen is corrected in place; the same words again do not start over.
            since_s = self.shown_since_s if self.shown == notification else now_s
            return replace(self, shown=notification, shown_since_s=since_s)
        waiting = tuple(row for row in self.waiting if row.notification.key != notification.key)
        if self.shown is None:
            return NotificationQueue(notification, now_s, waiting)
        if notification.priority > self.shown.priority:
            # The interrupted one waits, unless it had its time.
            interrupted = (Waiting(self.shown, now_s),) if self._unfinished(now_s) else ()
            return NotificationQueue(notification, now_s, _ordered(waiting + interrupted))
        return replace(self, waiting=_ordered((*waiting, Waiting(notification, now_s))))

    def advanced(self, now_s: float) -> NotificationQueue:
        """After time has passed: the shown one leaves when its time is over, the next one comes."""
        if self.shown is not None and self._unfinished(now_s):
            return self
        return self._next(now_s)

    def dismissed(self, now_s: float) -> NotificationQueue:
        """The driver has touched it."""
        return self._next(now_s)

    def withdrawn(self, key: str, now_s: float) -> NotificationQueue:
        """What it was about is over: it disappears, on screen or waiting."""
        rest = tuple(row for row in self.waiting if row.notification.key != key)
        queue = replace(self, waiting=rest)
        return queue._next(now_s) if self.shown is not None and self.shown.key == key else queue

    def _unfinished(self, now_s: float) -> bool:
        return self.shown is not None and (
            bool(self.shown.action) or now_s - self.shown_since_s < SHOWN_FOR_S
        )

    def _next(self, now_s: float) -> NotificationQueue:
        fresh = tuple(
            row
            for row in self.waiting
            if row.notification.priority >= Priority.WARNING or now_s - row.since_s < FORGOTTEN_AFTER_S
        )
        if not fresh:
            return NotificationQueue()
        return NotificationQueue(fresh[0].notification, now_s, fresh[1:])


def _ordered(waiting: tuple[Waiting, ...]) -> tuple[Waiting, ...]:
    """Most urgent first, then first come; the least urgent fall out of a queue that is too long."""
    rows = sorted(waiting, key=lambda row: (-row.notification.priority, row.since_s))
    return tuple(rows[:MAXIMUM_WAITING])
