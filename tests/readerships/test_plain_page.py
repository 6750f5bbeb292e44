"""A plain page for an audience of the team's: in its voice, counted as its own, and never at the cost of a shelter."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from core.navigation import signposts
from core.publication.sign_off import digest
from home.models import StandardPage
from reach.events import Event
from reach.journal.lines import decode, encode
from readerships.models import TeamAudience
from serving import served
from tests import factories

pytestmark = pytest.mark.django_db


def form_of(page: StandardPage, parent, **said):
    form_class = StandardPage.get_edit_handler().get_form_class()
    return form_class(instance=page, parent_page=parent, data={"body-count": "0"} | said if said else None)


def names(page: StandardPage, parent) -> set[str]:
    return {name for name, _label in form_of(page, parent).fields["audience"].choices}


@pytest.fixture
def page(home, hotels) -> StandardPage:
    return factories.standard_page(home, audience="hotels", slug="hotels")


def test_page_speaks_in_the_voice_that_its_audience_borrows(client, page):
    html = client.get(page.url).content.decode()

    assert '<body class="voice-professionals">' in html
    assert "hôtels" not in html  # labels are the team's


def test_page_is_counted_as_its_audience_and_so_is_its_line(page):
    told = served.of_page(page)
    assert (told.surface, told.protected) == ("hotels", False)

    event = Event(datetime(2026, 12, 1, 9, tzinfo=UTC), "view", told.surface, page=page.pk)
    assert decode(encode(event).rstrip(b"\n")) == event


def test_line_of_what_is_no_name_is_refused():
    with pytest.raises(ValueError, match="surface"):
        encode(Event(datetime(2026, 12, 1, 9, tzinfo=UTC), "view", "town halls"))


def test_page_without_a_helpline_of_its_own_shows_those_of_its_voice(client, page):
    factories.helpline("Pour les professionnels", audiences=("professionals",), number="01 02")
    assert "Pour les professionnels" in client.get(page.url).content.decode()

    factories.helpline("Pour les hôtels", audiences=("hotels",), number="03 04")
    html = client.get(page.url).content.decode()

    assert "Pour les hôtels" in html
    assert "Pour les professionnels" not in html


def test_editor_chooses_among_the_open_audiences_and_the_team_s(home, hotels):
    TeamAudience.objects.create(name="clubs", labels={"fr": "clubs"}, voice="public", is_retired=True)

    assert names(StandardPage(), home) == {"public", "buyers", "professionals", "hotels"}


def test_below_a_section_its_audience_is_offered_too(home, hotels):
    section = factories.standard_page(home, audience="young", zone="protected")

    assert names(StandardPage(), section) == {"public", "buyers", "professionals", "hotels", "young"}


@pytest.mark.parametrize("audience", ["young", "outreach", "nobody", "clubs"])
def test_audience_that_is_not_offered_is_refused_whoever_sends_it(audience, home, hotels):
    TeamAudience.objects.create(name="clubs", labels={"fr": "clubs"}, voice="public", is_retired=True)

    form = form_of(StandardPage(locale=Locale.get_default()), home, title="Une page", slug="page", audience=audience)

    assert "audience" in form.errors


def test_audience_that_is_offered_is_taken(home, hotels):
    form = form_of(StandardPage(locale=Locale.get_default()), home, title="Une page", slug="page", audience="hotels")

    assert "audience" not in form.errors


def test_unknown_audience_is_refused_where_rows_are_written(home):
    with pytest.raises(ValidationError) as refused:
        factories.standard_page(home, audience="nobody")

    assert list(refused.value.message_dict) == ["audience"]


def test_page_of_a_retired_audience_still_saves_and_keeps_it(client, home, page, hotels):
    hotels.is_retired = True
    hotels.save()

    page.title = "Autre titre"
    factories.go_live(page)

    assert "hotels" in names(page, home)
    assert '<body class="voice-professionals">' in client.get(page.url).content.decode()
    assert StandardPage.objects.get(pk=page.pk).audience == "hotels"


def test_page_below_a_protected_section_keeps_its_rules(client, home, hotels):
    section = factories.standard_page(home, audience="young", zone="protected", slug="aide")
    buyers = factories.standard_page(
        home, audience="buyers", slug="loi", title="Acheter est interdit", show_in_menus=True
    )

    page = factories.standard_page(section, audience="hotels", slug="infos")
    response = client.get(page.url)

    assert page.zone == "protected"
    assert signposts.is_sheltered(page)
    assert response.headers["Cache-Control"] == "no-store"
    assert served.of_page(page).protected
    assert buyers.title not in response.content.decode()


def test_page_never_loses_its_shelter_by_its_audience(home, hotels):
    page = factories.standard_page(home, audience="young")

    page.audience = "hotels"

    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["audience"]


def test_page_of_the_team_s_is_not_made_below_an_open_section_of_the_sheltered(home, hotels):
    section = factories.standard_page(home, audience="outreach")

    with pytest.raises(ValidationError) as refused:
        factories.standard_page(section, audience="hotels")
    assert list(refused.value.message_dict) == ["audience"]


def test_audience_is_part_of_what_is_approved(page):
    before = digest(page)

    page.audience = "public"

    assert digest(page) != before


def test_translation_has_the_audience_of_its_source(page):
    english = Locale.objects.get_or_create(language_code="en")[0]
    factories.home_in("en")
    made = factories.translate(page, english)
    assert made.audience == "hotels"

    TeamAudience.objects.create(name="clubs", labels={"fr": "clubs"}, voice="public")
    page.audience = "clubs"
    factories.go_live(page)
    again = factories.translate(StandardPage.objects.get(pk=page.pk), english)

    assert again.audience == "clubs"
