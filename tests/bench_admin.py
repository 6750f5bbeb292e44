"""What the team's screens ask of the database, and what they take at the server, on the demonstration; `make bench PART=admin`.

Figures to compare, never a test. `SHOW=/admin/calendar/` prints the questions of one address, those of one form together, and the lines that ask.
"""

import os
import tempfile
from pathlib import Path

from tests.live import LiveSite

MEASURE = """
import collections, os, re, statistics, time, traceback
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from campaigns.plan.models import Campaign, CampaignPage
from wagtail.models import TaskState
campaign = Campaign.objects.order_by("pk").first()
page = CampaignPage.objects.get(locale__language_code="fr", slug="acheter-est-interdit")
translation = page.get_translations().order_by("pk").first()
step = TaskState.objects.filter(status="in_progress").order_by("pk").first()
tabs = ["overview", "plan", "tasks", "posts", "links", "readiness", "partners"]
paths = [reverse("wagtailadmin_home"), reverse("calendar"), reverse("translations_board"), reverse("absences")]
paths += [reverse(f"campaign_{name}", args=[campaign.pk]) for name in tabs]
paths += [reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in (page, translation)]
paths += [reverse("desk_text", args=[step.pk])] if step else []
def asked_from():
    ours = [frame for frame in traceback.extract_stack() if "site-packages" not in frame.filename or "/wagtail" in frame.filename]
    return " < ".join(f"{frame.filename.split('/packages/')[-1][-50:]}:{frame.lineno}" for frame in ours[-2:-6:-1])
show = os.environ.get("SHOW")
for person in ("publisher", "editor", "lawyer"):
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=person))
    for path in paths:
        if client.get(path).status_code != 200:
            continue
        asked = collections.defaultdict(list)
        def noted(execute, sql, *rest):
            asked[sql].append(asked_from() if path == show else "")
            return execute(sql, *rest)
        with connection.execute_wrapper(noted):
            client.get(path)
        taken = []
        for _round in range(5):
            started = time.perf_counter(); client.get(path); taken.append((time.perf_counter() - started) * 1000)
        print(f"{person:12}{path:52}{sum(map(len, asked.values())):8}{statistics.median(taken):8.0f}")
        for sql, places in asked.items() if path == show else ():
            print(f"  {len(places)} x {re.sub('SELECT .*? FROM', 'SELECT … FROM', sql)[:150]}", *places, sep="\\n      ")
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder))
        site.run("demo", "--no-serve", "--port", str(site.port))
        site.environment |= {"SHOW": os.environ.get("SHOW", "")}
        print(f"{'person':12}{'screen':52}{'queries':>8}{'ms':>8}")
        print(site.run("shell", "-v", "0", "-c", MEASURE).stdout)


if __name__ == "__main__":
    main()
