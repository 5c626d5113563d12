"""What the product imports is what installing it brings: no command leans on a tool of the developers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires

import pytest

from tests.conftest import REPOSITORY

NOT_NEEDED = {
    "pyside6-addons",  # shares the package PySide6 with what is needed
    "pandas",  # looked for by others and done without
    "scipy",  # numba asks for its version where there is one
}

PROGRAM = """
import importlib, json, sys
from importlib.metadata import packages_distributions
importlib.import_module(sys.argv[1])
owners = packages_distributions()
names = {name.split(".")[0] for name in sys.modules}
print(json.dumps(sorted({owner for name in names for owner in owners.get(name, [])})))
"""


def brought() -> set[str]:
    """Distributions that `pip install headunit` installs, as far as they are installed here."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    waiting, found = list(project["dependencies"]), {"headunit", "pip", "setuptools"}
    while waiting:
        requirement = waiting.pop()
        name = normal(re.split(r"[\s><=!~;\[(]", requirement)[0])
        if name in found or re.search(r"extra\s*==", requirement):
            continue
        found.add(name)
        try:
            waiting += requires(name) or []
        except PackageNotFoundError:
            continue
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    "command", ["hmi.app.run", "hmi.agent.__main__", "hmi.cloud.__main__", "maps.__main__"]
)
def test_every_import_of_a_command_is_brought_by_its_installation(command: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, command], capture_output=True, text=True, check=True
    )
    used = {normal(name) for name in json.loads(result.stdout)}
    assert used - brought() - NOT_NEEDED == set()
