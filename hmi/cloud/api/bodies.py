"""What clients send, field by field, and how rows become answers."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from hmi.sync.errors import MessageError
from hmi.sync.record_schemas import checked_name
from hmi.sync.remote_commands import Role
from maps.geometry import LatLon

VehicleId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
RecordId = VehicleId


class Body(BaseModel):
    """What a client sends: exactly the fields that are asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _name(text: str) -> str:
    try:
        return checked_name(text)
    except MessageError as error:
        raise ValueError(str(error)) from None


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_name)]


class NameBody(Body):
    name: Name


class CredentialBody(Body):
    credential: dict[str, JsonValue]


class CreateBody(NameBody, CredentialBody):
    """A new account: its name and the passkey that was made for it."""


class CodeBody(Body):
    code: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")


class CommandBody(Body):
    name: str = Field(max_length=64)
    arguments: dict[str, str | bool | float] = {}
    id: str = Field(default="", max_length=64, pattern=r"^[A-Za-z0-9_-]*$")
    """chosen by the client, so that a repeated request is one command"""


class RecordBody(Body):
    fields: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")], JsonValue] = Field(max_length=64)


class PositionBody(Body):
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)

    @property
    def position(self) -> LatLon:
        return LatLon(self.lat, self.lon)


class SearchBody(PositionBody):
    text: str = Field(min_length=1, max_length=100)


class MemberBody(Body):
    role: Role
    expires_unix_s: float | None = Field(default=None, ge=0, le=253_402_300_799)

    # JSON has no enums: the role arrives as a word.
    model_config = ConfigDict(extra="forbid", strict=False)


def plain(row: Any) -> dict[str, Any]:
    """A dataclass as JSON's object, one level deep."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
