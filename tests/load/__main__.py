"""`python -m tests.load [--through nginx|web-a] [--seconds 300]`: a launch, told as a table and one JSON object."""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.deploy.rehearsed import Desk, bring_up
from tests.load.launch import table
from tests.load.rehearsed_launch import launch


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=sys.modules["tests.load"].__doc__)
    parser.add_argument(
        "--through", choices=["nginx", "web-a"], default="nginx", help="both nodes, or one without nginx"
    )
    parser.add_argument("--seconds", type=float, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="load-") as folder, bring_up(Path(folder)) as machine:
        desk = Desk(machine, "web-a")
        run, counted = launch(machine, desk, given.through, given.seconds)
        desk.close()
    print(table(run))
    told = {"through": given.through} | run.summary() | asdict(counted) | {"agree": counted.agree}
    print(json.dumps(told))
    return 0 if counted.agree and not run.errors() else 1


if __name__ == "__main__":
    sys.exit(main())
