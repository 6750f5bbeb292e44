"""Python in a process of one node: evaluates what it reads, an expression a line, and prints its value as JSON."""

import json
import sys

import django

django.setup()

from campaigns.plan.models import PressRun  # noqa: E402, F401
from campaigns.plan.sheets import runs as press_runs  # noqa: E402, F401 (what is asked for)
from campaigns.prevention.kits import editions  # noqa: E402, F401
from campaigns.prevention.kits.models import KitPage  # noqa: E402, F401
from operations import lost_work, schedule  # noqa: E402, F401
from operations.monitoring.doctor import every  # noqa: E402, F401


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(eval(line), default=str), flush=True)


if __name__ == "__main__":
    main()
