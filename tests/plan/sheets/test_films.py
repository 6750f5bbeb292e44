"""Films of a campaign: ordered apart, refused where nobody could read them, stale with their words, made in the background."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.html import escape
from wagtail.blocks.struct_block import StructBlockValidationError

from campaigns.plan.blocks import IN_A_FILM, FilmBlock, unreadable
from campaigns.plan.launch import checks
from campaigns.plan.models import PrintedItem
from campaigns.plan.sheets import public
from campaigns.plan.sheets import runs as press_runs
from campaigns.plan.sheets.recall import recall
from campaigns.plan.sheets.staleness import check
from campaigns.plan.sheets.words import read
from core.publication.readiness import Subject
from press.films import storyboards
from press.formats import make
from tests import factories, markup
from tests.plan.sheets import filmed, printed
from tests.press.contents import TARGET


@pytest.fixture
def fact(home):
    return factories.fact(name="Amende")


@pytest.fixture
def page(home, fact):
    body = [factories.block("fact_card", fact=fact.pk)]
    return factories.campaign_page(factories.campaign_index(home), statement="C’est interdit.", lead="", body=body)


@pytest.fixture
def link(page):
    return printed.link(page.campaign)


def change(made, **fields):
    for name, value in fields.items():
        setattr(made, name, value)
    return factories.go_live(made)


def reason(item) -> str:
    check(PrintedItem.objects.all())
    item.refresh_from_db()
    return item.stale_reason


def words_of(storyboard: str = "", opening: str = "", call: str = "") -> list:
    return [factories.block("film", storyboard=storyboard, opening=opening, call=call)]


def ordered(client, page, link, **fields):
    code = [f"general-{link.channel_id}"]
    order = {"languages": ["fr"], "groups": code, "film_groups": code, "count": "1"} | fields
    return client.post(reverse("campaign_print_make", args=[page.campaign_id]), order)


def test_films_are_offered_apart_and_none_is_proposed(admin_client, page, link):
    form = admin_client.get(reverse("campaign_print", args=[page.campaign_id])).context["order"]

    assert len(form.fields["films"].choices) == 9
    assert form.fields["films"].initial == []
    assert not [key for key, _label in form.fields["formats"].choices if key.startswith("film-")]


def test_films_are_counted_with_the_sheets(admin_client, page, link):
    response = ordered(admin_client, page, link, formats=["square"], films=["film-1x1-6", "film-1x1-15"])

    assert response.status_code == 200
    assert response.context["order"].number == 3


@pytest.mark.parametrize("kind", ["social", "television", "display"])
def test_film_bears_by_default_the_code_of_where_it_is_shown(admin_client, page, link, kind):
    own = printed.link(page.campaign, kind)

    form = admin_client.get(reverse("campaign_print", args=[page.campaign_id])).context["order"]

    assert form.fields["film_groups"].initial == [f"general-{own.channel_id}"]
    assert form.fields["groups"].initial == [f"general-{link.channel_id}"]


def test_no_code_of_a_poster_or_of_a_partner_is_proposed_for_films(admin_client, page, link):
    social = printed.link(page.campaign, "social")
    social.partner = printed.partner()
    social.save()

    response = admin_client.get(reverse("campaign_print", args=[page.campaign_id]))

    assert response.context["order"].fields["film_groups"].initial == []
    assert reverse("campaign_links", args=[page.campaign_id]) in response.content.decode()


def test_film_without_a_code_is_refused(admin_client, page, link):
    response = ordered(admin_client, page, link, films=["film-1x1-6"], formats=["square"], film_groups=[])

    assert response.status_code == 422
    assert list(response.context["order"].errors) == ["film_groups"]


def test_why_no_film_can_be_made_is_said_once(admin_client, page, link, monkeypatch):
    monkeypatch.setattr("press.films.encoding.PACKAGE", "no_such_package")
    address = reverse("campaign_print", args=[page.campaign_id])

    for response in (admin_client.get(address), ordered(admin_client, page, link, films=["film-1x1-6"])):
        assert response.content.decode().count(response.context["order"].without_films.partition("“")[0]) == 1


def test_sheets_and_films_of_one_order_bear_their_own_codes(admin_client, page, link):
    social = printed.link(page.campaign, "social")
    codes = {"groups": [f"general-{link.channel_id}"], "film_groups": [f"general-{social.channel_id}"]}
    order = {"languages": ["fr"], "formats": ["square"], "films": ["film-1x1-6"]} | codes

    admin_client.post(reverse("campaign_print_make", args=[page.campaign_id]), order)

    assert page.campaign.press_runs.get().to_do == [["square", "fr", link.pk], ["film-1x1-6", "fr", social.pk]]


def test_words_that_nobody_can_read_are_refused_where_the_film_is_ordered(admin_client, page, link):
    change(
        page,
        statement="Une phrase qui est beaucoup plus longue que ce que lit un passant en six secondes, et même plus.",
    )

    response = ordered(admin_client, page, link, films=["film-9x16-6"])

    assert response.status_code == 422
    (said,) = response.context["order"].errors["films"]
    assert said.startswith("Français: ")
    assert ordered(admin_client, page, link, films=["film-9x16-20"]).status_code == 200


@pytest.mark.parametrize(
    ("name", "accepted", "refused"),
    [("opening", "x" * 30, "x" * 31), ("opening", "多" * 12, "多" * 13), ("call", "x" * 24, "x" * 25)],
)
def test_words_of_a_film_are_refused_in_the_editor_with_what_would_be_accepted(db, name, accepted, refused):
    block = FilmBlock()
    assert block.clean(block.to_python({name: accepted}))[name] == accepted

    with pytest.raises(StructBlockValidationError) as wrong:
        block.clean(block.to_python({name: refused}))

    assert str(len(accepted)) in str(wrong.value.block_errors[name])


def test_translation_is_held_to_the_same(page):
    page.film = words_of(opening="x" * 31)

    with pytest.raises(ValidationError) as wrong:
        page.full_clean()

    assert list(wrong.value.message_dict) == ["film"]


def test_words_of_the_page_are_those_of_its_film(page):
    change(page, film=words_of("door", "Il est tard.", "Parler"))

    content = read(page).content

    assert (content.film.storyboard, content.film.opening, content.film.call) == ("door", "Il est tard.", "Parler")
    assert storyboards.shots(content, 15)[0].scene.says == ("Il est tard.",)


def test_film_is_stale_with_its_fact(page, link, fact):
    film = filmed.film(link)
    assert reason(film) == ""

    change(fact, value="1800")

    assert "1\u202f800" in reason(film)


def test_chosen_words_make_films_stale_and_no_sheet(page, link):
    film, sheet = filmed.film(link), printed.item(link)

    change(page, film=words_of(opening="Il est tard."))

    assert reason(film) != ""
    assert reason(sheet) == ""


def test_helpline_that_no_film_shows_makes_none_stale(page, link):
    helpline = factories.helpline(name="Écoute")
    film, sheet = filmed.film(link), printed.item(link)
    assert "helplines" not in film.made_from

    change(helpline, number="3919")

    assert (reason(film), "Écoute" in reason(sheet)) == ("", True)


def test_film_is_stale_with_what_it_has_the_time_to_show_alone(page, fact):
    other = factories.fact(name="Récidive", value="3750")
    body = [factories.block("fact_card", fact=one.pk) for one in (fact, other)]
    change(page, body=body, lead="Même une seule fois.")
    link = printed.link(page.campaign)
    short, long = filmed.film(link), filmed.film(link, "film-9x16-20")

    change(other, value="4000")

    assert (reason(short), "Récidive" in reason(long)) == ("", True)

    change(page, lead="Partout en France.")

    assert (reason(short), "Partout en France." in reason(long)) == ("", True)


def test_picture_of_a_film_is_public_as_long_as_the_film_is(page, link, django_capture_on_commit_callbacks):
    film = filmed.film(link)
    assert public.is_public(film.poster.name)

    with django_capture_on_commit_callbacks(execute=True):
        recall(page.campaign, [film.pk], "Le montant est faux.", None)

    assert not public.is_public(film.poster.name)
    assert not default_storage.exists(film.poster.name)


def test_readiness_asks_whether_films_hold(page, link, fact):
    subject = Subject(page.campaign, "buyers", page.locale, [page], [page])
    assert checks.films.ask(subject) is None
    film = filmed.film(link)
    assert checks.films.ask(subject) == []

    change(fact, value="1800")
    reason(film)

    assert len(checks.films.ask(subject)) == 1


def test_scenes_are_shown_before_anything_is_made(admin_client, page, link):
    response = admin_client.get(reverse("campaign_print_films", args=[page.campaign_id]), {"format": "film-1x1-6"})

    film = response.context["film"]
    assert [scene.words for scene in film.shown if "interdit" in scene.words]
    picture = admin_client.get(film.shown[-1].picture)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert "private" in picture["Cache-Control"]
    assert film.networks == []


def test_safe_areas_are_drawn_over_an_upright_film(admin_client, page, link):
    film = admin_client.get(reverse("campaign_print_films", args=[page.campaign_id])).context["film"]

    plain, covered = (admin_client.get(address) for address in (film.shown[-1].picture, film.networks[0]["picture"]))

    assert plain.status_code == covered.status_code == 200
    assert plain.content != covered.content
    assert len(film.networks) == 3


def test_pictures_of_other_words_are_not_there(admin_client, page, link):
    address = admin_client.get(reverse("campaign_print_films", args=[page.campaign_id])).context["film"].address(0)
    assert admin_client.get(address).status_code == 200

    change(page, statement="C’est la loi.")

    assert admin_client.get(address).status_code == 404


def tried(client, page, **words):
    said = {"format": "film-1x1-6", "statement": "C’est interdit.", "lead": "", "opening": "", "call": ""} | words
    return client.get(reverse("campaign_print_films", args=[page.campaign_id]), said)


def test_other_words_are_seen_before_they_are_saved(admin_client, page, link):
    film = tried(admin_client, page, statement="C’est la loi.", call="S’informer").context["film"]

    assert [scene.words for scene in film.shown][-1] == "S’informer"
    assert "C’est la loi." in " ".join(scene.words for scene in film.shown)
    picture = admin_client.get(film.shown[-1].picture)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    plain = admin_client.get(reverse("campaign_print_films", args=[page.campaign_id]), {"format": "film-1x1-6"})
    assert picture.content != admin_client.get(plain.context["film"].shown[-1].picture).content


def test_trying_words_saves_nothing(admin_client, page, link):
    before = [*page.revisions.values_list("pk", flat=True)]

    tried(admin_client, page, statement="C’est la loi.", opening="Il est tard.")

    page.refresh_from_db()
    assert (page.statement, list(page.film)) == ("C’est interdit.", [])
    assert [*page.revisions.values_list("pk", flat=True)] == before
    assert not PrintedItem.objects.exists()


@pytest.mark.parametrize(("name", "text", "over"), [("opening", "x" * 33, "3"), ("call", "停" * 11, "2")])
def test_words_that_are_tried_are_refused_at_their_field_with_how_many_are_too_many(
    admin_client, page, link, name, text, over
):
    errors = tried(admin_client, page, **{name: text}).context["film"].draft.errors

    (said,) = errors[name]
    assert said.startswith(f"{over} ")
    assert "Français" in said


def test_statement_that_takes_too_long_is_refused_at_its_field_and_a_longer_film_is_named(admin_client, page, link):
    response = tried(admin_client, page, statement="Un mot après l’autre, " * 6)

    film = response.context["film"]
    assert list(film.draft.errors) == ["statement"]
    assert [form.seconds for form in film.longer] == [15, 20]
    assert "print-error" in response.content.decode()
    assert film.draft.said["statement"] == ("Un mot après l’autre, " * 6).strip()
    assert markup.read(response.content.decode()).count(escape(film.refused)) == 1


def test_words_without_room_in_the_picture_are_refused_at_their_field(admin_client, page, link):
    film = tried(admin_client, page, format="film-9x16-20", statement="x" * 120).context["film"]

    assert list(film.draft.errors) == ["statement"]


def test_frames_stay_while_words_take_too_long_and_the_longest_is_marked(admin_client, page, link):
    statement = ("Un mot après l’autre, " * 6).strip()
    film = tried(admin_client, page, statement=statement).context["film"]

    faults = [(statement in scene.words, bool(scene.fault), scene.needed <= scene.seconds) for scene in film.shown]
    assert (True, True, True) in faults
    assert {is_long == is_marked for is_long, is_marked, _is_read in faults} == {True}
    assert {admin_client.get(scene.picture).status_code for scene in film.shown} == {200}
    assert str(film.unread.over) in next(scene.fault for scene in film.shown if scene.fault)
    assert film.networks == []


def test_frame_without_room_for_its_words_is_marked_and_the_others_stay(admin_client, page, link):
    words = {"format": "film-9x16-20", "opening": "Il est tard.", "storyboard": "door", "statement": "x" * 120}
    film = tried(admin_client, page, **words).context["film"]

    whole = [scene for scene in film.shown if not scene.fault]
    assert 0 < len(whole) < len(film.shown)
    assert {admin_client.get(scene.picture).status_code for scene in whole} == {200}
    assert {scene.picture for scene in film.shown if scene.fault} == {""}


def test_scenes_of_a_film_tell_true_seconds(admin_client, page, link):
    words = "Une phrase qu’un passant lit en marchant."
    film = tried(admin_client, page, storyboard="door", statement=words, call="Agir").context["film"]

    door, alone, whole = film.shown
    assert (alone.words, whole.words.endswith("Agir")) == (words, True)
    assert (door.shot.end, alone.shot.end, whole.shot.end) == (alone.shot.start, whole.shot.start, 6)
    assert alone.seconds == 6 - alone.shot.start >= alone.needed
    assert whole.seconds >= 3


@pytest.mark.parametrize("name", ["opening", "call"])
def test_help_of_the_words_names_what_is_accepted(db, name):
    said = str(FilmBlock().child_blocks[name].field.help_text)

    for one in ("x", "多"):
        most = storyboards.readable(IN_A_FILM[name], one)
        assert f" {most} " in said
        assert unreadable(name, one * most) == ""
        assert unreadable(name, one * (most + 1)) != ""


def test_sheet_and_film_end_with_the_call_of_the_page(page, link):
    sheet, film = printed.item(link), filmed.film(link)

    change(page, call="Ne l’envoyez pas.")

    content = read(page).content
    assert storyboards.shots(content, 6)[-1].scene.says[-1] == "Ne l’envoyez pas."
    assert make("square", content, TARGET).text.count("Ne l’envoyez pas.") == 1
    assert make("banner-wide", content, TARGET).alt.endswith(content.act)  # what is pressed leads somewhere
    assert all("Ne l’envoyez pas." in reason(item) for item in (sheet, film))


def test_film_may_have_a_call_of_its_own(page):
    change(page, call="Ne l’envoyez pas.", film=words_of(call="Parler"))

    assert storyboards.shots(read(page).content, 6)[-1].scene.says[-1] == "Parler"


@pytest.mark.parametrize("call", ["x" * 25, "停" * 10])
def test_call_that_no_film_has_the_time_for_is_refused_at_its_field(page, call):
    page.call = call

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == ["call"]
    assert refused.value.message_dict["call"][0].startswith("1 ")


def test_page_without_a_call_of_its_own_has_that_of_its_frame_and_sheets_of_before_hold(page, link):
    sheet = printed.item(link)

    assert "call" not in sheet.made_from["words"]
    assert reason(sheet) == ""
    assert read(page).content.call == read(page).content.act != ""


@pytest.mark.processes
def test_film_is_made_in_the_background_with_captions_and_its_picture(page, link, django_capture_on_commit_callbacks):
    def begin():
        with django_capture_on_commit_callbacks(execute=True):
            run = press_runs.begin(page.campaign, ["film-1x1-6"], ["fr"], [link], None)
        run.refresh_from_db()
        return run

    first, again = begin(), begin()

    assert (first.made, first.errors, again.skipped) == (1, [], 1)
    film = PrintedItem.objects.get()
    assert film.file.name.endswith(f"-film-1x1-6-fr-{link.code}.mp4")
    assert film.size == default_storage.size(film.file.name) > 10_000
    assert default_storage.exists(film.poster.name)
    assert film.cues[-1]["end"] == 6
    assert page.statement in film.text
