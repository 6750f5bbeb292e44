"""What a signal asks of a process is taken whenever it comes, and however often."""

import subprocess
import sys
from textwrap import dedent

import pytest

from serving.web_server.asked import Asked

# A signal each tenth of a millisecond strikes in the midst of every step of waiting and of setting.
STORM = """
    import signal
    from serving.web_server import asked

    asked_often = asked.by(signal.SIGALRM)
    signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)
    for _each in range(100_000):
        asked_often.wait(0)
        asked_often.set()
    for _each in range(200):
        asked_often.clear()
        asked_often.wait(None)
    signal.setitimer(signal.ITIMER_REAL, 0)
    print("ended")
"""


@pytest.mark.processes
def test_process_that_is_asked_again_and_again_does_not_wait_for_itself():
    done = subprocess.run(
        [sys.executable, "-c", dedent(STORM)], capture_output=True, text=True, timeout=60, check=True, cwd="site"
    )

    assert done.stdout == "ended\n"


def test_what_was_asked_stays_asked_until_it_is_cleared():
    asked = Asked()
    assert not asked.wait(0)

    asked.set()
    asked.set()

    assert asked.wait(None)
    assert asked.wait(None)
    asked.clear()
    assert not asked.is_set()
    assert not asked.wait(0)
