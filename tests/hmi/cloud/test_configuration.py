"""Settings that cannot work are refused at the start, with one sentence that names the key."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.configuration import (
    Configuration,
    ConfigurationError,
    check_configuration,
    normal_origin,
    read_configuration,
)
from hmi.cloud.proving import command_key
from tests.hmi.cloud.service import Cloud, free_port, wait_until

WRONG = {
    "unknown = 1": "unknown",
    'port = "8443"': "port",
    "port = 0": "port",
    "port = 70000": "port",
    "port = 8883": "port",
    "https = 1": "https",
    'public_origin = "cars.example.org"': "public_origin",
    'public_origin = "https://cars.example.org/app"': "public_origin",
    'public_origin = "http://cars.example.org"': "public_origin",
    'public_origin = "https://192.0.2.7"': "public_origin",
    'public_origin = "https://a:b@cars.example.org"': "public_origin",
    'public_origin = "https://cars.example.org:99999"': "public_origin",
    'path_prefix = "headunit"': "path_prefix",
    'path_prefix = "/headunit/"': "path_prefix",
    'path_prefix = "/../x"': "path_prefix",
    'trusted_proxies = ["proxy.example.org"]': "trusted_proxies",
    'trusted_proxies = ["0.0.0.0/0"]': "trusted_proxies",
    'trusted_proxies = "127.0.0.1"': "trusted_proxies",
    "https = false": "https",
    'https_certificate = "/nowhere.pem"': "https",
    'https_certificate = "/nowhere.pem"\nhttps_key = "/nowhere.key"': "https",
    'certificate = "/nowhere.pem"': "certificate",
    'authority = "/nowhere.pem"': "certificate",
    'shared_group = "ingest"': "shared_group",
    'shared_group = "a/b"\nembedded_broker = false': "shared_group",
    'database_url = "nonsense"': "database_url",
    'database_url = "mysql://x/y"': "database_url",
    'database_url = "sqlite:///x"\nshared_group = "g"\nembedded_broker = false': "database_url",
    'prices_url = "example.org"': "prices_url",
    'regions = ["/nowhere"]': "regions",
    'regions = "/nowhere"': "regions",
    'command_key = "/nowhere"': "command_key",
    "= nonsense": "toml",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_work_is_refused_with_one_sentence(tmp_path: Path, text: str) -> None:
    config = tmp_path / "cloud.toml"
    config.write_text(text)
    with pytest.raises(ConfigurationError, match=WRONG[text]) as caught:
        configuration = read_configuration(config, tmp_path / "data")
        check_configuration(configuration)
        command_key(configuration)
    assert "\n" not in str(caught.value) and "Traceback" not in str(caught.value)


def test_the_program_says_it_and_ends(tmp_path: Path) -> None:
    config = tmp_path / "cloud.toml"
    config.write_text('public_origin = "https://192.0.2.7"')
    ended = subprocess.run(
        [sys.executable, "-m", "hmi.cloud", "--data", tmp_path / "data", "--config", config],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1 and "public_origin" in ended.stderr


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://Cars.Example.ORG", "https://cars.example.org"),
        ("https://cars.example.org/", "https://cars.example.org"),
        ("https://cars.example.org:443", "https://cars.example.org"),
        ("https://cars.example.org.:8443", "https://cars.example.org:8443"),
        ("HTTPS://bücher.example", "https://xn--bcher-kva.example"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_an_origin_is_an_origin_however_it_is_written(text: str, origin: str) -> None:
    assert normal_origin(text) == origin


@pytest.mark.parametrize("text", ["", "null", "cars", "ftp://cars", "https://", "https://a@b", "https://a:b"])
def test_what_is_no_origin_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        normal_origin(text)


def test_under_its_real_name_with_its_own_certificate_and_a_path(tmp_path: Path) -> None:
    house = CertificateFolder(tmp_path / "house")
    pair = house.server()
    config = tmp_path / "cloud.toml"
    config.write_text(
        f'https_certificate = "{pair.certificate}"\nhttps_key = "{pair.key}"\npath_prefix = "/cars"\n'
        'public_origin = "https://Localhost:443"\n'
    )
    cloud = Cloud(tmp_path, config=config)
    cloud.start()
    context = ssl.create_default_context(cafile=house.authority)

    def answers(path: str, origin: str = "") -> int:
        headers = {"Origin": origin, "Content-Type": "application/json"} if origin else {}
        body = json.dumps({"name": "Léa"}).encode() if origin else None
        request = urllib.request.Request(f"{cloud.origin}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, context=context, timeout=2) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    try:
        wait_until(lambda: answers("/health") == 200, 30, "the cloud")
        # A proxy may keep the prefix or take it off.
        for prefix in ("", "/cars"):
            assert answers(f"{prefix}/health") == 200
            assert answers(f"{prefix}/app.js") == 200
            assert answers(f"{prefix}/api/me") == 401
            assert answers(f"{prefix}/api/accounts/options", "https://localhost") == 200
            assert answers(f"{prefix}/api/accounts/options", "https://localhost:8443") == 403
    finally:
        cloud.stop()


def test_behind_a_proxy_without_tls_of_its_own(tmp_path: Path) -> None:
    port = free_port()
    config = tmp_path / "cloud.toml"
    config.write_text(
        'https = false\ntrusted_proxies = ["127.0.0.1"]\npublic_origin = "https://cars.example.org"\n'
    )
    cloud = Cloud(tmp_path, port=port, config=config)
    cloud.start()

    def health() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    try:
        wait_until(health, 30, "the cloud")
    finally:
        cloud.stop()


def test_the_defaults_are_fine(tmp_path: Path) -> None:
    check_configuration(Configuration(tmp_path))
