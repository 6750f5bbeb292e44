"""What the admin says of a state: dates to come, yes and no, approved pages that nobody can see yet."""

import re
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import BooleanColumn, Column, Table
from wagtail.models import Page

from campaigns.plan.models import Wave
from core.publication import visibility
from core.templatetags.state_tags import when
from core.words import catalogues
from core.words.wagtail_words import WORDS
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")

DAY = timedelta(days=1)


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def to_come(index):
    """An approved page of a campaign that is launched tomorrow."""
    return factories.campaign_page(index, factories.campaign(starts_at=timezone.now() + DAY), title="À venir")


def test_moment_to_come_is_named_and_not_called_past():
    moment = timezone.now() + 30 * DAY

    assert when(moment) == date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


@pytest.mark.parametrize(
    ("ago", "said"), [(timedelta(0), "just now"), (timedelta(hours=3), "3\xa0hours ago"), (9 * DAY, "1\xa0week ago")]
)
def test_moment_that_is_past_is_so_long_ago(ago, said):
    assert when(timezone.now() - ago) == said


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_day_is_named_whenever_it_is(days):
    day = timezone.localdate() + days * DAY

    assert when(day) == date_format(day, "DATE_FORMAT")


def test_listing_names_the_start_of_a_wave_to_come(admin_client, to_come):
    starts_at, ends_at = timezone.now() + 2 * DAY, timezone.now() + 9 * DAY
    Wave.objects.create(campaign=to_come.campaign, name="Une", starts_at=starts_at, ends_at=ends_at)

    listing = admin_client.get(reverse("wagtailsnippets_plan_wave:list")).content.decode()

    assert date_format(timezone.localtime(starts_at), "SHORT_DATE_FORMAT") in listing
    assert date_format(timezone.localtime(ends_at), "SHORT_DATE_FORMAT") in listing
    assert "0\xa0minutes" not in listing


@pytest.mark.parametrize(("value", "said"), [(True, "Yes"), (False, "No"), (None, "")])
def test_column_says_yes_and_no_in_words(value, said):
    assert said_by(Column, value) == said


@pytest.mark.parametrize(("value", "said"), [(True, "Yes"), (False, "No"), (None, "Not known")])
def test_icon_of_a_column_has_its_word(value, said):
    assert f'<span class="w-sr-only"> {said} </span>' in " ".join(said_by(BooleanColumn, value).split())


def said_by(column: type[Column], value: bool | None) -> str:
    table = Table([column("answer")], [{"answer": value}])
    html = column("answer").render_cell_html({"answer": value}, {"row": table.data[0], "table": table})
    return html.split(">", 1)[1].rsplit("<", 1)[0].strip()


def test_listing_of_snippets_says_no_python(admin_client, home):
    factories.fact()

    listing = admin_client.get(reverse("wagtailsnippets_facts_factwording:list")).content.decode()

    assert ">True<" not in "".join(listing.split())


def test_pages_that_are_live_and_hidden_are_those_of_campaigns_not_launched(index, to_come):
    running, draft = factories.campaign_page(index), factories.campaign_page(index, to_come.campaign)
    draft.unpublish()

    assert (running.live, visibility.hidden_pages()) == (True, {to_come.pk})


def test_explorer_calls_a_page_of_a_campaign_to_come_approved_and_leads_nowhere(admin_client, index, to_come):
    listing = admin_client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()

    assert "approved, not public" in listing
    assert f'href="{to_come.url}"' not in listing
    assert "<a" not in tag(to_come)


def test_pages_below_a_home_page_that_is_a_draft_are_hidden_and_called_so(
    client, home, english_home, django_assert_num_queries
):
    french, english = (factories.standard_page(one, slug="page") for one in (home, english_home))
    assert visibility.hidden_pages() == set()
    english_home.unpublish()

    with django_assert_num_queries(1):
        assert visibility.hidden_pages() == {english.pk}
    assert [client.get(page.url).status_code for page in (french, english)] == [200, 404]
    assert ["approved, not public" in tag(page) for page in (french, english)] == [False, True]


def test_explorer_calls_a_page_of_a_running_campaign_live(admin_client, index):
    page = factories.campaign_page(index)

    listing = admin_client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()

    assert "approved, not public" not in listing
    assert listing.count(f'href="{page.url}"') == 2  # its state, and Wagtail's “View live”


def test_newer_draft_of_an_approved_page_is_told(to_come):
    to_come.has_unpublished_changes = True

    assert "approved, not public + draft" in tag(to_come)


def test_editor_of_a_page_of_a_campaign_to_come_says_nowhere_that_it_is_live(admin_client, to_come):
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[to_come.pk])).content.decode()

    panel = " ".join(editor.split())
    assert '<span class="w-sr-only">Status: </span> Approved, not public </h3>' in panel
    assert '<span class="w-sr-only">Status: </span> Live </h3>' not in panel
    assert "Visit the live page" not in panel


def test_history_of_a_page_of_a_campaign_to_come_calls_no_version_live(admin_client, to_come):
    to_come.save_revision().publish()

    assert marks(admin_client, to_come) == ["Approved version"]


def test_history_of_a_page_that_was_unpublished_calls_no_version_live(admin_client, index):
    page = factories.campaign_page(index)
    page.save_revision().publish()
    assert marks(admin_client, page) == ["Live version"]
    Page.objects.filter(pk=page.pk).update(live=False)

    assert marks(admin_client, page) == ["Last published"]


def marks(client, page) -> list[str]:
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    return [
        word
        for word in ("Live version", "Approved version", "Last published")
        if re.search(rf"w-status[^>]*>\s*{word}\s*<", history)
    ]


def test_form_of_what_is_no_page_says_whether_it_is_saved_and_not_that_it_is_live(admin_client, home):
    campaign = factories.campaign()

    for address, said in (
        (reverse("wagtailsnippets_plan_campaign:add"), "Not created yet"),
        (reverse("wagtailsnippets_plan_campaign:edit", args=[campaign.pk]), "Saved"),
    ):
        panel = " ".join(admin_client.get(address).content.decode().split())
        assert f"</span> {said} </h3>" in panel
        assert "</span> Live </h3>" not in panel


def test_editor_of_a_page_that_is_public_says_live(admin_client, index):
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[index.pk])).content.decode()

    panel = " ".join(editor.split())
    assert '<span class="w-sr-only">Status: </span> Live </h3>' in panel
    assert "Visible to all. Visit the live page" in panel


def test_panel_says_when_a_state_began_and_not_who_saved_the_words(admin_client, index, django_user_model):
    author = django_user_model.objects.create_user("author", "author@example.org", "a long enough password")
    page = factories.campaign_page(index)
    page.save_revision(user=author).publish()

    panel = " ".join(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode().split())

    live = panel.partition("</span> Live </h3>")[2][:200]
    assert ("approved: just now" in live, "author" in live) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_one_query_tells_of_any_number_of_pages(index, rf, django_assert_num_queries, number):
    campaign = factories.campaign(starts_at=timezone.now() + DAY)
    pages = [factories.campaign_page(index, campaign) for _one in range(number)]
    request = rf.get("/")

    with django_assert_num_queries(1):
        told = [tag(page, request=request) for page in pages]

    assert all("approved, not public" in one for one in told)


def tag(page, **context) -> str:
    source = '{% include "wagtailadmin/shared/page_status_tag.html" %}'
    return Template(source).render(Context({"page": page} | context))


def test_date_says_what_it_is_in_the_tooltip():
    day = date(2026, 12, 22)

    html = Template("{% load wagtailadmin_tags %}{% human_readable_date day %}").render(Context({"day": day}))

    assert html.count(date_format(day, "DATE_FORMAT")) == 2


@pytest.mark.parametrize("word", WORDS)
def test_words_that_are_said_again_are_words_of_wagtail_or_django(word):
    """A sentence that they have changed is no longer said by ours, and its own are to be read again."""
    places = {"wagtail.admin": "locale", "wagtailmedia": "locale", "django": "conf/locale"}
    packages = ((Path(find_spec(name).origin).parent, place) for name, place in places.items())
    files = [package / place / "fr/LC_MESSAGES/django.po" for package, place in packages]

    assert any(read_po(file.open("rb")).get(word) for file in files)


def test_translators_are_asked_for_words_that_are_said_again():
    asked = catalogues.extract()

    assert [word for word in WORDS if word not in asked] == []


@pytest.mark.parametrize("word", [word for word in WORDS if word.startswith("%s ")])
def test_french_tells_the_size_of_a_file_in_octets(word):
    path = Path(settings.LOCALE_PATHS[0]) / "fr/LC_MESSAGES/django.po"

    with path.open("rb") as file:
        said = read_po(file).get(word)

    assert said is None or said.string == word.replace("B", "o")


@pytest.mark.parametrize("word", WORDS)
def test_french_promises_no_publication_to_whoever_submits(word):
    path = Path(settings.LOCALE_PATHS[0]) / "fr/LC_MESSAGES/django.po"

    with path.open("rb") as file:
        said = read_po(file).get(word)

    assert said is None or "planifié(e)" not in said.string
