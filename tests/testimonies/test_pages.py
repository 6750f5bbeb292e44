"""Testimonies on pages: shown in the words of the language, while they may be, and no longer."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from campaigns.plan.campaign import bundles
from core.publication import withdrawal
from home.finding import find
from home.models import StandardPage
from testimonies.consent.settling import settle_all
from testimonies.models import ConsentEvent, TestimonyWording
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("search_index")

DAY = timedelta(days=1)
TODAY = timezone.localdate()


def page_with(home, *testimonies, **fields):
    body = [factories.block("testimony", testimony=testimony.pk) for testimony in testimonies]
    return factories.standard_page(home, **{"slug": "voix", "body": body} | fields)


def html(client, address="/fr/voix/") -> str:
    return markup.read(client.get(address).content.decode())


def noon(day):
    return time_machine.travel(f"{day.isoformat()}T12:00:00+02:00", tick=True)


def test_testimony_is_shown_under_its_pseudonym(client, home):
    page_with(home, factories.voice("J’ai dit non.", pseudonym="Nadia"))

    shown = html(client)

    assert "<blockquote><p>J’ai dit non.</p></blockquote>" in shown
    assert "<bdi>Nadia</bdi>" in shown
    assert "Content warning" not in shown


def test_opening_line_stands_before_the_warning_and_is_one_of_the_words(client, home):
    wording = factories.voice("Les coups. On m’avait parlé d’un emploi.", warning="violence").wordings.get()
    page_with(home, wording.testimony)
    wording.opening = "On m’avait promis un emploi."
    with pytest.raises(ValidationError) as refused:
        wording.full_clean()

    wording.opening = "On m’avait parlé d’un emploi."
    wording.full_clean()
    factories.go_live(wording)

    assert list(refused.value.message_dict) == ["opening"]
    before, _warning, behind = html(client).partition('class="testimony-warning"')
    assert (wording.opening in before, "Les coups" in before, "Les coups" in behind) == (True, False, True)


def test_words_stand_behind_their_content_warning(client, home):
    testimony = factories.voice("Les coups.", warning="violence")
    page_with(home, testimony)
    assert re.search(
        r'<details class="testimony-warning"><summary>.*violence.*</summary>.*Les coups', html(client), re.S
    )

    wording = testimony.wordings.get()
    wording.warning = "Il est question de coups."
    factories.go_live(wording)

    assert "Il est question de coups." in html(client)


def test_demonstration_is_marked_as_such(client, home):
    page_with(home, factories.voice(is_demonstration=True), factories.voice())

    shown = html(client)

    assert shown.count(gettext("Written for the demonstration: nobody has said this.")) == 1
    assert shown.count(gettext("The name was changed.")) == 1


def test_recording_loads_nothing_before_it_is_played(client, home):
    film = factories.video()
    page_with(home, factories.voice("", medium="video", media=film))

    shown = html(client)

    assert '<video controls preload="none"' in shown
    assert film.file.url in shown
    assert "Tout ce qui est dit." in shown


def test_language_without_consent_shows_nothing_of_it(client, home, english_home, translate):
    testimony = factories.voice("Dit en français.", agreed={"languages": ["fr"]})
    translate(page_with(home, testimony), english_home.locale)

    assert "Dit en français." in html(client)
    assert "testimony" not in html(client, "/en/voix/")


def test_each_language_shows_its_own_words(client, home, english_home, translate):
    testimony = factories.voice("Dit en français.", agreed={"languages": ["fr", "en"]})
    factories.said(testimony, "en", "Said in English.")
    translate(page_with(home, testimony), english_home.locale)

    assert "Said in English." in html(client, "/en/voix/")
    assert "Dit en français." not in html(client, "/en/voix/")


def test_testimony_is_gone_on_the_day_after_its_last(client, home):
    page_with(home, factories.voice("J’ai dit non.", agreed={"valid_until": TODAY}))
    assert "dit non" in html(client)

    with noon(TODAY + DAY):
        assert "dit non" not in html(client)


def test_end_of_consent_is_told_to_search_and_copies_once(home, django_capture_on_commit_callbacks):
    page = page_with(home, factories.voice("Un mot rarissime.", agreed={"valid_until": TODAY}))
    assert [found.pk for found in find("rarissime", home.locale)] == [page.pk]
    told = []
    withdrawal.PURGES.append(told.append)

    with noon(TODAY + DAY), django_capture_on_commit_callbacks(execute=True):
        assert (settle_all(), settle_all()) == (1, 0)

    withdrawal.PURGES.remove(told.append)
    assert find("rarissime", home.locale) == []
    assert [[str(thing) for thing in things] for things in told] == [
        [TestimonyWording.objects.get().testimony.name, page.title]
    ]
    assert ConsentEvent.objects.filter(kind="ended").count() == 1


def test_renewal_brings_the_words_back_by_themselves(client, home):
    testimony = factories.voice("J’ai dit non.", agreed={"valid_until": TODAY})
    page_with(home, testimony)

    with noon(TODAY + DAY):
        factories.consent(testimony, valid_from=TODAY + DAY, valid_until=TODAY + 9 * DAY)

        assert "dit non" in html(client)


def test_expired_testimony_does_not_stop_the_page_from_being_saved(client, home):
    page = page_with(home, factories.voice(agreed={"valid_until": TODAY}))

    with noon(TODAY + DAY):
        page.title = "Un autre titre"
        assert factories.go_live(page).live


def test_deleted_testimony_breaks_neither_the_page_nor_its_editor(client, admin_client, home):
    testimony = factories.voice()
    page = page_with(home, testimony)

    testimony.consents.all().delete()
    testimony.delete()

    assert client.get("/fr/voix/").status_code == 200
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_testimonies_of_a_page_cost_two_queries_whatever_their_number(client, home, django_assert_num_queries, number):
    page_with(home, *[factories.voice() for _one in range(number)])
    client.get("/fr/voix/")

    with django_assert_num_queries(11):
        client.get("/fr/voix/")


def test_page_without_testimonies_asks_for_none(client, home, django_assert_num_queries):
    page_with(home)
    client.get("/fr/voix/")

    with django_assert_num_queries(9):
        client.get("/fr/voix/")


def test_words_are_translated_with_the_campaign(home):
    testimony = factories.voice()
    page = factories.campaign_page(
        factories.campaign_index(home), body=[factories.block("testimony", testimony=testimony.pk)]
    )

    keys = bundles.words(page.campaign_id)

    assert keys == [testimony.wordings.get().translation_key]


def test_page_keeps_the_number_of_a_testimony_and_no_word_of_it(home):
    page = page_with(home, factories.voice("Un mot rarissime."))

    assert "rarissime" not in str(StandardPage.objects.get(pk=page.pk).latest_revision.content)
