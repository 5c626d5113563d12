"""Why a message from outside is not acted on."""

from __future__ import annotations

from hmi.errors import HeadunitError


class MessageError(HeadunitError):
    """Not a message of this contract: torn, oversized, misshapen or hostile. Drop it; do not retry."""


class VersionError(MessageError):
    """A well-formed message of a contract version that this program does not speak."""

    def __init__(self, version: object) -> None:
        super().__init__(f"contract version {version!r} is not spoken here")
        self.version = version
