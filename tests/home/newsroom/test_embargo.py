"""A release that waits is nowhere, and then everywhere at its minute: on every public path."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from wagtail.models import Page

from core.publication.sign_off import SignOffError, digest
from core.publication.visibility import public
from home.finding import find
from home.newsroom import embargo, making
from home.newsroom.models import ArticlePage
from press.models import ShareCard
from press.sharing.share_cards import renew
from serving.page_cache.changes.node import node
from tests import factories
from tests.clock import Clock
from tests.factories import block
from tests.home.newsroom import news
from tests.plan.relay import partner as relay
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import Visitor, cached, committed

PARIS = ZoneInfo("Europe/Paris")
BEGINS = datetime(2026, 3, 10, 9, 0, tzinfo=PARIS)
ENDS = datetime(2026, 3, 10, 11, 0, tzinfo=PARIS)
CANARY = "zorgluberie"

pytestmark = [
    pytest.mark.usefixtures("reference_index", "search_index"),
    pytest.mark.django_db,
]


@pytest.fixture
def now():
    with time_machine.travel(BEGINS, tick=False) as traveller:
        yield traveller


@pytest.fixture
def index(now, home, english_home, translate):
    made = news.index(home)
    translate(made, english_home.locale)
    translate(news.room(home, contacts=[news.contact()]), english_home.locale)
    factories.search_page(home)
    return made


@pytest.fixture
def waiting(index, english_home, translate, tmp_path):
    """A release with a picture, a card, files, a translation and a short address; another page and a menu lead to it."""
    picture = factories.showing(factories.image(tmp_path))
    text = block("text", text=f"<p>{CANARY}</p>")
    made = news.release(
        index, title=f"Titre {CANARY}", slug="annonce", summary=CANARY, body=[text, picture], embargo=ENDS
    )
    english = translate(made, english_home.locale)
    for page in (made, english):
        renew(page.pk)
        making.make(page.pk)
    link = f'<p><a linktype="page" id="{made.pk}">Lire</a></p>'
    factories.standard_page(index.get_parent().specific, slug="ailleurs", body=[block("text", text=link)])
    return made


@pytest.fixture
def short(waiting):
    campaign = factories.campaign()
    link = relay.link(campaign, page=waiting)
    return f"/s/{link.code}"


@pytest.fixture
def visitor(tmp_path, index) -> Visitor:
    return cached(tmp_path / "cache", at=node(), clock=Clock())


def own(page: ArticlePage) -> list[str]:
    """The addresses that are of the release alone."""
    picture = page.body[1].value["image"].get_rendition("max-400x400")
    cards = [
        f"/media/{card.file.name}" for card in ShareCard.objects.filter(page__translation_key=page.translation_key)
    ]
    return [
        "/fr/actualites/annonce/",
        "/en/actualites/annonce/",
        "/fr/Actualites/ANNONCE/",
        *(f"/{code}/actualites/annonce/{name}/" for code in ("fr", "en") for name in ("pdf", "odt")),
        *cards,
        f"/media/{picture.file.name}",
    ]


LISTS = [
    "/fr/",
    "/en/",
    "/fr/actualites/",
    "/fr/actualites/?year=2026",
    "/fr/actualites/?page=1",
    "/en/actualites/",
    "/fr/presse/",
    "/en/presse/",
    "/fr/actualites/atom/",
    "/en/actualites/atom/",
    "/sitemap.xml",
    "/fr/ailleurs/",
]
# Where nothing of it is at any time, but where it would be if these did not ask.
ELSEWHERE = ["/", "/robots.txt", "/api/v2/", "/api/v2/pages/", "/api/v2/campaigns/", "/api/v2/facts/"]


def tells(answer) -> bool:
    return CANARY in answer.text.lower() or "annonce" in answer.text


def test_release_that_waits_is_on_no_public_path(visitor, waiting, short):
    addresses = own(waiting)
    assert len(addresses) == 10

    assert {path: visitor.get(path).status for path in addresses} == dict.fromkeys(addresses, 404)
    assert [path for path in [*addresses, *LISTS, *ELSEWHERE] if tells_of_its_own(visitor, path)] == []
    assert "annonce" not in visitor.get(short)["Location"]
    assert find(CANARY, waiting.locale) == []
    assert waiting.pk not in public(Page.objects.all()).values_list("pk", flat=True)


def tells_of_its_own(visitor: Visitor, path: str) -> bool:
    """The page that says that there is nothing repeats the address that was asked for, and no word more."""
    answer = visitor.get(path)
    if answer.status == 404 and "annonce" in path.lower():
        return CANARY in answer.body.decode(errors="replace").lower()
    return tells(answer)


def test_release_is_on_every_path_from_its_minute(visitor, waiting, short, now):
    """Each address was asked for a second before, and is kept; no worker has run."""
    addresses = own(waiting)
    now.move_to(ENDS - timedelta(seconds=1))
    for path in [*addresses, *LISTS]:
        visitor.get(path)
    visitor.site.maker.clock.now += 1
    now.move_to(ENDS)

    statuses = {path: visitor.get(path).status for path in addresses}
    assert statuses == dict.fromkeys(addresses, 200) | {"/fr/Actualites/ANNONCE/": 404}
    assert [path for path in LISTS if not tells(visitor.get(path))] == []
    assert [page.pk for page in find(CANARY, waiting.locale)] == [waiting.pk]


def test_other_answers_of_before_are_renewed_by_the_job(visitor, waiting, now):
    path = "/fr/Actualites/ANNONCE/"
    visitor.get(path)
    visitor.site.maker.clock.now += 1
    now.move_to(ENDS)
    assert visitor.get(path).status == 404

    with committed():
        assert embargo.lift() == 2

    assert visitor.get(path)["Location"] == "/fr/actualites/annonce/"


TYPED = [
    "/fr/actualites/annonce/",
    "/fr/actualites/annonce",
    "/fr/Actualites/ANNONCE/?a=1#haut",
    "/fr/actualites/annonce/pdf/",
    "/fr/presse/../actualites/%61nnonce/",
    "/en/actualites/annonce/",
    "http://localhost/fr/actualites/annonce/",
]


@pytest.mark.parametrize("address", TYPED)
def test_address_that_was_typed_leads_to_it_from_its_minute(visitor, waiting, now, address):
    """The other release is public, and a link to it stays."""
    index = waiting.get_parent().specific
    news.release(index, title="Une autre", slug="annonces", embargo=BEGINS - timedelta(days=1))
    text = f'<p><a href="{address}">Lire cela</a> <a href="/fr/actualites/annonces/">Lire l’autre</a></p>'
    button = block("call_to_action", text="Aller voir", page=None, address=address, detail="", counted_as="")
    body = [block("text", text=text), button]
    factories.standard_page(index.get_parent().specific, slug="typed", body=body)
    now.move_to(ENDS - timedelta(seconds=1))

    before = visitor.get("/fr/typed/").text
    visitor.site.maker.clock.now += 1
    now.move_to(ENDS)
    after = visitor.get("/fr/typed/").text

    assert "Lire cela" in before
    assert '<a href="/fr/actualites/annonces/">Lire l’autre</a>' in before
    assert f'"{address}"' not in before
    assert "Aller voir" not in before
    assert after.count(f'href="{address}"') == 2


def test_short_address_leads_to_it_at_its_minute_without_a_worker(visitor, waiting, short, now):
    now.move_to(ENDS - timedelta(seconds=1))
    assert "annonce" not in visitor.get(short)["Location"]
    visitor.site.maker.clock.now += 1
    now.move_to(ENDS)

    assert visitor.get(short)["Location"].startswith("/fr/actualites/annonce/")


@pytest.mark.parametrize(
    "address",
    [
        "/fr/actualites/annonce/",
        "/fr/Actualites/ANNONCE",
        "/fr/actualites/annonce/pdf/?a=1",
        "/en/actualites/%61nnonce/",
    ],
)
def test_short_address_with_an_address_that_was_typed_tells_nothing_before(visitor, waiting, now, address):
    short = f"/s/{relay.link(factories.campaign(), address=address).code}"
    now.move_to(ENDS - timedelta(seconds=1))
    assert visitor.get(short)["Location"] in ("/fr/", "/en/")
    visitor.site.maker.clock.now += 1
    now.move_to(ENDS)

    assert visitor.get(short)["Location"] == address


def test_former_address_leads_to_it_from_its_minute(visitor, waiting, now):
    now.move_to(ENDS - timedelta(seconds=1))
    page = ArticlePage.objects.get(pk=waiting.pk)
    page.slug = "annonce-relue"
    with committed():
        factories.go_live(page)
    before = visitor.get("/fr/actualites/annonce/")
    assert (before.status, b"relue" in before.body) == (404, False)
    visitor.site.maker.clock.now += 1
    now.move_to(ENDS)

    assert visitor.get("/fr/actualites/annonce/")["Location"] == "/fr/actualites/annonce-relue/"


def test_embargo_that_is_set_again_takes_the_release_away_at_once(visitor, waiting, now):
    now.move_to(ENDS)
    path = "/fr/actualites/annonce/"
    assert visitor.get(path).status == 200

    with committed():
        page = ArticlePage.objects.get(pk=waiting.pk)
        page.embargo = ENDS + timedelta(hours=1)
        factories.go_live(page)

    assert [visitor.get(one).status for one in (path, "/en/actualites/annonce/")] == [404, 404]
    assert not tells(visitor.get("/fr/actualites/"))


def test_translation_holds_the_embargo_of_its_original(waiting, english_home):
    english = ArticlePage.objects.get(locale=english_home.locale)
    assert english.embargo == ENDS

    english.embargo = None
    english.save()
    assert ArticlePage.objects.get(pk=english.pk).embargo == ENDS

    waiting.embargo = ENDS + timedelta(days=1)
    factories.go_live(waiting)
    assert ArticlePage.objects.get(pk=english.pk).embargo == ENDS + timedelta(days=1)


def test_draft_of_a_translation_from_before_holds_the_embargo_of_today(waiting, english_home):
    english = ArticlePage.objects.get(locale=english_home.locale)
    waiting.embargo = ENDS + timedelta(days=1)
    factories.go_live(waiting)

    factories.approve(english.latest_revision)
    english.latest_revision.publish()

    assert ArticlePage.objects.get(pk=english.pk).embargo == ENDS + timedelta(days=1)


def test_cached_lists_do_not_outlive_the_embargo_in_a_shared_cache(visitor, waiting, now, settings):
    settings.SHARED_HTML_SECONDS = 300
    now.move_to(ENDS - timedelta(seconds=7))

    assert visitor.get("/fr/actualites/")["Cache-Control"] == "public, max-age=0, s-maxage=7"


# Where it is typed


def typed(client, page, moment: str, **more: str) -> str:
    """What the editor's form says of the field; empty where it was saved."""
    from wagtail.test.utils.form_data import nested_form_data

    form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    data = {name: form[name].value() for name in form.fields if not hasattr(form.fields[name], "block")}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    data |= {"embargo": moment, "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"} | more
    answer = client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(data))
    return "" if answer.status_code == 302 else " ".join(answer.context["form"].errors.get("embargo", ["?"]))


@pytest.fixture
def draft(index):
    page = ArticlePage(title="Brouillon", slug="brouillon", summary="Bref.", live=False)
    index.add_child(instance=page)
    page.save_revision()
    return page


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-03-10 08:59", "2026, 08:59 (Paris time) has passed"),
        ("2026-03-29 02:30", "there is no 02:30"),
        ("2026-10-25 02:30", "02:30 comes twice"),
        ("2027-03-12 09:00", "is more than a year away"),
        ("2026-04-01", "Say the hour, too: 2026-04-01 07:00."),
        ("demain", "This cannot be read. Write it like this"),
        ("2026-03-29 03:00", ""),
        ("2026-10-25 01:59", ""),
        ("", ""),
    ],
)
def test_embargo_that_cannot_be_is_told_where_it_is_typed(in_english, admin_client, draft, moment, said):
    told = typed(admin_client, draft, moment)

    assert (said in told) if said else (told == "")


def test_embargo_is_typed_by_the_clock_of_the_country(in_english, admin_client, draft):
    assert typed(admin_client, draft, "2026-07-01 10:00") == ""

    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().embargo == datetime(2026, 7, 1, 10, 0, tzinfo=PARIS)


def latest(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_date_that_nobody_chose_goes_with_the_embargo(in_english, admin_client, draft):
    dates = []
    for minute, more in (
        ("2026-03-20 09:00", {}),
        ("2026-03-25 09:00", {}),
        ("", {}),
        ("2026-03-25 09:00", {"date": "2026-03-02"}),
        ("2026-03-28 09:00", {}),
    ):
        assert typed(admin_client, draft, minute, **more) == ""
        dates.append(latest(draft).date.isoformat())

    assert dates == ["2026-03-20", "2026-03-25", "2026-03-10", "2026-03-02", "2026-03-02"]


def test_editor_says_which_minute_holds_until_another_is_approved(in_english, admin_client, waiting, draft):
    assert typed(admin_client, waiting, "2026-03-20 09:00") == ""

    help_texts = [
        admin_client.get(f"/admin/pages/{page.pk}/edit/").context["form"].fields["embargo"].help_text
        for page in (waiting, draft)
    ]
    assert "public by itself on 10 March 2026, 11:00 (Paris time): another moment counts once it is" in help_texts[0]
    assert "Until this minute nobody sees it" in help_texts[1]


def test_embargo_that_has_passed_does_not_keep_an_editor_from_correcting(in_english, admin_client, waiting, now):
    now.move_to(ENDS + timedelta(days=3))

    assert typed(admin_client, waiting, "2026-03-10 11:00", title="Corrigé") == ""


def test_draft_may_be_approved_after_its_embargo_has_passed(draft, now):
    draft.embargo = ENDS
    draft.save_revision()
    now.move_to(ENDS + timedelta(days=1))

    assert factories.go_live(draft.get_latest_revision_as_object()).live


def test_embargo_may_be_moved_by_who_may_publish_without_another_reading(waiting):
    """It is a date of the schedule; the words are the approved ones."""
    waiting.embargo = ENDS + timedelta(hours=1)
    assert digest(waiting) == digest(ArticlePage.objects.get(pk=waiting.pk))

    waiting.save_revision().publish()
    assert ArticlePage.objects.get(pk=waiting.pk).embargo == ENDS + timedelta(hours=1)

    waiting.title = "Un titre que personne n’a lu"
    with pytest.raises(SignOffError):
        waiting.save_revision().publish()
