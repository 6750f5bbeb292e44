"""Facts in plain text: kept as a token, read as the value of today."""

import json
from copy import copy

from django.utils.html import format_html

from facts.models import Fact
from home.models import StandardPage
from tests import factories
from tests.facts.test_pages import text_of


def token(fact: Fact) -> str:
    return f"{{fact:{fact.pk}}}"


def fined(home, fact: Fact, **fields) -> StandardPage:
    lead = f"La loi punit d’une amende de {token(fact)}."
    return factories.standard_page(home, **{"slug": "la-loi", "lead": lead} | fields)


def test_lead_reads_the_value_of_today(client, home):
    fact = factories.fact(value="1500")
    fined(home, fact)
    before = text_of(client.get("/fr/la-loi/"))

    fact.value = "1800"
    factories.go_live(fact)

    after = text_of(client.get("/fr/la-loi/"))
    assert "amende de 1 500 €." in before
    assert "amende de 1 800 €." in after
    assert "{fact" not in before + after


def test_text_keeps_its_token_in_copies_and_loses_it_in_output(home):
    fact = factories.fact(value="1500")
    page = fined(home, fact)
    kept = f"La loi punit d’une amende de {token(fact)}."
    read = "La loi punit d’une amende de 1\u202f500\xa0€."

    copies = [page.lead, json.loads(json.dumps(page.lead)), page.serializable_data()["lead"]]
    copies += [copy(page).lead, page.latest_revision.as_object().lead]
    outputs = [str(page.lead), f"{page.lead}", format_html("{}", page.lead)]

    assert copies == [kept] * 5
    assert outputs == [read] * 3
    page.save()
    assert list(StandardPage.objects.filter(lead=kept).values_list("lead", flat=True)) == [kept]
