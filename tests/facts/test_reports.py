"""The report of facts that need somebody, with the pages that show them."""

from datetime import date

import pytest
from django.utils import translation

from facts.desk.reports import due, pages_showing, reasons
from tests import factories

pytestmark = pytest.mark.usefixtures("reference_index")


def test_report_lists_what_is_overdue_unsourced_or_out_of_force_and_nothing_else(db):
    factories.fact(name="En règle", review_by=date(2099, 1, 1))
    factories.fact(name="À revoir", review_by=date(2020, 1, 1))
    factories.fact(name="Sans source", source_url="")
    factories.fact(name="Abrogé", in_force_until=date(2020, 1, 1))

    with translation.override("en"):
        listed = {fact.name: [str(reason) for reason in reasons(fact)] for fact in due()}

    assert listed == {
        "À revoir": ["past its review date"],
        "Sans source": ["without a source"],
        "Abrogé": ["no longer in force"],
    }


@pytest.mark.parametrize("number", [1, 3])
def test_report_names_the_pages_in_a_constant_number_of_queries(home, django_assert_num_queries, number):
    facts = [factories.fact(name=f"Fait {index} à revoir", review_by=date(2020, 1, 1)) for index in range(number)]
    for fact in facts:
        factories.standard_page(
            home, title=f"Page de {fact.name}", body=[factories.block("text", text=f"<p>{factories.inline(fact)}</p>")]
        )

    with django_assert_num_queries(2):
        shown = pages_showing(facts)

    assert {fact.name: [page.title for page in shown[fact.pk]] for fact in facts} == {
        fact.name: [f"Page de {fact.name}"] for fact in facts
    }


def test_report_is_in_the_admin(admin_client, home):
    fact = factories.fact(name="À revoir", review_by=date(2020, 1, 1))
    factories.standard_page(home, title="Page qui le montre", body=[factories.block("fact_card", fact=fact.pk)])

    html = admin_client.get("/admin/reports/facts/").content.decode()

    assert "À revoir" in html
    assert "Page qui le montre" in html
