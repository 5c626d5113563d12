"""A child for the worker's tests: the search text "die" ends it, "hang" stops it, else it echoes the text."""

from __future__ import annotations

import os
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

from hmi.navigation.requests import FindPlaces, OpenRegions, Request
from hmi.navigation.worker import serve
from maps.errors import RegionError


class Odd:
    def answer(self, request: Request) -> Any:
        if isinstance(request, OpenRegions):
            return request.paths
        assert isinstance(request, FindPlaces)
        if request.text == "die":
            os._exit(3)
        if request.text == "hang":
            time.sleep(600)
        if request.text == "damaged":
            raise RegionError("/somewhere", "no such region folder")  # type: ignore[arg-type]
        return (request.text, os.getpid())


if __name__ == "__main__":
    serve(Connection(int(sys.argv[sys.argv.index("--fd") + 1])), Odd())
