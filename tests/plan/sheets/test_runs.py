"""Making sheets in the background: each that can be made is made, once, and each that cannot is named."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from campaigns.plan.models import PressRun, PrintedItem
from campaigns.plan.sheets import runs as press_runs
from campaigns.plan.sheets.staleness import check
from core.models import Operator
from press.content import PressError
from tests import factories
from tests.plan.editions.edition import png
from tests.plan.sheets import printed

FORMATS = ["poster-a4", "square"]
UNPRINTABLE = "Une phrase \U00013000."  # a hieroglyph, which no font of the sheets has


@pytest.fixture
def page(home):
    body = [factories.block("fact_card", fact=factories.fact().pk)]
    return factories.campaign_page(factories.campaign_index(home), body=body)


@pytest.fixture
def begin(django_capture_on_commit_callbacks):
    def begun(page, links, formats=FORMATS, languages=("fr",)) -> PressRun:
        with django_capture_on_commit_callbacks(execute=True):
            run = press_runs.begin(page.campaign, formats, languages, links, None)
        run.refresh_from_db()
        return run

    return begun


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    return factories.go_live(page)


def test_each_format_is_made_with_its_words_and_its_memory(page, begin):
    link = printed.link(page.campaign)

    run = begin(page, [link])

    assert (run.done, run.total, run.made, run.skipped, run.errors) == (2, 2, 2, 0, [])
    assert run.finished_at is not None
    poster, square = PrintedItem.objects.order_by("format")
    assert (poster.format, poster.language, poster.link, poster.unit) == ("poster-a4", "fr", link, "mm")
    assert (square.format, square.unit) == ("square", "px")
    assert page.statement in poster.text
    assert poster.alt
    assert poster.made_from["page"] == page.pk
    assert poster.size == default_storage.size(poster.file.name)
    folder, slug, _random, name = poster.file.name.split("/")
    assert (folder, slug) == ("press", page.campaign.slug)
    assert name == f"{page.campaign.slug}-poster-a4-fr-{link.code}.pdf"


def test_what_is_as_it_would_be_made_again_is_left(page, begin):
    link = printed.link(page.campaign)
    begin(page, [link])

    run = begin(page, [link])

    assert (run.done, run.made, run.skipped) == (2, 0, 2)
    assert PrintedItem.objects.count() == 2


def test_changed_words_are_made_again_and_the_former_sheet_is_replaced(page, begin):
    link = printed.link(page.campaign)
    begin(page, [link], ["square"])
    former = PrintedItem.objects.get()
    change(page, statement="Une autre phrase.")

    run = begin(page, [link], ["square"])

    former.refresh_from_db()
    current = PrintedItem.objects.get(replaced_at=None)
    assert (run.made, run.skipped) == (1, 0)
    assert former.replaced_at is not None
    assert former.stale_since is not None
    assert "Une autre phrase." in current.text
    assert current.is_current


def test_another_address_of_the_site_is_made_again_and_is_the_reason_that_is_told(page, begin, settings):
    link, before = printed.link(page.campaign), settings.BASE_URL
    begin(page, [link], ["square"])
    former = PrintedItem.objects.get()
    settings.BASE_URL = "https://new.example.org"

    run = begin(page, [link], ["square"])

    former.refresh_from_db()
    current = PrintedItem.objects.get(replaced_at=None)
    assert (run.made, run.skipped) == (1, 0)
    assert current.made_from["address"] == "https://new.example.org"
    assert before in former.stale_reason


def test_sheets_that_are_named_are_made_again_and_no_others(page, begin, django_capture_on_commit_callbacks):
    own, other = printed.link(page.campaign), printed.link(page.campaign)
    begin(page, [own, other], ["square"])
    PrintedItem.objects.update(stale_since=timezone.now(), stale_reason="x")

    with django_capture_on_commit_callbacks(execute=True):
        run = press_runs.begin_again(page.campaign, None, PrintedItem.objects.filter(link=own))

    assert run.to_do == [["square", "fr", own.pk]]
    assert list(PrintedItem.objects.exclude(replaced_at=None).values_list("link", flat=True)) == [own.pk]


def test_recalled_sheet_is_made_again(page, begin):
    link = printed.link(page.campaign)
    begin(page, [link], ["square"])
    PrintedItem.objects.update(recalled_at=timezone.now())

    begin(page, [link], ["square"])

    assert PrintedItem.objects.get(replaced_at=None).recalled_at is None


def test_sheet_that_cannot_be_made_is_named_and_the_others_are_made(page, begin):
    campaign, link = page.campaign, printed.link(page.campaign)
    other = change(factories.campaign_page(page.get_parent(), campaign), statement=UNPRINTABLE)
    named = printed.link(campaign, page=other)

    run = begin(page, [named, link], ["square"])

    assert [(error["format"], error["language"], error["code"]) for error in run.errors] == [
        ("square", "fr", named.code)
    ]
    assert run.errors[0]["reason"]
    assert (run.done, run.made) == (2, 1)
    assert [item.link for item in PrintedItem.objects.all()] == [link]


def test_language_without_a_live_page_is_named_and_the_others_are_made(page, begin):
    run = begin(page, [printed.link(page.campaign)], ["square"], ["fr", "ar"])

    assert [(error["format"], error["language"]) for error in run.errors] == [("", "ar")]
    assert (run.done, run.total, run.made) == (1, 1, 1)


def test_page_that_is_unpublished_meanwhile_is_named(page, begin):
    link = printed.link(page.campaign)
    run = PressRun.objects.create(campaign=page.campaign, to_do=[["square", "fr", link.pk]])
    page.unpublish()

    press_runs.work.func(run.pk)

    run.refresh_from_db()
    assert [error["language"] for error in run.errors] == ["fr"]
    assert not PrintedItem.objects.exists()


def test_code_that_is_retired_meanwhile_is_named(page):
    link = printed.link(page.campaign)
    run = PressRun.objects.create(campaign=page.campaign, to_do=[["square", "fr", link.pk]])
    link.retired_at = timezone.now()
    link.save()

    press_runs.work.func(run.pk)

    run.refresh_from_db()
    assert [error["code"] for error in run.errors] == [link.code]


def test_same_run_is_refused_while_it_is_open(page, begin):
    link = printed.link(page.campaign)
    press_runs.begin(page.campaign, FORMATS, ["fr"], [link], None)

    with pytest.raises(PressError):
        press_runs.begin(page.campaign, reversed(FORMATS), ["fr"], [link], None)
    press_runs.begin(page.campaign, ["square"], ["fr"], [link], None)


@pytest.mark.parametrize(
    ("formats", "languages"), [([], ["fr"]), (FORMATS, []), (["nothing"], ["fr"]), (FORMATS, ["ar"]), (FORMATS, ["xx"])]
)
def test_run_of_nothing_is_refused(page, formats, languages):
    with pytest.raises(PressError):
        press_runs.begin(page.campaign, formats, languages, [printed.link(page.campaign)], None)

    assert not PressRun.objects.exists()


def test_codes_that_are_not_the_campaigns_own_or_are_retired_are_refused(page):
    foreign = printed.link(factories.campaign())
    retired = printed.link(page.campaign, retired_at=timezone.now())

    for links in ([], [foreign], [retired]):
        with pytest.raises(PressError):
            press_runs.begin(page.campaign, FORMATS, ["fr"], links, None)


def test_more_than_a_run_holds_is_refused_with_the_number(page, monkeypatch):
    monkeypatch.setattr(press_runs, "MOST", 1)

    with pytest.raises(PressError, match="2"):
        press_runs.begin(page.campaign, FORMATS, ["fr"], [printed.link(page.campaign)], None)


def test_change_while_a_run_is_at_work_makes_its_sheets_stale(page):
    link = printed.link(page.campaign)
    early = printed.item(link, key="square")
    run = PressRun.objects.create(campaign=page.campaign, to_do=[["story", "fr", link.pk]])
    change(page, statement="Une autre phrase.")

    press_runs.work.func(run.pk)

    early.refresh_from_db()
    assert early.stale_since is not None
    assert PrintedItem.objects.get(format="story").stale_since is None


def test_another_logo_of_the_operator_makes_nothing_stale_and_is_borne_by_what_is_made_anew(page, begin):
    link = printed.link(page.campaign)
    begin(page, [link], ["square"])
    before = PrintedItem.objects.get()
    about = {"logo": ContentFile(png(), "logo.png"), "logo_width": 600, "logo_height": 200, "name": "Opérateur"}
    Operator.objects.update_or_create(site=page.get_site(), defaults=about)

    assert check(PrintedItem.objects.all()) == 0
    begin(page, [link], ["square"])

    after = PrintedItem.objects.get(replaced_at=None)
    before.refresh_from_db()
    assert (before.stale_since, before.replaced_at is None, after.sha256 == before.sha256) == (None, False, False)
