"""What a phone hands over of its contacts and calls, by obexd (Bluetooth's PBAP)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path

from hmi.bus.addresses import open_bus
from hmi.bus.peers import PeerError, Peers
from hmi.bus.phonebook import Book, RecentCall, read_book, recent_calls
from hmi.bus.reading import text

_OBEX = "org.bluez.obex"
TRANSFER_S = 60.0


async def hand_over(bus_address: str, phone: str) -> tuple[Book, tuple[RecentCall, ...]]:
    """Contacts and recent calls of the phone at a Bluetooth address. Raises PeerError when it refuses."""
    obex = Peers(open_bus(bus_address))
    try:
        session = await obex.call(
            _OBEX,
            "/org/bluez/obex",
            f"{_OBEX}.Client1.CreateSession",
            "sa{sv}",
            phone,
            {"Target": ("s", "PBAP")},
            reply="o",
        )
        book = read_book(await _pull(obex, session, "pb"))
        history = recent_calls(await _pull(obex, session, "cch"))
        with contextlib.suppress(PeerError):
            await obex.call(_OBEX, "/org/bluez/obex", f"{_OBEX}.Client1.RemoveSession", "o", session)
        return book, history
    finally:
        obex.close()


async def _pull(obex: Peers, session: str, book: str) -> bytes:
    """One phone book as vCards. Raises PeerError when the phone refuses or takes too long."""
    access = f"{_OBEX}.PhonebookAccess1"
    transfer_interface = f"{_OBEX}.Transfer1"
    await obex.call(_OBEX, session, f"{access}.Select", "ss", "int", book)
    transfer, properties = await obex.call(
        _OBEX, session, f"{access}.PullAll", "sa{sv}", "", {}, reply="oa{sv}"
    )
    file = Path(text(properties.get("Filename")))
    until = time.monotonic() + TRANSFER_S
    status = ""
    try:
        while status not in ("complete", "error"):
            if time.monotonic() > until:
                raise PeerError("", "the phone did not hand over its contacts in time")
            await asyncio.sleep(0.1)
            found = await obex.properties(_OBEX, transfer, transfer_interface)
            status = text(found.get("Status")) or "error"
        if status == "error" or not file.is_file():
            raise PeerError("", "the phone refused to hand over its contacts")
        return file.read_bytes()
    finally:
        # obexd leaves the book of a private person in /tmp.
        with contextlib.suppress(OSError):
            file.unlink()
