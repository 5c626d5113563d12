"""`headunit`: the command that starts the head unit."""

from __future__ import annotations

import sys

from hmi.app.options import parse


def main() -> int:
    options = parse()
    # Imported late, so that --help and a mistyped option answer at once and without Qt.
    from hmi.app.start import start
    from hmi.errors import HeadunitError
    from maps.errors import MapsError

    try:
        return start(options)
    except (HeadunitError, MapsError) as error:
        print(f"headunit: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
