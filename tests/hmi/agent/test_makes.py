"""Every DBC that opendbc carries is read, and each make's log becomes the right VSS values."""

from __future__ import annotations

import logging
from pathlib import Path

import opendbc
import pytest

from hmi.agent.sources.__main__ import main
from hmi.agent.sources.configure import make_sources
from hmi.agent.sources.dbc import EXTENDED, read_dbc
from hmi.agent.sources.decoder import CanDecoder, MappingError, dbc_of, find_dbc, find_mapping
from hmi.agent.sources.recording import read_drive
from hmi.agent.sources.simulator.source import SimulatedCar
from hmi.agent.sources.uds import read_rows
from hmi.vehicle.signals import BY_PATH
from maps.geometry import LatLon
from tests.conftest import REPOSITORY
from tests.hmi.agent.makes import MAKES, Scene

FOLDER = Path(opendbc.__file__).parent / "dbc"
ORIGINALS = sorted(FOLDER.glob("*.dbc"))
ONE = 'BO_ 100 ONE: 8 X\n SG_ A : 7|8@0+ (1,0) [0|255] "" X\n'
MAPPINGS = Path(str(find_mapping("vw_meb"))).parent


def test_opendbc_carries_its_originals() -> None:
    assert len(ORIGINALS) == 58


@pytest.mark.parametrize("path", ORIGINALS, ids=lambda path: path.stem)
def test_every_original_loads_and_what_cannot_be_read_is_named(path: Path) -> None:
    found = read_dbc(path)
    written = [
        line.split() for line in path.read_text(errors="replace").splitlines() if line.startswith("BO_ ")
    ]
    names = {row[2].rstrip(":") for row in written} - {"VECTOR__INDEPENDENT_SIG_MSG"}
    lost = {name for name in names if name not in found.messages and f"_{name}" not in found.messages}
    told = " ".join(found.problems)
    assert found.messages and all(name in told for name in lost), lost
    assert len(lost) <= 0.3 * len(names)


@pytest.mark.parametrize(
    ("text", "messages", "told"),
    [
        ('BO_ 100 ONE: 8 X\n SG_ A : 7|8@0+ (1,0) [0|255] "" X\nCM_ 145 "odd";\n', {"ONE"}, ""),
        ('BO_ 100 2017_5: 8 X\n SG_ 0_A : 7|8@0+ (1,0) [0|255] "" X\n', {"_2017_5"}, "2017_5 is read as"),
        ('BO_ 315543719 WIDE: 8 X\n SG_ A : 7|8@0+ (1,0) [0|255] "" X\n', {"WIDE"}, ""),
        (
            'BO_ 1075185209 NO: 8 X\nBO_ 100 ONE: 8 X\n SG_ A : 7|8@0+ (1,0) [0|255] "" X\n',
            {"ONE"},
            "NO cannot",
        ),
        ('BO_ 100 ONE: 8 X\n SG_ A : 7|8@0+ (.25,-.5) [0|255] "" X\n', {"ONE"}, ""),
        (
            'BO_ 100 ONE: 8 X\n SG_ A : 7|8@0+ (1;0) [0|255] "" X\n SG_ B : 15|8@0+ (1,0) [0|1] "" X\n',
            {"ONE"},
            "A",
        ),
        ('VAL_ 352 GONE 0 "a";\nBO_ 100 ONE: 8 X\n SG_ A : 7|8@0+ (1,0) [0|255] "" X\n', {"ONE"}, ""),
        ('BO_ 100 ONE: 8 X\n SG_ A : 700|8@0+ (1,0) [0|255] "" X\n', {"ONE"}, ""),
    ],
)
def test_an_error_costs_only_its_own_line(text: str, messages: set[str], told: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.dbc"
    path.write_text(text, encoding="latin-1")
    found = read_dbc(path)
    assert messages <= set(found.messages)
    assert told in " ".join(found.problems)


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.csv")), ids=lambda path: path.stem)
def test_every_mapping_fits_its_own_file(path: Path) -> None:
    if path.read_text().count("did,size,start"):
        assert read_rows(path)
    else:
        assert CanDecoder(find_dbc(dbc_of(path)), path).frame_ids


def log_of(name: str, scene: Scene, folder: Path) -> Path:
    """The scene as candump writes it, encoded by the make's own DBC."""
    dbc = read_dbc(find_dbc(dbc_of(find_mapping(name))))
    lines = []
    for number, (message_name, signals) in enumerate(scene.frames.items()):
        message = dbc.messages[message_name]
        values = {signal.name: 0 for signal in message.signals} | signals
        payload = message.encode(values, scaling=True, strict=False, padding=False)
        width = 8 if message.is_extended_frame else 3
        separator = "##0" if len(payload) > 8 else "#"
        identifier = message.frame_id & ~EXTENDED
        lines.append(
            f"({1000 + number * 0.01:.6f}) can0 {identifier:0{width}X}{separator}{payload.hex().upper()}"
        )
    path = folder / f"{name}.log"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("name", MAKES)
def test_a_makes_log_becomes_the_right_values(name: str, tmp_path: Path) -> None:
    scene = MAKES[name]
    mapping = find_mapping(name)
    decoder = CanDecoder(find_dbc(dbc_of(mapping)), mapping)
    heard: dict[str, object] = {}
    for _, values in read_drive(log_of(name, scene, tmp_path), decoder):
        heard |= values
    for path, value in heard.items():
        spec = BY_PATH[path]
        coerced = spec.coerce(value)
        heard[path] = coerced if coerced is not None and spec.within_bounds(coerced) else None
    for path, value in scene.expected.items():
        found = heard.get(path)
        if isinstance(value, float) and isinstance(found, float):
            assert found == pytest.approx(value, abs=0.15), path
        else:
            assert found == value, path
    for path, value in scene.also.items():
        assert value != "-" or heard.get(path) is None, path


def test_at_least_eight_makes_are_covered() -> None:
    assert len(MAKES) >= 8


def test_a_make_is_named_and_brings_its_own_dbc(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)

    def simulator() -> SimulatedCar:
        return SimulatedCar(LatLon(43.7, 7.4))

    assert make_sources(["can:virtual:x,mapping=mazda,fd=yes,bitrate=500000"], simulator)[0].name == "can:x"
    assert "2017_5 is read as _2017_5" in caplog.text


def test_a_mapping_without_its_dbc_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("message,signal,path,factor,offset,table\n")
    with pytest.raises(MappingError, match=r"# dbc: vw_mqb\.dbc"):
        dbc_of(path)


def test_the_battery_of_an_ioniq_5_is_read_over_uds() -> None:
    answer = bytearray(59)
    answer[4] = 143  # half percents
    answer[10:12] = (-1250).to_bytes(2, "big", signed=True)  # it charges
    answer[12:14] = (6543).to_bytes(2, "big")
    answer[14], answer[15] = 31, (-3) & 0xFF
    answer[23], answer[25], answer[29] = 205, 203, 128
    second = bytearray(43)
    second[25:27] = (987).to_bytes(2, "big")
    second[31] = 140
    found: dict[str, float | None] = {}
    for row in read_rows(find_mapping("hyundai_ioniq5")):
        found[row.path.removeprefix("Vehicle.Powertrain.TractionBattery.")] = row.value(
            bytes(answer if row.did == 0x0101 else second)
        )
    assert found == {
        "StateOfCharge.Current": 71.5,
        "CurrentCurrent": 125.0,
        "CurrentVoltage": 654.3,
        "Temperature.Max": 31.0,
        "Temperature.Min": -3.0,
        "CellVoltage.Max": 4.1,
        "CellVoltage.Min": 4.06,
        "Vehicle.LowVoltageBattery.CurrentVoltage": 12.8,
        "StateOfHealth": 98.7,
        "StateOfCharge.Displayed": 70.0,
    }


def test_a_dbc_can_be_looked_into(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mazda_2017.dbc", "steer_angle", "wheel_speeds"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert any("STEER,STEER_ANGLE" in line for line in lines)
    assert any("WHEEL_SPEEDS,FL" in line for line in lines)
    assert not any("DOORS" in line for line in lines)
    assert "2017_5 is read as _2017_5" in told.err
    with pytest.raises(SystemExit):
        main(["nowhere.dbc"])


def test_the_page_on_adding_a_car_names_what_there_is(tmp_path: Path) -> None:
    page = (REPOSITORY / ".github" / "ADDING_A_CAR.md").read_text()
    begin = page.index("       # My car")
    table = page[begin : page.index("   | Column", begin)]
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(line.strip() for line in table.splitlines()) + "\n")
    assert CanDecoder(find_dbc(dbc_of(path)), path).frame_ids
