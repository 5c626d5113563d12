"""What the view models of the map need from their neighbours, as the shapes that they use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from hmi.navigation.state import NavigationState
from hmi.settings import Settings, SettingValue
from hmi.units import Format
from hmi.view_models.vehicle import CarLink
from maps.models import Place, RoutingProfile


class Navigation(Protocol):
    """hmi.navigation.Navigator, or a fake with a fixed state."""

    @property
    def state(self) -> NavigationState: ...

    def subscribe(self, callback: Callable[[NavigationState], None], /) -> object: ...

    def search(self, text: str, *, category: str = "", along_route: bool = False) -> None: ...

    def preview(self, stops: Sequence[Place], profile: RoutingProfile | None = None) -> None: ...

    def change_stops(self, stops: Sequence[Place]) -> None: ...

    def set_profile(self, profile: RoutingProfile) -> None: ...

    def select(self, index: int) -> None: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def repeat(self) -> None: ...

    def avoid_ahead(self, metres: float) -> None: ...

    def skip_stop(self) -> None: ...


Vehicle = CarLink


class Preferences(Protocol):
    """hmi.view_models.settings.model.SettingsModel, or a fake. `changed` is a Qt signal."""

    @property
    def settings(self) -> Settings: ...

    @property
    def format(self) -> Format: ...

    @property
    def night(self) -> Any:
        """bool; a Qt property of the real one"""

    def change(self, **changes: SettingValue) -> None: ...

    changed: Any
