"""What a DBC holds, to write a mapping from: python -m hmi.agent.sources DBC [WORD …]"""

from __future__ import annotations

import argparse
import sys

from hmi.agent.sources.dbc import read_dbc
from hmi.agent.sources.decoder import MappingError, find_dbc


def main(arguments: list[str] | None = None) -> int:
    """One line a signal that has one of the words in its name, and what of the file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m hmi.agent.sources", description=__doc__)
    parser.add_argument("dbc", metavar="DBC", help="a file, or the name of one in opendbc, like vw_mqb.dbc")
    parser.add_argument("words", metavar="WORD", nargs="*", help="speed, door, gear …")
    options = parser.parse_args(arguments)
    try:
        found = read_dbc(find_dbc(options.dbc))
    except MappingError as error:
        parser.error(str(error))
    words = [word.lower() for word in options.words]
    for message in found.messages.values():
        for signal in message.signals:
            name = f"{message.name},{signal.name}"
            if words and not any(word in name.lower() for word in words):
                continue
            least, most = signal.minimum, signal.maximum
            span = "" if least is None or most is None else f"{least:g} to {most:g}"
            print(f"{message.frame_id:#05x}  {name:<55} {span} {signal.unit or ''}".rstrip())
    for problem in found.problems:
        print(problem, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
