"""Whatever an adapter says of itself, what the car says comes through; what it does not say is unknown."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.sources.elm import Elm327, messages, said
from hmi.agent.sources.obd import ObdSource, read_codes, read_vin, supported_pids
from hmi.errors import CommandRefusedError
from tests.hmi.agent.adapter import Adapter, car

VIN = "JTHBCF44222908031"
VIN_PATH, CODES = "Vehicle.VehicleIdentification.VIN", "Vehicle.Diagnostics.DTCList"
NOTHING = (
    "NO DATA", "UNABLE TO CONNECT", "STOPPED", "BUS INIT: ERROR", "BUS INIT: ...ERROR", "BUS BUSY",
    "BUS ERROR", "CAN ERROR", "DATA ERROR", "<DATA ERROR", "<RX ERROR", "FB ERROR", "BUFFER FULL", "LP ALERT",
    "ACT ALERT",    "ERR94", "?", "", "SEARCHING...\rUNABLE TO CONNECT", "SEARCHING...UNABLE TO CONNECT",
)  # fmt: skip


@pytest.mark.parametrize("words", NOTHING)
def test_what_an_adapter_says_of_itself_is_no_answer_of_the_car(words: str) -> None:
    lines = said(words.encode() + b"\r\r>", "03")
    assert messages(lines, headers=True) == messages(lines, headers=False) == []
    with Adapter(lambda command: words.encode() if command == "03" else car(command)) as adapter:
        elm = Elm327(adapter.url)
        try:
            assert read_codes(elm) is None, "no answer is not: no fault codes"
            assert supported_pids(elm)
        finally:
            elm.close()


@pytest.mark.parametrize(
    "answer",
    [
        "SEARCHING...7E8037F0D11\r7E803410D32", "SEARCHING...7E803410D32", "SEARCHING...\r7E803410D32",
        "BUS INIT: OK\r7E803410D32", "BUS INIT: ...OK\r7E803410D32", "7E8 03 41 0D 32", "7E8\x0003410D32\x00",
        "010D\r7E803410D32", "18DAF11003410D32", "486B10410D32FA", "410D32", "41 0D 32",
        "7E8 03 41 0D 32 AA AA AA AA",
        "BUS INIT: OK410D32", "7E903410D00\r7E803410D32",
    ],
)  # fmt: skip
def test_a_speed_is_heard_in_every_dialect(answer: str) -> None:
    for headers in (b"OK", b"?"):
        replies = {"ATH1": headers, "010D": answer.encode()}
        with Adapter(lambda command, replies=replies: replies.get(command, car(command))) as adapter:
            elm = Elm327(adapter.url)
            try:
                assert bytes((0x0D, 50)) in elm.request(0x01, 0x0D)
            finally:
                elm.close()


def frames(unit: str, data: bytes) -> list[str]:
    """As ISO 15765-2 cuts a message."""
    if len(data) <= 7:
        return [f"{unit}{len(data):02X}{data.hex().upper()}"]
    rows = [f"{unit}{0x1000 | len(data):04X}{data[:6].hex().upper()}"]
    for number, begin in enumerate(range(6, len(data), 7), start=1):
        rows.append(f"{unit}{0x20 | number % 16:02X}{data[begin : begin + 7].hex().upper()}")
    return rows


FIVE_LINES = [
    f"4902{number:02X}{part.encode().hex().upper()}"
    for number, part in enumerate(("\0\0\0J", "THBC", "F442", "2290", "8031"), start=1)
]
ENGINE = frames("7E8", b"\x49\x02\x01" + VIN.encode())
GEARBOX = frames("7E9", b"\x49\x02\x01" + b"Z" * 17)
"""from another car"""


@pytest.mark.parametrize(
    "lines",
    [
        ENGINE,
        [*GEARBOX, *ENGINE],
        [GEARBOX[0], ENGINE[0], ENGINE[1], GEARBOX[1], GEARBOX[2], ENGINE[2]],
        FIVE_LINES,
        [f"486B10{line}00" for line in FIVE_LINES],
        [f"486B10{line}00" for line in reversed(FIVE_LINES)],
        ["014", "0:4902014A5448", "1:42434634343232", "2:32393038303331"],
    ],
)
def test_the_vin_is_of_one_unit_however_it_comes(lines: list[str]) -> None:
    answer = "\r".join(lines).encode()
    with Adapter(lambda command: answer if command == "0902" else car(command)) as adapter:
        elm = Elm327(adapter.url)
        try:
            assert read_vin(elm) == VIN
        finally:
            elm.close()


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["7E8", "7E9", "7EA", "18DAF110", "18DAF128"]),
        st.binary(min_size=1, max_size=120),
        min_size=1,
    ),
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(["SEARCHING...", "BUS INIT: ...OK", "NO DATA", "STOPPED", "?", ""]), max_size=4),
)
def test_interleaved_answers_are_put_together_unit_by_unit(
    sent: dict[str, bytes], dice: object, chatter: list[str]
) -> None:
    queues = {unit: frames(unit, data) for unit, data in sent.items()}
    lines = list(chatter)
    while queues:
        unit = dice.choice(sorted(queues))  # type: ignore[attr-defined]
        lines.append(queues[unit].pop(0))
        if not queues[unit]:
            del queues[unit]
    raw = "\r".join(lines).encode().replace(b"E", b"E\x00") + b"\r\r>"
    units = {unit if len(unit) == 3 else unit[6:]: data for unit, data in sent.items()}
    assert dict(messages(said(raw, "0902"), headers=True)) == units


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    for headers in (True, False):
        messages(said(raw + b">", "010D"), headers)


def follow(
    source: ObdSource, until: Callable[[dict[str, object]], bool], seconds: float
) -> dict[str, object]:
    async def drive() -> dict[str, object]:
        heard: dict[str, object] = {}
        task = asyncio.create_task(source.run(lambda values, _time: heard.update(values)))
        begun = time.monotonic()
        while not until(heard) and time.monotonic() - begun < seconds:
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return heard

    return asyncio.run(drive())


@pytest.mark.parametrize("words", ["UNABLE TO CONNECT", "NO DATA", "BUS INIT: ...ERROR", "CAN ERROR"])
def test_it_comes_up_by_itself_when_the_ignition_does(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hmi.agent.sources.obd.RETRY_S", 0.05)
    ignition = {"on": False}
    refuses = {"ATS0": b"?", "ATH0": b"?"}

    def respond(command: str) -> bytes:
        if command.startswith("AT") or ignition["on"]:
            return refuses.get(command, car(command))
        return words.encode()

    with Adapter(respond) as adapter:
        source = ObdSource(adapter.url)
        # Of a car that never answered nobody knows whether it is off.
        heard = follow(source, lambda known: "Vehicle.LowVoltageBattery.CurrentVoltage" in known, 5.0)
        assert heard == {"Vehicle.LowVoltageBattery.CurrentVoltage": 12.6}

        def turn(known: dict[str, object]) -> bool:
            ignition["on"] = "Vehicle.Speed" not in known
            return known.get("Vehicle.LowVoltageSystemState") == "OFF"

        heard = follow(source, turn, 8.0)
        assert heard["Vehicle.Speed"] == 50.0 and VIN_PATH in heard
        assert heard["Vehicle.LowVoltageSystemState"] == "OFF"


def test_clearing_that_the_car_does_not_confirm_is_refused() -> None:
    async def clear(url: str) -> None:
        source = ObdSource(url)
        task = asyncio.create_task(source.run(lambda _values, _time: None))
        try:
            for _ in range(100):
                await asyncio.sleep(0.05)
                try:
                    await source.clear_codes()
                except CommandRefusedError as error:
                    if "does not answer" not in str(error):
                        raise
                else:
                    return
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    with (
        Adapter(lambda command: b"NO DATA" if command == "04" else car(command)) as adapter,
        pytest.raises(CommandRefusedError, match="did not confirm"),
    ):
        asyncio.run(clear(adapter.url))
