"""Every `await` of the product becomes a place for a fault: the code is rewritten as it is imported.

`await x` becomes `await __at__("hmi/agent/daemon.py:240", x)`. A new task is in at once: nothing is listed.
"""

from __future__ import annotations

import ast
import asyncio
import contextvars
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import threading
from collections.abc import Awaitable, Generator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOMS = ("hmi.agent", "hmi.bus", "hmi.cloud", "hmi.watchdog")
SUPERVISION = "hmi.supervision"
SUPERVISORS = ("keep_running", "keep_doing", "together")
REPOSITORY = Path(__file__).resolve().parents[2]


class Places:
    """All awaits, who waits at them just now, and the fault that is to happen at one."""

    def __init__(self) -> None:
        self.visits: dict[str, int] = {}
        self.answers: set[str] = set()
        """where what is awaited answers with something"""
        self.waiting: dict[str, asyncio.Future[Any]] = {}
        self._armed: dict[str, BaseException] = {}
        self._changed: dict[str, object] = {}
        self.running: dict[str, int] = {}
        """supervised tasks by name"""
        self.ended: list[str] = []
        self._lock = threading.Lock()

    def raise_at(self, site: str, error: BaseException) -> None:
        self._armed[site] = error
        self._wake(site)

    def answer_at(self, site: str, value: object) -> None:
        """The next answer there is another one."""
        self._changed[site] = value

    def is_due(self, site: str) -> bool:
        return site in self._armed or site in self._changed

    def forget_all(self) -> None:
        self._armed.clear()
        self._changed.clear()

    def _wake(self, site: str) -> None:
        future = self.waiting.get(site)
        if future is not None:
            loop = future.get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(_finish, future)

    def due(self, site: str) -> BaseException | None:
        return self._armed.pop(site, None) if self._armed else None

    def answered(self, site: str, value: Any) -> Any:
        if value is not None:
            self.answers.add(site)
            if site in self._changed:
                return self._changed.pop(site)
        return value

    def began(self, name: str) -> None:
        with self._lock:
            self.running[name] = self.running.get(name, 0) + 1

    def over(self, name: str, error: BaseException | None) -> None:
        with self._lock:
            self.running[name] -= 1
            if not isinstance(error, asyncio.CancelledError | GeneratorExit):
                self.ended.append(f"{name}: {error!r}")


PLACES = Places()
IS_SUPERVISED: contextvars.ContextVar[bool] = contextvars.ContextVar("supervised", default=False)


class At:
    """One await: passes everything through, but for the fault that is put here."""

    def __init__(self, site: str, awaited: Awaitable[Any]) -> None:
        self._site = site
        self._awaited = awaited

    def __await__(self) -> Generator[Any, Any, Any]:
        site, places = self._site, PLACES
        if not IS_SUPERVISED.get():
            return (yield from self._awaited.__await__())
        places.visits[site] = places.visits.get(site, 0) + 1
        inner = self._awaited.__await__()
        error = places.due(site)
        if error is not None:
            _close(self._awaited, inner)
            raise error
        send: Any = None
        thrown: BaseException | None = None
        while True:
            try:
                found = inner.throw(thrown) if thrown is not None else inner.send(send)
            except StopIteration as stop:
                return places.answered(site, stop.value)
            thrown = None
            waits = _ours(found)
            if waits is not None:
                places.waiting[site] = waits
            try:
                send = yield (waits if waits is not None else found)
            except GeneratorExit:
                inner.close()
                raise
            except BaseException as came:
                thrown = came
                if waits is not None and isinstance(came, asyncio.CancelledError):
                    waits.stands_for.cancel()  # type: ignore[attr-defined]
            finally:
                if places.waiting.get(site) is waits:
                    places.waiting.pop(site, None)
            error = places.due(site)
            if error is not None:
                inner.close()
                raise error


class _Stand(asyncio.Future[None]):
    """Waits in place of another future, so that it can be woken without touching that one."""

    stands_for: asyncio.Future[Any]


def _ours(found: Any) -> _Stand | None:
    if found is None:
        return None
    if isinstance(found, _Stand):
        found._asyncio_future_blocking = True
        return found
    found._asyncio_future_blocking = False
    stand = _Stand(loop=found.get_loop())
    stand.stands_for = found
    found.add_done_callback(lambda _done: _finish(stand))
    stand._asyncio_future_blocking = True
    return stand


def _finish(future: asyncio.Future[Any]) -> None:
    if not future.done():
        future.set_result(None)


def _close(awaited: Any, inner: Any) -> None:
    inner.close()
    if asyncio.iscoroutine(awaited):
        awaited.close()


class _Rewrite(ast.NodeTransformer):
    def __init__(self, file: str) -> None:
        self._file = file

    def visit_Await(self, node: ast.Await) -> ast.AST:
        self.generic_visit(node)
        awaited = node.value.func if isinstance(node.value, ast.Call) else None
        if isinstance(awaited, ast.Name) and awaited.id in SUPERVISORS:
            return node  # it raises nothing: that is what is looked at here
        site = ast.Constant(f"{self._file}:{node.lineno}")
        node.value = ast.Call(ast.Name("__at__", ast.Load()), [site, node.value], [])
        return node


class _Watch(ast.NodeTransformer):
    """keep_running and keep_doing say when they begin and end."""

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        if node.name in ("keep_running", "keep_doing"):
            node.decorator_list.append(ast.Name("__watched__", ast.Load()))
        return node


def watched(function: Any) -> Any:
    async def keep(name: str, *arguments: Any, **named: Any) -> Any:
        IS_SUPERVISED.set(True)  # and so are the tasks that it starts
        PLACES.began(name)
        error: BaseException | None = None
        try:
            return await function(name, *arguments, **named)
        except BaseException as came:
            error = came
            raise
        finally:
            PLACES.over(name, error)

    return keep


class _Loader(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:
        tree = ast.parse(data, str(path))
        name = str(Path(str(path)).relative_to(REPOSITORY))
        rewritten = _Watch().visit(tree) if self.name == SUPERVISION else _Rewrite(name).visit(tree)
        return compile(ast.fix_missing_locations(rewritten), str(path), "exec", dont_inherit=True)

    def get_code(self, fullname: str) -> Any:
        # Never from or into the cache of compiled files.
        return self.source_to_code(self.get_data(self.path), self.path)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__at__"] = At
        module.__dict__["__watched__"] = watched
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname != SUPERVISION and not fullname.startswith(ROOMS):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return spec
        spec.loader = _Loader(fullname, spec.loader.path)
        return spec


def install() -> None:
    """From now on; nothing of the rooms may have been imported before."""
    assert not [name for name in sys.modules if name.startswith(ROOMS)]
    sys.meta_path.insert(0, _Finder())


def awaits_in(*files: Path) -> set[str]:
    """The places in these files, read without running them."""
    found: set[str] = set()
    for file in files:
        name = str(file.relative_to(REPOSITORY))
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Await):
                found.add(f"{name}:{node.lineno}")
    return found
