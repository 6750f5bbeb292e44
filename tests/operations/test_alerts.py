"""The rules for Prometheus: each has a page of what to do, and asks for numbers that are told."""

import re
from pathlib import Path

import pytest
import yaml
from django.utils import timezone

from operations import heartbeats
from operations.models import JobRecord
from operations.monitoring import backups
from operations.monitoring.exposition import Rooms, _metric
from operations.monitoring.metric_families import requests, seconds
from reach.models import Segment
from serving.web_server import presence
from tests.live import ROOT

RULES = [
    rule
    for group in yaml.safe_load((ROOT / "deploy/prometheus/alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
RUNBOOKS = ROOT / "docs" / "runbooks"
HEADINGS = ["What it means", "What visitors notice", "Look first at", "Do", "Afterwards"]
# Of Prometheus itself, and of its blackbox exporter.
OF_OTHERS = {"up", "probe_ssl_earliest_cert_expiry"}
FUNCTIONS = {"rate", "increase", "sum", "max", "min", "by", "and", "or", "time", "absent", "histogram_quantile"}


def metrics_of(expression: str) -> set[str]:
    """The names in an expression, without those of labels, functions and what stands in quotes."""
    plain = re.sub(r"\{[^}]*\}|\bby \([^)]*\)|\[[^\]]*\]", "", expression)
    return set(re.findall(r"\b[a-z_]+[a-z]\b", plain)) - FUNCTIONS


@pytest.fixture
def names(db, monkeypatch, settings, tmp_path) -> set[str]:
    """The samples that a site tells that has a bit of everything."""
    settings.VAR_DIR = tmp_path
    Segment.objects.create(node=settings.NODE_NAME, name="20260101T000000-1-a.log")
    JobRecord.objects.create(name="a-job", due_at=timezone.now())
    heartbeats.beat("worker")
    monkeypatch.setattr(backups, "last_finished", timezone.now)
    counted = {("requests", "page", "2xx"): 1.0, ("seconds_sum", "page"): 1.0}
    families = [requests(counted), seconds(counted)]
    # In this thread: what the test has written is seen by its own connection alone.
    families += [family for source in Rooms().sources.values() for family in source.give()]
    return {sample.name for family in families for sample in _metric(family).samples} | {"site_source_up"}


def test_every_rule_asks_for_numbers_that_are_told(names):
    asked = {rule["alert"]: metrics_of(rule["expr"]) for rule in RULES}

    assert {alert: missing for alert, wanted in asked.items() if (missing := wanted - names - OF_OTHERS)} == {}
    assert all(asked.values())
    assert presence.processes() == []


def test_names_are_found_in_an_expression():
    assert metrics_of('sum by (job) (rate(site_a_total{x="y"}[5m])) > 0.9 or absent(site_b)') == {
        "site_a_total",
        "site_b",
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_alert_has_its_page(rule):
    page = (ROOT / rule["annotations"]["runbook"]).read_text()

    assert page.startswith(f"# {rule['alert']}\n")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == HEADINGS
    assert len(page.splitlines()) < 60


def test_every_page_has_its_alert():
    assert {path.stem for path in RUNBOOKS.glob("*.md")} - {"README"} == {rule["alert"] for rule in RULES}


def test_every_page_is_named_once():
    assert len({rule["alert"] for rule in RULES}) == len(RULES)
    assert Path(RUNBOOKS / "README.md").exists()
