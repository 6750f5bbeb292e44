"""Briefing notes as somebody works with them: begun, edited, made again, sent, compared, taken away."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from campaigns.plan.models import Campaign
from campaigns.results.briefing import writing
from campaigns.results.briefing.sections import SECTIONS
from campaigns.results.models import Briefing
from reach.models import Segment
from tests import factories, markup
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def folded(db):
    Segment.objects.create(node="a", name="1", lines=1)


@pytest.fixture
def viewed(campaign, wave):
    """Ten days of the running wave."""
    for days in range(10):
        counted(campaign, TODAY - days * DAY, "entry", 100, wave=wave)
        counted(campaign, TODAY - days * DAY, "view", 300, wave=wave)


def begin(client, campaign, **said) -> Briefing:
    data = {"wave": "", "language": "en", "length": "page"} | said
    response = client.post(reverse("results_briefings", args=[campaign.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    return Briefing.objects.latest("pk")


def address(briefing: Briefing, name: str = "") -> str:
    return reverse(f"results_briefing{name}", args=[briefing.pk])


def posted(client, briefing: Briefing, act: str = "", **changed):
    form = client.get(address(briefing)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | changed
    return client.post(address(briefing), data | ({"act": act} if act else {}), follow=True)


def sent(client, briefing: Briefing, **changed):
    """Saved, asked about, and kept."""
    asked = posted(client, briefing, act="send", **changed)
    answer = {"confirmed": "yes", "seen": asked.context["seen"]}
    return client.post(address(briefing), answer, follow=True)


def pages_of(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def test_note_is_written_from_the_figures(admin_client, admin, campaign, wave, viewed):
    one = begin(admin_client, campaign, wave=wave.pk)

    assert (one.campaign, one.wave, one.author, one.is_sent) == (campaign, wave, admin, False)
    assert one.title == "La loi – Hiver"
    assert one.text.keys() == SECTIONS.keys()
    assert "3,000 pages" not in one.text["reached"]
    assert "pages viewed: 3,000; visits that began here: 1,000" in one.text["reached"]


def test_note_is_in_its_language_whoever_asks(admin_client, campaign, viewed):
    one = begin(admin_client, campaign, language="fr")

    assert "pages vues" in one.text["reached"]
    assert "Ce qui était visé" in pages_of(admin_client.get(address(one, "_pdf")).content)[0]


def test_words_of_somebody_stay_where_the_figures_are_taken_anew(admin_client, campaign, wave, viewed):
    one = begin(admin_client, campaign)
    posted(admin_client, one, learnt="We learnt to wait.")
    counted(campaign, TODAY, "entry", 500, wave=wave)

    posted(admin_client, one, act="again")

    one.refresh_from_db()
    assert one.text["learnt"] == "We learnt to wait."
    assert "visits that began here: 1,500" in one.text["reached"]


def test_number_that_no_figure_says_is_pointed_out(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)
    saved = posted(admin_client, one, reached="1,000 visits, and 12,345 people.")

    html = markup.read(admin_client.get(address(one)).content.decode())

    assert "No figure of this note says: 12,345." in html
    assert [(str(said).strip(), said.level_tag) for said in saved.context["messages"]] == [
        ("The note is saved.", "success"),
        ("No figure of this note says: What was reached – 12,345.", "warning"),
    ]


def test_number_of_a_helpline_is_nothing_to_be_pointed_out(admin_client, campaign, viewed):
    factories.helpline(name="Enfance", number="116 111")
    one = begin(admin_client, campaign)

    one.text["learnt"] = "Call 116 111, 116 112, and 116 113: not 116 112."

    assert writing.typed_numbers(one) == {"learnt": ["116112", "116113", "116112"]}


def test_two_who_write_at_once_lose_nothing(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)
    form = admin_client.get(address(one)).context["form"]
    opened = {name: form[name].value() or "" for name in form.fields}
    posted(admin_client, one, learnt="First.")

    refused = admin_client.post(address(one), opened | {"learnt": "Second."})

    one.refresh_from_db()
    assert refused.status_code == 422
    assert one.text["learnt"] == "First."
    html = refused.content.decode()
    assert "Second." in html
    assert "Somebody saved this note meanwhile" in html
    again = {name: str(refused.context["form"][name].value() or "") for name in opened}
    assert again["learnt"] == "Second."
    admin_client.post(address(one), again)
    one.refresh_from_db()
    assert (one.text["learnt"], one.title) == ("Second.", opened["title"])


def test_typed_words_are_not_left_behind_in_silence(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)

    opened = admin_client.get(address(one)).content.decode()

    assert 'data-controller="w-unsaved"' in opened
    assert "js/admin/focus_message" in opened
    assert "data-w-unsaved-force-value" not in opened
    refused = posted(admin_client, one, title="").content.decode()
    assert 'data-w-unsaved-force-value="true"' in refused


def test_note_is_kept_by_who_was_asked_first(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)

    asked = posted(admin_client, one, act="send", reached="12,345 people.")

    one.refresh_from_db()
    assert (one.is_sent, one.text["reached"]) == (False, "12,345 people.")
    html = markup.read(asked.content.decode())
    assert "Once it is kept, nobody can change or remove this note" in html
    assert "What was reached: 12,345" in html
    assert address(one) in html
    admin_client.post(address(one), {"confirmed": "yes", "seen": asked.context["seen"]})
    one.refresh_from_db()
    assert one.is_sent


def test_note_that_changed_since_somebody_was_asked_is_not_kept(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)
    asked = posted(admin_client, one, act="send")
    posted(admin_client, one, learnt="Meanwhile.")

    said = admin_client.post(address(one), {"confirmed": "yes", "seen": asked.context["seen"]}, follow=True)

    one.refresh_from_db()
    assert not one.is_sent
    assert "read it again before you keep it" in said.content.decode()


def test_form_begins_with_the_wave_of_the_other_tabs(admin_client, campaign, past, wave, viewed):
    page = reverse("results_briefings", args=[campaign.pk])
    chosen = {
        wanted: admin_client.get(page, {"wave": wanted}).context["form"]["wave"].value()
        for wanted in ("", str(past.pk), "all")
    }

    assert chosen == {"": wave.pk, str(past.pk): past.pk, "all": None}
    html = admin_client.get(page, {"wave": past.pk}).content.decode()
    assert f"{reverse('results_channels', args=[campaign.pk])}?wave={past.pk}" in html


def test_note_that_was_sent_never_changes(admin_client, admin, campaign, wave, viewed):
    one = begin(admin_client, campaign)
    sent(admin_client, one, title="As it was sent")
    first = admin_client.get(address(one, "_pdf")).content
    counted(campaign, TODAY, "entry", 500, wave=wave)

    said = admin_client.post(address(one), {"title": "Changed", "act": "again"}, follow=True)

    one.refresh_from_db()
    assert (one.title, one.sent_by) == ("As it was sent", admin)
    assert "This note was sent: it stays as it is." in markup.read(said.content.decode())
    assert admin_client.get(address(one, "_pdf")).content == first
    admin_client.post(address(one, "_delete"))
    assert Briefing.objects.filter(pk=one.pk).exists()
    with pytest.raises(writing.SentError):
        writing.send(one.pk, admin, writing.digest(one))


def test_note_is_held_against_the_figures_of_today(admin_client, campaign, wave, viewed):
    one = begin(admin_client, campaign)
    counted(campaign, TODAY, "entry", 500, wave=wave)

    html = admin_client.get(address(one, "_compared")).content.decode()

    assert "<del" in html
    assert "<ins" in html
    assert "The same." in html
    one.refresh_from_db()
    assert "1,000" in one.text["reached"]


def test_short_note_is_one_page_and_a_full_one_has_its_tables(admin_client, campaign, wave, viewed):
    short, full = begin(admin_client, campaign), begin(admin_client, campaign, length="full")

    assert len(pages_of(admin_client.get(address(short, "_pdf")).content)) == 1
    pages = "\n".join(pages_of(admin_client.get(address(full, "_pdf")).content))
    assert "Day by day" in pages
    assert "All that was counted" in pages
    assert "What the numbers mean" in pages


def test_office_files_say_the_same(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)

    written = docx.Document(BytesIO(admin_client.get(address(one, "_docx")).content))

    assert "What was reached" in [paragraph.text for paragraph in written.paragraphs]
    assert admin_client.get(address(one, "_odt")).content[:2] == b"PK"


def test_lines_become_paragraphs_items_and_names(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)
    posted(admin_client, one, learnt="Two things:\n- the first\n- the second\nAnd an end.")

    written = docx.Document(BytesIO(admin_client.get(address(one, "_docx")).content))

    styles = {paragraph.text: paragraph.style.name for paragraph in written.paragraphs}
    assert styles["the first"] == styles["the second"] != styles["And an end."]


def test_glyph_that_no_font_has_is_refused_where_it_is_said(admin_client, campaign, viewed):
    one = begin(admin_client, campaign)

    refused = sent(admin_client, one, learnt="𒀀")

    one.refresh_from_db()
    assert refused.status_code == 422
    assert not one.is_sent
    assert one.text["learnt"] == "𒀀"


def test_year_tells_of_each_campaign_that_was_there(admin_client, campaign, wave, viewed, home):
    factories.campaign(name="Autre", starts_at=at(-400), launched_at=at(-400), ends_at=at(-390))
    page = reverse("results_briefings_of_years")

    admin_client.post(page, {"year": "2026", "language": "en", "length": "full"})

    one = Briefing.objects.get()
    assert (one.campaign, one.year) == (None, 2026)
    assert "## La loi" in one.text["reached"] or "La loi" in one.text["aimed"]
    assert "Autre" not in one.text["aimed"]
    assert one.title == "Campaigns of 2026: what they did"
    admin_client.post(page, {"year": "2025", "language": "en", "length": "page"})
    assert "Autre" in Briefing.objects.latest("pk").text["aimed"]
    assert admin_client.get(page).content.decode().count("Campaigns of 202") >= 2


def test_year_counts_the_budgets_of_its_own_waves_and_what_was_measured_in_it(admin_client, campaign, wave, home):
    Campaign.objects.update(launched_at=at(-400))
    times = {"starts_at": at(-400), "started_at": at(-400), "ends_at": at(-390), "ended_at": at(-390)}
    campaign.waves.create(name="Avant", budget="500", **times)
    for name, measured in (("Souvenir", at(-390)), ("Mémoire", at(-1))):
        campaign.indicators.create(name=name, value=7, source="Enquête", measured_on=measured.date())

    with translation.override("en"):
        now, before = (writing.make(Briefing(year=year, language="en", length="full")).text for year in (2026, 2025))

    assert "In 2026: from 1 January 2026 to 31 December 2026" in now["aimed"]
    assert "Whole campaign" not in now["aimed"]
    assert "Budget of the waves that began in this year: 1,000 €." in now["cost"]
    assert "Budget of the waves that began in this year: 500 €." in before["cost"]
    assert ("Mémoire: 7" in now["reached"], "Souvenir: 7" in now["reached"]) == (True, False)
    assert ("Mémoire: 7" in before["reached"], "Souvenir: 7" in before["reached"]) == (False, True)


def test_notes_are_written_by_those_who_see_results_alone(client, people, campaign, viewed):
    for name, person in people.items():
        client.force_login(person)
        response = client.post(
            reverse("results_briefings", args=[campaign.pk]), {"language": "en", "length": "page", "wave": ""}
        )
        allowed = name in {"editor", "publisher", "analyst", "administrator", "superuser"}
        assert (response.status_code == 302 and "briefings" in response.url) is allowed, name


@pytest.mark.parametrize("number", [1, 40])
def test_note_takes_as_many_queries_for_few_counts_as_for_many(
    number, admin_client, campaign, wave, home, django_assert_num_queries
):
    for position in range(number):
        channel = campaign.channels.create(name=f"Canal {position}", kind="poster")
        counted(campaign, TODAY - position % 9 * DAY, "entry", 10, wave=wave, channel=channel)
    one = Briefing(campaign=campaign, wave=wave, language="en", length="full")

    with django_assert_num_queries(32):
        writing.make(one)
