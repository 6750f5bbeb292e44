"""Run inside a site: what the screens of the team ask of the database, and what they take, in milliseconds of one processor.

`manage.py shell -c "from tests.admin_screens import measure; measure()"` prints it as JSON.
"""

import json
import re
import statistics
import time
import traceback
from collections import Counter, defaultdict

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from campaigns.plan.models import Campaign, CampaignPage
from facts.models import Fact

OURS = re.compile(r"/(?=wagtail|site/|campaigns/|home/(?!.*packages))(?!.*/(?:lib|bin)/)")
ROLES = ("admin", "publisher", "editor", "lawyer", "translator", "analyst")
ROUNDS = 5
TABS = ("overview", "plan", "tasks", "posts", "links", "readiness", "partners", "print")


def screens() -> dict[str, str]:
    """{name: address}, of the same things before and after others are added."""
    campaign = Campaign.objects.order_by("pk").first()
    page = CampaignPage.objects.get(locale__language_code="fr", slug="acheter-est-interdit")
    fact, person = Fact.objects.order_by("pk").first(), get_user_model().objects.get(username="editor")
    step = TaskState.objects.filter(status="in_progress").order_by("pk").first()
    named = {
        "today": reverse("wagtailadmin_home"),
        "calendar": reverse("calendar"),
        "translations board": reverse("translations_board"),
        "absences": reverse("absences"),
        "readiness of all": reverse("campaigns_readiness"),
        "campaigns": reverse("wagtailsnippets_plan_campaign:list"),
        "partners": reverse("wagtailsnippets_plan_partner:list"),
        "results of all": reverse("results_index"),
        "side by side": reverse("results_compare"),
        "whole site": reverse("results_site"),
        "search": reverse("admin_search") + "?q=acheter",
        "facts report": reverse("facts_report"),
        "typed numbers": reverse("typed_numbers_report"),
        "takedowns": reverse("takedowns"),
        "results": reverse("results_overview", args=[campaign.pk]),
        "correction": reverse("correction", args=["facts", "fact", fact.pk]),
        "handover": reverse("hand_over", args=[person.pk]),
        "page editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "translation editor": reverse("wagtailadmin_pages:edit", args=[page.get_translations().order_by("pk")[0].pk]),
        "alike": reverse("desk_alike"),
        **{f"campaign: {tab}": reverse(f"campaign_{tab}", args=[campaign.pk]) for tab in TABS},
    }
    return named | ({"desk": reverse("desk_text", args=[step.pk])} if step else {})


def measure(show: str = "", roles: tuple[str, ...] = ROLES) -> None:
    """{person: {screen: (queries, milliseconds)}}; `show` names one of which each question is printed, with the lines that ask."""
    found: dict[str, dict[str, tuple[int, float]]] = {}
    for person in get_user_model().objects.filter(username__in=roles):
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(person)
        for name, path in screens().items():
            if show in ("", name) and client.get(path).status_code == 200:
                found.setdefault(person.username, {})[name] = _asked(client, path, show), _taken(client, path)
    print(json.dumps(found))


def _taken(client: Client, path: str) -> float:
    """At the median; what else runs on the machine has no part in it, nor has a database that is a server of its own."""
    times = []
    for _round in range(ROUNDS):
        started = time.process_time()
        client.get(path)
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


def _asked(client: Client, path: str, show: str) -> int:
    asked = defaultdict(list)

    def noted(execute, sql, *rest):
        asked[sql].append(_from() if show else "")
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        client.get(path)
    for sql, places in asked.items() if show else ():
        print(
            f"{len(places)} x {re.sub('SELECT .*? FROM', 'SELECT … FROM', sql)[:150]}",
            *Counter(places).items(),
            sep="\n    ",
        )
    return sum(map(len, asked.values()))


def _from() -> str:
    ours = [frame for frame in traceback.extract_stack() if OURS.search(frame.filename)]
    return " < ".join(f"{OURS.split(frame.filename)[-1]}:{frame.lineno}" for frame in ours[-2:-6:-1])
