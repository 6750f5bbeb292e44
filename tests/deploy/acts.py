"""What the team does at one node, in a process of that node: reads a JSON object a line, and answers with one.

`python -m tests.deploy.acts` in the environment of a node of the machine.
"""

import hashlib
import json
import os
import secrets
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from campaigns.plan.models import CampaignPage  # noqa: E402
from core.models import CampaignDocument  # noqa: E402
from editorial.takedown.acts import take_down as take_everything_down  # noqa: E402
from home.models import HomePage  # noqa: E402
from reach.models import Cell, Rejected  # noqa: E402
from tests import factories  # noqa: E402


def make(pages: int) -> dict:
    """A small site: pages of a campaign, each with a sentence of its own."""
    index = CampaignPage.objects.first()
    parent = index.get_parent().specific if index else factories.campaign_index(HomePage.objects.get())
    made = [factories.campaign_page(parent) for _number in range(pages)]
    return {page.get_url(): {"pk": page.pk, "words": page.statement} for page in made}


def say(pk: int, words: str) -> None:
    page = CampaignPage.objects.get(pk=pk)
    page.statement = words
    factories.go_live(page)


def take_down(pk: int) -> None:
    user, _made = get_user_model().objects.get_or_create(username="publisher", defaults={"is_superuser": True})
    take_everything_down(CampaignPage.objects.get(pk=pk), user)


def upload(size: int) -> dict:
    content = secrets.token_hex(size)[:size].encode()
    file = ContentFile(content, name="rehearsal.txt")
    document = CampaignDocument.objects.create(title="Document", file=file, language="fr")
    factories.shown(document)
    return {"pk": document.pk, "url": document.url, "sha256": hashlib.sha256(content).hexdigest()}


def withdraw(pk: int) -> None:
    CampaignDocument.objects.get(pk=pk).withdraw(taken_down=True)


def kit(size: int) -> dict:
    """An edition whose archive has so many bytes."""
    edition = factories.kit_edition(factories.kit(factories.catalogue(HomePage.objects.get())), formats=("zip",))
    file, content = edition.files.get(), os.urandom(size)
    file.file.save("rehearsal.zip", ContentFile(content))
    return {"url": file.url, "sha256": hashlib.sha256(content).hexdigest()}


def views(pks: list[int]) -> dict:
    """What is counted, all told."""
    counted = Cell.objects.filter(kind="view", page__in=pks).values_list("page").annotate(n=Sum("n"))
    return {"counted": {str(pk): n for pk, n in counted}, "rejected": total(Rejected.objects.filter(kind="view"))}


def counts() -> dict:
    return {"cells": total(Cell.objects.all()), "rejected": total(Rejected.objects.all())}


def total(rows) -> int:
    return rows.aggregate(n=Sum("n"))["n"] or 0


def jobs() -> dict:
    left = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"])
    return {
        "left": left.count(),
        "done": DBTaskResult.objects.filter(status="SUCCESSFUL").count(),
        "failed": DBTaskResult.objects.filter(status="FAILED").count(),
    }


ACTS = {act.__name__: act for act in (make, say, take_down, upload, withdraw, kit, views, counts, jobs)}


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            told = {"told": ACTS[asked.pop("act")](**asked)}
        except Exception as error:
            told = {"error": repr(error)}
        connections.close_all()
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
