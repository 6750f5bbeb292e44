"""Facts that are kept from an audience: not offered, refused wherever they are written, left out where they are live."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.publication.sign_off import SignOffError
from editorial.sign_off.approvals import approve
from facts.models import Fact
from home.models import StandardPage
from tests import factories, markup
from tests.factories import block, inline
from tests.readiness import failures, subject

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.usefixtures("reference_index")]

WHY = "It says where nobody is fined."


@pytest.fixture
def fact():
    return factories.fact(value="36", unit="number", sentence="Dans {value} départements.", name="Nowhere")


def withhold(fact: Fact, *audiences: str) -> None:
    Fact.objects.filter(pk=fact.pk).update(withheld_from=list(audiences or ("buyers",)), withheld_because=WHY)
    fact.refresh_from_db()


def items(value) -> list:
    return [{"type": "item", "id": "1", "value": value}]


def every_way(fact: Fact, other: Fact) -> dict[str, dict]:
    """A body that shows the fact, by the way in which it does."""
    rung = {"title": "Une fois", "fact": other.pk, "fact_2": fact.pk, "text": ""}
    bars = [{"type": "item", "id": str(one.pk), "value": {"label": one.name, "fact": one.pk}} for one in (fact, other)]
    row = {"name": "Là", "fact": fact.pk, "text": ""}
    myth = {"myth": "« Jamais. »", "answer": "<p>Si.</p>", "fact": other.pk, "fact_2": fact.pk}
    said = myth | {"answer": f"<p>Dans {inline(fact)}.</p>", "fact_2": None}
    question = {"question": "Où ?", "answer": f"<p>Dans {inline(fact)} lieux.</p>"}
    return {
        "card": block("fact_card", fact=fact.pk),
        "text": block("text", text=f"<p>Dans {inline(fact)} lieux.</p><ul><li>Et {inline(fact)}</li></ul>"),
        "ladder": block("penalty_ladder", heading="Peines", rungs=items(rung)),
        "chart": block("fact_chart", heading="Nombres", text="", column="Quoi", bars=bars),
        "comparison": block("comparison", heading="Lieux", column_1="Lieu", column_2="Nombre", rows=items(row)),
        "myth": block("myths", heading="On dit", myths=items(myth)),
        "said in a myth": block("myths", heading="On dit", myths=items(said)),
        "accordion": block("accordion", heading="Questions", questions=items(question)),
    }


WAYS = ["card", "text", "ladder", "chart", "comparison", "myth", "said in a myth", "accordion"]


@pytest.fixture(params=WAYS)
def body(request, fact) -> list:
    return [every_way(fact, factories.fact(name="Autre", value="7", unit="number"))[request.param]]


@pytest.mark.django_db
def test_reason_is_required(fact):
    fact.withheld_from = ["buyers"]

    with pytest.raises(ValidationError) as refused:
        fact.full_clean()

    assert list(refused.value.message_dict) == ["withheld_because"]


def test_page_of_the_audience_is_refused_whatever_way_it_shows_the_fact(home, fact, body):
    withhold(fact)
    page = home.add_child(instance=StandardPage(title="Page", slug="page", audience="buyers", body=body, live=False))

    with pytest.raises(ValidationError, match=WHY):
        page.save_revision()


def test_editor_refuses_to_save_a_draft_with_it_and_says_why(admin_client, home, fact):
    page = factories.standard_page(home)
    withhold(fact)
    fields = {"title": "Page", "slug": page.slug, "lead": "", "zone": "open", "listed_in_search": "on", "indexed": "on"}
    body = {"body": streamfield([("fact_card", {"fact": fact.pk})]), "comments": inline_formset([])}

    def save(audience: str):
        sent = nested_form_data(fields | body | {"audience": audience})
        return admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)

    assert save("public").status_code == 302
    refused = save("buyers")
    assert refused.status_code == 200
    assert WHY in refused.content.decode()


def test_page_of_another_audience_is_not(home, fact, body):
    withhold(fact)

    assert factories.standard_page(home, audience="public", body=body).live


def test_live_page_leaves_it_out_and_readiness_says_so(client, home, fact, body):
    page = factories.standard_page(home, slug="page", audience="buyers", body=body)
    assert 'value="36"' in client.get("/fr/page/").content.decode()

    withhold(fact)
    html = client.get("/fr/page/").content.decode()

    assert [word for word in ('value="36"', "lieux", "départements", "ancien texte") if word in html] == []
    assert [failure.url for failure in failures("facts", subject(page))] == [
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ]
    assert WHY in failures("facts", subject(page))[0].message


def test_what_stands_beside_it_stays(client, home, fact):
    text = f"<p>Dans {inline(fact)} lieux.</p><p>Ailleurs.</p><ul><li>{inline(fact)}</li><li>Reste.</li></ul>"
    factories.standard_page(home, slug="page", audience="buyers", body=[block("text", text=text)])

    withhold(fact)

    html = client.get("/fr/page/").content.decode()
    assert "<p>Ailleurs.</p><ul><li>Reste.</li></ul>" in html


def test_page_that_changes_its_audience_is_checked_again(home, fact):
    page = factories.standard_page(home, audience="public", body=[block("fact_card", fact=fact.pk)])
    withhold(fact)

    page.audience = "buyers"

    with pytest.raises(ValidationError, match=WHY):
        page.full_clean()


def test_fact_is_refused_where_the_row_is_written(home, fact):
    """By a program that asks no form."""
    withhold(fact)
    page = factories.standard_page(home, audience="buyers")

    page.body = [block("fact_card", fact=fact.pk)]
    factories.approve(page.save_revision(clean=False))

    with pytest.raises(SignOffError, match=WHY):
        page.save(clean=False)


def test_page_that_was_live_before_may_still_be_saved(home, fact):
    page = factories.standard_page(home, audience="buyers", body=[block("fact_card", fact=fact.pk)])
    withhold(fact)

    page.save(clean=False)

    assert StandardPage.objects.get(pk=page.pk).live


def test_fact_is_refused_at_submission_and_at_approval(home, fact, admin_user, django_user_model):
    page = factories.standard_page(home, audience="buyers")
    page.body = [block("fact_card", fact=fact.pk)]
    page.save_revision(user=admin_user)
    workflow = page.get_workflow() or Workflow.objects.first()
    state = workflow.start(page, admin_user)
    withhold(fact)

    with pytest.raises(SignOffError, match=WHY):
        approve(state.current_task_state, "legal", user=django_user_model.objects.create(username="lawyer"))
    state.cancel(user=admin_user)
    with pytest.raises(SignOffError, match=WHY):
        workflow.start(page, admin_user)


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_choosers_leave_it_out_for_the_audience_and_say_why(admin_client, fact, view):
    withhold(fact)
    factories.fact(name="Autre")
    address = reverse(f"wagtailsnippetchoosers_facts_fact:{view}")

    told = {audience: admin_client.get(address, {"audience": audience}) for audience in ("buyers", "public", "")}
    offered = {audience: [one.name for one in answer.context["results"]] for audience, answer in told.items()}

    assert offered == {"buyers": ["Autre"], "public": ["Autre", "Nowhere"], "": ["Autre", "Nowhere"]}
    said = {audience: WHY in answer.content.decode() for audience, answer in told.items()}
    assert said == {"buyers": True, "public": False, "": False}


def test_editor_tells_the_choosers_for_whom_the_page_is(admin_client, home):
    index = factories.campaign_index(home)
    campaign = factories.campaign_page(index)
    standard = factories.standard_page(home)
    pages = {
        page: markup.read(admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode())
        for page in (campaign, standard)
    }

    assert '<input type="hidden" data-page-audience value="buyers">' in pages[campaign]
    assert "data-page-audience value" not in pages[standard]
    assert 'id="id_audience"' in pages[standard]
    assert "[data-page-audience]" in pages[standard]


def test_campaign_is_not_given_to_an_audience_that_its_pages_would_show_it_to(home, fact):
    index = factories.campaign_index(home)
    campaign = factories.campaign(audience="public")
    factories.campaign_page(index, campaign, body=[block("fact_card", fact=fact.pk)])
    withhold(fact)

    campaign.audience = "buyers"

    with pytest.raises(ValidationError, match=WHY):
        campaign.full_clean()


def test_search_and_api_leave_it_out(client, home, fact):
    index = factories.campaign_index(home)
    text = f"<p>Dans {inline(fact)} lieux.</p><p>Ailleurs.</p>"
    page = factories.campaign_page(index, body=[block("fact_card", fact=fact.pk), block("text", text=text)])
    withhold(fact)

    body = client.get(f"/api/v2/campaigns/{page.pk}/").json()["body"]

    assert body == [{"type": "text", "text": "<p>Ailleurs.</p>"}]
    assert "departements" not in page.search_text


def test_editor_of_a_fact_has_the_fields(admin_client, fact):
    html = admin_client.get(reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk])).content.decode()

    assert 'name="withheld_from"' in html
    assert 'name="withheld_because"' in html


@pytest.mark.parametrize("way", WAYS)
def test_foot_of_a_buyers_page_leads_to_no_page_that_shows_it(client, home, fact, way):
    other = factories.fact(value="5", unit="number", sentence="{value} cas.", name="Elsewhere")
    factories.standard_page(home, title="Les chiffres", slug="chiffres", body=[every_way(fact, other)[way]])
    factories.standard_page(home, title="Contact", slug="contact")
    pages = {
        audience: factories.standard_page(home, title=audience, slug=audience, audience=audience)
        for audience in ("buyers", "public")
    }
    pages["below"] = factories.standard_page(pages["buyers"], title="Dessous", slug="dessous", audience="public")
    pages["far below"] = factories.standard_page(pages["below"], title="Plus bas", slug="plus-bas", audience="public")
    withhold(fact)

    feet = {name: client.get(page.url).content.decode().rpartition("<footer")[2] for name, page in pages.items()}

    assert {name: ["Les chiffres" in foot, "Contact" in foot] for name, foot in feet.items()} == {
        "buyers": [False, True],
        "public": [True, True],
        "below": [False, True],
        "far below": [False, True],
    }
