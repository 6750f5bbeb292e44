"""What no order of visits, changes and withdrawals may break."""

import threading
import uuid

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving.page_cache.entries import KEPT
from tests.serving.page_cache.pretence import Pretence
from tests.serving.page_cache.visits import Visitor, cached

HOSTS = ["localhost", "127.0.0.1"]
PATHS = ["/fr/", "/ar/"]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("visit"), st.sampled_from(HOSTS), st.sampled_from(PATHS)),
        st.tuples(st.just("begin"), st.sampled_from(HOSTS), st.sampled_from(PATHS)),
        st.tuples(st.just("finish")),
        st.tuples(st.just("change")),
        st.tuples(st.just("withdraw")),
        st.tuples(st.just("wait"), st.sampled_from([1.0, KEPT, 400.0])),
        st.tuples(st.just("fail"), st.booleans()),
    ),
    max_size=40,
)


class Slow:
    """One visit at a time whose page takes as long as one likes."""

    def __init__(self, site: Pretence):
        self.site = site
        self.thread: threading.Thread | None = None
        self.reached, self.released = threading.Event(), threading.Event()

    def begin(self, visit) -> None:
        if self.thread is not None:
            return
        self.reached.clear()
        self.released.clear()
        thread = threading.Thread(target=visit)

        def hold() -> None:
            if threading.current_thread() is thread:
                self.reached.set()
                assert self.released.wait(10)

        self.site.before = hold
        self.thread = thread
        thread.start()
        while thread.is_alive() and not self.reached.wait(0.001):
            pass

    def finish(self) -> None:
        self.released.set()
        if self.thread is not None:
            self.thread.join()
        self.thread = None


@given(steps=steps)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_gets_what_was_withdrawn_nor_another_page(tmp_path, clock, steps):
    site, known = Pretence(), []
    visitor = cached(tmp_path / uuid.uuid4().hex[:8], site, clock=clock)
    slow, numbers, oldest = Slow(site), visitor.site.node.numbers, 0
    visitor.site.maker.patience = 0.0  # who would wait for the slow page asks the site at once

    def visit(host: str, path: str, oldest: int) -> None:
        answer = Visitor(visitor.site, host).get(path)
        known.append((answer.status, answer.text, host, path, oldest))

    for kind, *arguments in steps:
        match kind:
            case "visit":
                visit(*arguments, oldest)
            case "begin":
                slow.begin(lambda arguments=arguments, oldest=oldest: visit(*arguments, oldest))
            case "finish":
                slow.finish()
            case "change" | "withdraw":
                site.state += 1
                numbers.move(withdrawn=kind == "withdraw")
                oldest = site.state if kind == "withdraw" else oldest
            case "wait":
                clock.now += arguments[0]
            case "fail":
                site.status = 500 if arguments[0] else 200
    slow.finish()

    for status, text, host, path, oldest in known:
        scheme, made_for, made_of, state = text.split("|")
        assert (scheme, made_for, made_of) == ("http", host, path)
        assert int(state) >= oldest
        assert status in (200, 500)
