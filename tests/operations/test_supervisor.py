"""The supervisor goes on asking the site whether it answers, until it is stopped."""

import signal
import sys
import threading

import pytest

from operations import supervisor
from operations.supervisor import Child, Supervisor

pytestmark = pytest.mark.processes


@pytest.fixture
def handlers():
    kept = {signum: signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM)}
    yield
    for signum, handler in kept.items():
        signal.signal(signum, handler)


def test_site_is_asked_again_and_again_until_it_is_stopped(handlers, monkeypatch):
    monkeypatch.setattr(supervisor, "ASK_EVERY", 0.01)
    asked = []
    web = Child("web", [sys.executable, "-c", "import signal; signal.pause()"], essential=True)

    def answers() -> bool:
        asked.append(web.process is not None)
        if len(asked) == 20:
            supervised.stopping.set()
        return len(asked) > 3

    supervised = Supervisor([web], answers)
    too_late = threading.Timer(20, supervised.stopping.set)
    too_late.start()
    status = supervised.run()
    too_late.cancel()

    assert (status, web.process.poll() is None) == (0, False)
    assert len(asked) == 20
