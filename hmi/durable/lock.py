"""Only one process works with a state folder."""

from __future__ import annotations

import fcntl
import logging
import os
from pathlib import Path

from hmi.durable.files import private_folder
from hmi.errors import HeadunitError

_LOG = logging.getLogger(__name__)


class InUseError(HeadunitError):
    """Another process works with the folder, or it is none."""


class FolderLock:
    """Held until `close`, or until the process ends, however that happens.

    The folder itself is locked, not a file in it: that works on a disk that is full or read-only too.
    """

    def __init__(self, folder: Path, who: str) -> None:
        """Raises InUseError when somebody else holds it, or it is a file."""
        self._descriptor = -1
        try:
            private_folder(folder)
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except (FileExistsError, NotADirectoryError):
            raise InUseError(f"{folder} is no folder") from None
        except OSError as error:
            _LOG.warning("%s cannot be locked: %s", folder, error.strerror or error)
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise InUseError(
                f"another {who} works with {folder}; give this one a folder of its own"
            ) from None
        except OSError as error:
            _LOG.warning("%s cannot be locked: %s", folder, error.strerror or error)
        self._descriptor = descriptor

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
