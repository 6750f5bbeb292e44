"""Settings of a node whose clock is wrong by CLOCK_HOURS: those of production, in whichever process reads them."""

import os
from datetime import UTC, datetime, timedelta

import time_machine

from config.settings import *  # noqa: F403 (what production has)

if hours := float(os.environ["CLOCK_HOURS"]):
    time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=True).start()
