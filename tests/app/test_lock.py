"""What is installed is pinned with hashes, covers pyproject.toml, and may be shipped by its licence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.version import Version

from tests.app.test_dependencies import normal
from tests.conftest import REPOSITORY

PURPOSES = {"run": ("voice",), "test": ("voice", "dev")}
"""The extras of pyproject.toml that each lock file is for."""
PLATFORMS = [
    {"platform_machine": machine, "python_version": python, "python_full_version": f"{python}.0"}
    for machine in ("x86_64", "aarch64")
    for python in ("3.11", "3.12", "3.13")
]
ENTRY = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)(?: ; (.+?))? \\\n((?:    --hash=\S+(?: \\)?\n?)+)",
    re.MULTILINE,
)

PERMISSIVE = (
    "MIT", "MIT-0", "BSD", "3-Clause BSD", "0BSD", "Apache", "ISC", "PSF", "Zlib", "CC0", "Public Domain",
    "MPL-2.0", "Mozilla Public License 2.0", "EPL-2.0",
)  # fmt: skip
LINKED = ("LGPL", "GNU Lesser General Public License")
"""As a library of its own that its user can exchange: so are all of them, which are Python packages."""


@dataclass(frozen=True)
class Pin:
    name: str
    version: Version
    marker: str
    hashes: int


@cache
def pins(purpose: str) -> tuple[Pin, ...]:
    text = (REPOSITORY / "packaging" / f"requirements-{purpose}.txt").read_text(encoding="utf-8")
    found = ENTRY.findall(text)
    assert text.count("==") - text.count("'==") - len(
        re.findall(r"(?:python|platform|sys|implementation)\S* == ", text)
    ) == len(found)
    return tuple(
        Pin(normal(name), Version(version), marker, hashes.count("--hash=sha256:"))
        for name, version, marker, hashes in found
    )


def asked(purpose: str) -> list[Requirement]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    texts = list(project["project"]["dependencies"])
    for extra in PURPOSES[purpose]:
        texts += project["project"]["optional-dependencies"][extra]
    return [Requirement(text) for text in (*texts, *project["build-system"]["requires"])]


def holds(pin: Pin, platform: dict[str, str]) -> bool:
    return not pin.marker or Marker(pin.marker).evaluate({**default_environment(), **platform})


def needed(requirements: list[Requirement], platform: dict[str, str]) -> dict[str, list[Requirement]]:
    """By name all that the requirements bring on a platform, as far as it is installed here."""
    waiting = [(requirement, "") for requirement in requirements]
    found: dict[str, list[Requirement]] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        environment = {**default_environment(), **platform, "extra": extra}
        if normal(requirement.name) == "headunit":
            continue  # an extra of ours that names another
        if requirement.marker is not None and not requirement.marker.evaluate(environment):
            continue
        name = normal(requirement.name)
        found.setdefault(name, []).append(requirement)
        for wanted in ("", *requirement.extras):
            if (name, wanted) in seen:
                continue
            seen.add((name, wanted))
            try:
                brought = distribution(name).requires or []
            except PackageNotFoundError:
                continue
            waiting += [(Requirement(text), wanted) for text in brought]
    return found


@pytest.mark.parametrize(
    "platform", PLATFORMS, ids=lambda p: f"{p['platform_machine']}-{p['python_version']}"
)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_lock_covers_what_is_asked_and_all_that_it_needs(purpose: str, platform: dict[str, str]) -> None:
    pinned = {pin.name: pin for pin in pins(purpose) if holds(pin, platform)}
    for name, requirements in needed(asked(purpose), platform).items():
        assert name in pinned, f"{name} is not pinned: run packaging/lock"
        for requirement in requirements:
            version = pinned[name].version
            assert requirement.specifier.contains(version, prereleases=True), (
                f"{requirement}: run packaging/lock"
            )


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_pin_has_hashes_and_names_no_place_to_fetch_from(purpose: str) -> None:
    assert all(pin.hashes >= 1 for pin in pins(purpose))
    text = (REPOSITORY / "packaging" / f"requirements-{purpose}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|trusted-host| @ ", text)


def test_a_car_runs_the_versions_that_were_tested() -> None:
    tested = {(pin.name, pin.version) for pin in pins("test")}
    assert {(pin.name, pin.version) for pin in pins("run")} <= tested


def test_prepare_installs_from_the_lock_alone() -> None:
    text = (REPOSITORY / "packaging" / "prepare").read_text(encoding="utf-8")
    assert "--require-hashes" in text and "--no-deps" in text
    assert "postgresql" in text


def test_the_licence_of_everything_that_runs_lets_it_be_shipped() -> None:
    names = needed(asked("run"), {})
    assert len(names) > 60
    for name in sorted(names):
        try:
            said = licence(distribution(name))
        except PackageNotFoundError:
            continue
        choices = re.split(r"\s+OR\s+", said, flags=re.IGNORECASE)
        assert any(_may_be_shipped(choice) for choice in choices), f"{name}: {said or 'no licence stated'}"


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0-or-later", "", "Own", "MIT AND GPL-2.0-only"])
def test_a_licence_that_binds_us_is_refused(said: str) -> None:
    assert not any(_may_be_shipped(choice) for choice in said.split(" OR "))


def licence(package: Distribution) -> str:
    facts = package.metadata
    stated = facts.get("License-Expression") or ""
    if not stated:
        classifiers = [
            text.split(" :: ")[-1]
            for text in facts.get_all("Classifier") or []
            if text.startswith("License :: ")
        ]
        stated = " OR ".join(classifiers) or (facts.get("License") or "").splitlines()[0:1][0]
    return stated


def _may_be_shipped(said: str) -> bool:
    parts = [part.strip(" ()") for part in re.split(r"\s+AND\s+|,\s*and\s+", said, flags=re.IGNORECASE)]
    return all(part.startswith((*PERMISSIVE, *LINKED)) for part in parts)
