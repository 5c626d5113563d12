"""Wrong input to the agent: one clear sentence and a status, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hmi.agent.options import parse
from hmi.agent.sources.configure import SourceError, make_sources, read_descriptions
from hmi.agent.sources.source import Source
from hmi.errors import HeadunitError
from tests.hmi.buses import REPOSITORY


def no_simulator() -> Source:
    raise AssertionError


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--bus nonsense", "expected system, session or an address"),
        ("--config /nope.toml", "there is no file /nope.toml"),
        ("--cloud host", "expected HOST:PORT"),
        ("--cloud host:99999", "expected HOST:PORT"),
        ("--cloud host:8883", "needs --authority, --certificate and --key"),
        ("--cloud host:8883 --azure", "needs --device-key"),
        ("--azure", "--cloud"),
        ("--key /nope", "there is no file /nope"),
        ("--vehicle a/b", "expected 1 to 64 letters"),
        ("--heading nan", "expected a number"),
        ("--time-factor 101", "from 0 to 100"),
        ("--time-factor fast", "expected a number"),
        ("--start 95,0", "not a position on Earth"),
        ("--start here", "expected LAT,LON"),
        ("--allow-user bob", "expected a user's number"),
        ("--companion ftp://x", "expected https://"),
    ],
)
def test_a_wrong_option_is_refused_in_words(
    arguments: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        parse(arguments.split())
    assert refused.value.code == 2
    assert words in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("bogus", "there is no source 'bogus'; there are simulator, can"),
        ("simulator,colour=red", "there is no setting 'colour'"),
        ("can", "expected can:INTERFACE:CHANNEL"),
        ("can:socketcan:can0", "dbc=… is missing"),
        ("can:socketcan,dbc=x,mapping=y", "like socketcan:can0"),
        ("can:socketcan:can0,dbc=x,mapping=y,priority=high", "x: no such DBC file"),
        ("obd", "expected obd:PORT"),
        ("obd:/dev/ttyS0,priority=high", "priority 'high' is no such number"),
        ("uds:socketcan:can0,request=ZZ", "request 'ZZ' is no such number"),
        ("gpsd:127.0.0.1:abc", "port 'abc' is no such number"),
        ("replay:/nope", "there is no such file"),
        ("replay:/etc/passwd,speed=slow", "speed 'slow' is no such number"),
        ("kuksa:localhost:x", "port 'x' is no such number"),
    ],
)
def test_a_wrong_source_is_refused_in_words(description: str, words: str) -> None:
    with pytest.raises(HeadunitError) as refused:
        make_sources([description], no_simulator)
    assert words in str(refused.value)


@pytest.mark.parametrize("text", ["[[source]]\n", "source = 3", "[[source]]\nuse", "\xff", "source = ['a']"])
def test_a_file_of_sources_that_is_none_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(SourceError, match=r"sources\.toml"):
        read_descriptions(path)


@pytest.mark.parametrize("arguments", [["--state-dir", "/etc/passwd"], ["--source", "bogus"]])
def test_the_command_ends_with_a_sentence_and_a_status(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "hmi.agent", *arguments]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1 and "Traceback" not in result.stderr
