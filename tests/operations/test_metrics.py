"""The numbers for Prometheus: what was asked is what they say, and they are told on their own port alone."""

import http.client
import os
import signal
import threading
import urllib.error
import urllib.request
from collections import Counter
from contextlib import closing

import pytest
from prometheus_client.parser import text_string_to_metric_families

from core.upkeep.metrics import Family, Source
from operations.monitoring.exposition import Rooms
from operations.monitoring.metric_families import seconds
from serving.tallies import BUCKETS, Tallies, Tick
from serving.web_server import presence
from serving.web_server.measuring import Measured
from tests.live import FILE
from tests.operations.small_site import get

pytestmark = pytest.mark.processes

# What a label may say: each has a few values, none of which a visitor chooses.
LABELS = {
    "kind",
    "status",
    "le",
    "condition",
    "state",
    "job",
    "process",
    "node",
    "source",
    "version",
    "python",
    "django",
    "wagtail",
}


def told(site) -> dict[tuple, float]:
    """{(name, (label, value)…): number} as Prometheus reads it."""
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{site.environment['METRICS_PORT']}/metrics", timeout=20
        ) as answer:
            text = answer.read().decode()
    except urllib.error.URLError:
        return {}  # it is being started
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def requests(numbers: dict[tuple, float]) -> Counter:
    return Counter(
        {
            (dict(key[1:])["kind"], dict(key[1:])["status"]): int(n)
            for key, n in numbers.items()
            if key[0] == "site_requests_total"
        }
    )


@pytest.mark.django_db
def test_web_process_that_was_killed_is_counted_and_comes_back(served):
    served.wait_until(lambda: told(served).get(("site_web_processes_ready",)) == 2)
    name = ("site_web_processes_restarted_total",)
    before = told(served)[name]

    os.kill(served.children(of=served.children()["granian"])["granian"], signal.SIGKILL)

    served.wait_until(lambda: told(served)[name] == before + 1)
    served.wait_until(lambda: told(served).get(("site_web_processes_ready",)) == 2)


@pytest.mark.django_db
def test_numbers_say_what_was_asked(served):
    served.wait_until(lambda: told(served).get(("site_web_processes_ready",)) == 2)
    before = told(served)

    asked = [("/fr/", "GET")] * 10 + [("/fr/nowhere/", "GET"), ("/", "GET"), ("/r", "POST"), ("/admin/login/", "GET")]
    statuses = [get(served, path, method)[0] for path, method in asked]
    got = get(served, FILE)[0]

    assert (statuses, got) == ([200] * 10 + [404, 302, 204, 200], 200)
    served.wait_until(lambda: sum((requests(told(served)) - requests(before)).values()) >= 15)
    after = told(served)
    new = requests(after) - requests(before)
    made, hits = new["page", "2xx"], new["memory", "2xx"]
    assert (made + hits, hits > 0) == (10, True)  # what the jobs of the start write renews it now and then
    assert {key: n for key, n in new.items() if key not in {("page", "2xx"), ("memory", "2xx")}} == {
        ("page", "4xx"): 1, ("redirect", "3xx"): 1, ("beacon", "2xx"): 1, ("admin", "2xx"): 1, ("file", "2xx"): 1,
    }  # fmt: skip
    assert after["site_page_cache_hits_total",] - before["site_page_cache_hits_total",] == hits
    count = ("site_request_seconds_count", ("kind", "admin"))
    assert after[count] - before.get(count, 0) == 1
    assert after["site_database_up",] == 1
    assert after["site_heartbeat_timestamp_seconds", ("process", "scheduler")] > 0
    assert [key for key, n in after.items() if key[0] == "site_source_up" and n != 1] == []
    assert {name for key in after for name, _value in key[1:]} <= LABELS


@pytest.mark.django_db
def test_lines_of_the_journal_are_those_of_the_pages(served):
    key = ("site_journal_lines_total", ("node", "small"))
    before = told(served).get(key, 0)

    for _time in range(5):
        get(served, "/fr/", Sec_Fetch_Site="same-origin")

    served.wait_until(lambda: told(served).get(key, 0) == before + 5)


@pytest.mark.django_db
def test_port_of_the_site_tells_no_metrics(served):
    assert get(served, "/fr/metrics")[0] in (301, 404)
    assert [path for path in ("/metrics", "/fr/metrics/") if b"site_requests" in get(served, path)[1]] == []


@pytest.mark.django_db
def test_metrics_are_told_on_the_machine_s_own_address_alone(served):
    asked = http.client.HTTPConnection("127.0.0.2", int(served.environment["METRICS_PORT"]), timeout=5)
    with closing(asked), pytest.raises(ConnectionRefusedError):
        asked.request("GET", "/metrics")


def test_source_that_hangs_or_breaks_leaves_the_others():
    gate = threading.Event()

    def breaks():
        raise RuntimeError

    sources = {
        "good": Source("good", lambda: [Family("site_good", "Good.").add(1)], False),
        "slow": Source("slow", lambda: [Family("site_slow", "Slow.").add(float(gate.wait(10)))], False),
        "broken": Source("broken", breaks, False),
    }
    metrics = {metric.name: metric for metric in Rooms(sources, patience=0.2).collect()}
    gate.set()

    assert set(metrics) == {"site_good", "site_source_up"}
    assert {sample.labels["source"]: sample.value for sample in metrics["site_source_up"].samples} == {
        "good": 1, "slow": 0, "broken": 0,
    }  # fmt: skip


def test_histogram_adds_up():
    tallies = Tallies()
    for taken in (0.001, 0.005, 0.3, 60):
        tallies.observe("seconds", taken, "page")

    samples = {(s, labels.get("le")): n for s, labels, n in seconds(tallies.counted()).samples}

    assert [samples["_bucket", str(bound)] for bound in BUCKETS] == [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    assert (samples["_bucket", "+Inf"], samples["_count", None], samples["_sum", None]) == (4, 4, 60.306)


def test_ticks_of_many_threads_are_all_counted():
    tick = Tick()
    threads = [threading.Thread(target=lambda: [tick.tick() for _time in range(10_000)]) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (tick.value, tick.value) == (80_000, 80_000)


def test_what_an_ended_process_counted_stays(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    tallies = Tallies()
    one = presence.Presence("1-1", ready=lambda: True, drain=lambda: None, tallies=tallies)
    tallies.add("requests", "page", "2xx", n=3)
    one.write()

    living = presence.processes()
    before = presence.totals(living)
    one.lock.close()
    after = presence.totals(presence.processes())

    assert [process.generation for process in living] == ["1-1"]
    assert before == after == {("requests", "page", "2xx"): 3}
    assert presence.processes() == []


def test_request_that_fails_is_counted_as_an_error():
    tallies = Tallies()

    def fails(environ, start_response):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Measured(fails, {}, tallies)({"PATH_INFO": "/fr/"}, lambda *_: None)

    assert tallies.counted()["requests", "page", "5xx"] == 1
    assert tallies.gauges()["desks_busy"] == 0
