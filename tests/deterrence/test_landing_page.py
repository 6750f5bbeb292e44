"""Landing pages: what they never lack, in which order they stand, when they are public, how they are translated."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from campaigns.deterrence.models import LandingPage
from campaigns.plan.campaign import belonging
from campaigns.plan.campaign.bundles import campaigns
from campaigns.plan.launch import preparation
from campaigns.plan.models import Frame
from core.publication import withdrawal
from core.publication.visibility import public
from core.text.streams import leaves
from editorial.translation import drafting
from serving import served
from tests import factories
from tests.deterrence.landing import HELP, card, channel, fields, landing_page
from tests.factories import block

STATEMENT = "Write the statement: one sentence, which says what the page is about."
PENALTY = (
    "The penalty is missing: add a fact card, a penalty ladder, or a text with a fact inside a sentence. "
    "A fact that is not there yet is added under “Facts”, with its source."
)
NO_HELP = "There is no way to get help: add the block “Helplines” here, or a call to action that leads to help."


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ({"statement": " "}, {"statement": [STATEMENT]}),
        ({"penalty": []}, {"penalty": [PENALTY]}),
        ({"penalty": [block("text", text="<p>1 500 € d’amende.</p>")]}, {"penalty": [PENALTY]}),
        ({"help": []}, {"help": [NO_HELP]}),
        ({"help": [block("text", text="<p>Bon courage.</p>")]}, {"help": [NO_HELP]}),
        (
            {"statement": "", "penalty": [], "help": []},
            {"statement": [STATEMENT], "penalty": [PENALTY], "help": [NO_HELP]},
        ),
    ],
)
def test_page_without_what_it_never_lacks_is_refused_at_its_place(in_english, home, missing, told):
    with pytest.raises(ValidationError) as refused:
        landing_page(home, **missing)

    assert refused.value.message_dict == told


def test_fact_inside_a_sentence_is_a_penalty(home):
    text = f"<p>La loi prévoit {factories.inline(factories.fact())}.</p>"

    assert landing_page(home, penalty=[block("text", text=text)]).live


def test_call_to_action_is_a_way_to_get_help(home):
    action = block("call_to_action", text="En parler", page=None, address="tel:3919", detail="", counted_as="")

    assert landing_page(home, call_to_action=[action], help=[]).live


def form(page: LandingPage, **changed) -> dict:
    """The editor's form of a page without streams, as it is sent."""
    streams = {name: streamfield([]) for name in ("penalty", "harm", "norm", "call_to_action", "help")}
    words = {"title": page.title, "slug": page.slug, "statement": "", "lead": "", "zone": "open"}
    sent = nested_form_data(words | streams | {"channel": page.channel_id, "frame": page.frame} | changed)
    return sent | {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}


def draft(parent, **more) -> LandingPage:
    page = LandingPage(live=False, **fields(**more))
    parent.add_child(instance=page)
    page.save_revision(clean=False)
    return page


def test_draft_that_lacks_everything_is_saved_and_not_submitted(in_english, admin_client, home):
    page = draft(home, penalty=[], help=[])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    saved = admin_client.post(address, form(page, lead="Gardé"))
    submitted = admin_client.post(address, form(page) | {"action-submit": "1"})

    page.refresh_from_db()
    assert (saved.status_code, page.get_latest_revision_as_object().lead) == (302, "Gardé")
    assert page.current_workflow_state is None
    html = submitted.content.decode()
    # Those of streams are shown by the editor's script, from JSON.
    assert [told for told in (STATEMENT, PENALTY[:60], NO_HELP[:40]) if told not in html] == []


@pytest.mark.parametrize(
    ("frame", "order"),
    [
        ("law", ["penalty", "harm", "norm", "help"]),
        ("harm", ["harm", "penalty", "norm", "help"]),
        ("norm", ["norm", "penalty", "harm", "help"]),
        ("help", ["action", "help", "harm", "norm", "penalty"]),
    ],
)
def test_frame_orders_the_page_and_help_closes_it_or_comes_first(client, home, frame, order):
    factories.helpline("Une écoute")
    landing_page(
        home,
        frame=frame,
        harm=[block("statement", text="Un dommage", detail="")],
        norm=[block("statement", text="Une norme", detail="")],
        call_to_action=[
            block("call_to_action", text="En parler", page=None, address="tel:3919", detail="", counted_as="")
        ],
    )

    html = client.get("/fr/une-page/").content.decode().split("<main")[1].split("</main>")[0]

    marks = {
        "penalty": "fact-card",
        "harm": "Un dommage",
        "norm": "Une norme",
        "help": 'id="what-now"',
        "action": "tel:3919",
    }
    found = sorted((html.index(marks[name]), name) for name in order)
    assert [name for _place, name in found] == order
    assert html.index("<h1>Payer est interdit.</h1>") < found[0][0]
    assert "Une écoute" in html
    assert html.count('href="#what-now"') == (frame != "help")
    assert "Trouver de l’aide" not in html  # what stands there is where to begin, and nobody may listen
    assert html.count(">En parler<") == (1 if frame == "help" else 2)


def test_page_speaks_to_the_audience_of_its_campaign(home):
    of = channel(factories.campaign(audience="public", frame="norm"))

    page = landing_page(home, of)

    assert (page.audience, page.voice, page.campaign) == ("public", "public", of.campaign)


def test_page_of_a_campaign_to_come_is_hidden_until_the_launch(client, home):
    campaign = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    page = landing_page(home, channel(campaign))
    before = client.get("/fr/une-page/").status_code, public(LandingPage.objects.all()).count()

    campaign.launched_at = timezone.now()
    campaign.save()

    assert before == (404, 0)
    assert (client.get("/fr/une-page/").status_code, public(LandingPage.objects.all()).get()) == (200, page)


def test_page_of_a_campaign_that_is_over_says_so(client, home):
    landing_page(home, channel(factories.campaign(ends_at=timezone.now() - timedelta(hours=1))))

    assert 'class="over"' in client.get("/fr/une-page/").content.decode()


def test_page_goes_with_the_close_where_the_publisher_chose_so(client, home):
    from campaigns.plan.launch import acts as launching

    page = landing_page(home)

    launching.close(page.campaign, None, {page.translation_key: "gone"})

    assert client.get("/fr/une-page/").status_code == 410


def test_close_asks_what_becomes_of_the_page(in_english, admin_client, home):
    page = landing_page(home)

    html = admin_client.get(reverse("campaign_close", args=[page.campaign.pk])).content.decode()

    assert f'name="outcome-{page.translation_key}"' in html


def test_campaign_is_made_ready_translated_and_withdrawn_with_its_page(home):
    page = landing_page(home)
    other = landing_page(home, slug="autre")

    assert belonging.pages(page.campaign) == [page]
    assert [subject.pages for subject in preparation.subjects(page.campaign)] == [[page]]
    assert {bundle.label: bundle.pages for bundle in campaigns()} == {
        one.campaign.name: frozenset({one.translation_key}) for one in (page, other)
    }
    assert withdrawal.pages_of(page.campaign) == [page]


def test_view_is_told_with_campaign_and_channel(home):
    page = landing_page(home)

    told = served.of_page(LandingPage.for_serving().get(pk=page.pk))

    assert (told.surface, told.page, told.campaign, told.channel) == (
        "buyers",
        page.pk,
        page.campaign.pk,
        page.channel_id,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_queries_whatever_its_length(client, home, django_assert_num_queries, count):
    landing_page(home, penalty=[card() for _ in range(count)], harm=[card() for _ in range(count)])
    client.get("/fr/une-page/")

    with django_assert_num_queries(11):  # its foot asks which pages are for buyers
        client.get("/fr/une-page/")


def test_every_word_is_translated_and_channel_and_frame_stay(home, english_home):
    text = f"<p>La loi prévoit {factories.inline(factories.fact())}.</p>"
    page = landing_page(
        home,
        lead="Même une fois.",
        penalty=[block("text", text=text)],
        harm=[block("statement", text="Un dommage", detail="Grave")],
        call_to_action=[
            block("call_to_action", text="En parler", page=None, address="tel:3919", detail="Gratuit", counted_as="")
        ],
        help=[HELP],
    )

    translation = drafting.start(page, english_home.locale)
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    translation.import_po(po)
    english = drafting.save_draft(translation).as_object()

    assert (english.statement, english.lead, english.frame, english.channel) == (
        "EN Payer est interdit.",
        "EN Même une fois.",
        "law",
        page.channel,
    )
    words = [value for name, value in leaves(english) if name in ("text", "detail", "heading")]
    assert words[0].startswith("<p>EN La loi prévoit <a ")
    assert words[1:] == ["EN Un dommage", "EN Grave", "EN En parler", "EN Gratuit", "EN Parler"]
    assert english.problems() == []


@pytest.mark.parametrize("frame", Frame.values)
def test_first_act_stands_beside_the_statement_in_every_frame(client, home, frame):
    act = block("call_to_action", text="Faire le point", page=home.pk, address="", detail="", counted_as="")
    page = landing_page(home, frame=frame, call_to_action=[act])

    said = client.get(page.get_url()).content.decode()

    assert said.index("</h1>") < said.index("Faire le point") < said.index("</header>", said.index("</h1>"))
    # And again before the end, where help does not follow at once.
    assert said.count("Faire le point") == (1 if frame == "help" else 2)


def test_checks_tell_pages_of_one_title_apart_by_their_channel(home, in_english):
    campaign = factories.campaign()
    for number, name in enumerate(("Affiches", "Réseaux sociaux")):
        landing_page(home, channel(campaign, name), title="Payer est interdit", slug=f"page-{number}")

    (found,) = [one for one in preparation.examine(campaign) if (one.check_name, one.language) == ("browser", "fr")]

    assert [one["message"].partition("”")[0] for one in found.failures] == [
        "“Payer est interdit – Affiches",
        "“Payer est interdit – Réseaux sociaux",
    ]
