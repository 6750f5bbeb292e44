"""The handbook in the admin: opened at the place where one is, by role, in the reader's language, and found."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.editor.roles import ANALYST, EDITOR, LAWYER, PUBLISHER
from editorial.access.roles import restore, translators_of
from handbook.chapters import CHAPTERS, at, by_role


@pytest.fixture
def member(client, home, django_user_model):
    """Signs somebody of a group in."""
    restore()

    def sign_in(group: str):
        user = django_user_model.objects.create_user(group, f"{len(group)}@example.org", "x")
        user.groups.add(Group.objects.get_or_create(name=group)[0])
        client.force_login(user)
        return user

    return sign_in


@pytest.mark.parametrize(
    ("group", "yours"),
    [
        (LAWYER.name, ["first-day", "facts", "decide", "testimonies", "letterbox", "danger", "absence"]),
        (translators_of("en"), ["first-day", "submit", "translate"]),
        (ANALYST.name, ["first-day", "results", "evaluation"]),
        ("Visiteurs", []),
    ],
)
def test_chapters_of_ones_role_come_first(member, group, yours):
    mine, others = by_role(member(group))

    assert [one.name for one in mine] == yours
    assert sorted(one.name for one in [*mine, *others]) == sorted(CHAPTERS)


@pytest.mark.parametrize(
    ("screen", "place"),
    [
        ("campaign_overview", ("plan", "")),
        ("campaign_tasks", ("plan", "tasks")),
        ("campaign_post_new", ("posts", "")),
        ("results_public", ("results", "public")),
        ("results_experiment_add", ("experiments", "")),
        ("directory_entries", ("directory", "")),
        ("directory_proposals", ("directory", "decide")),
        ("pocket_cards", ("cards", "")),
        ("feedback_report", ("kits", "feedback")),
        ("wagtailsnippets_plan_wave:edit", ("grid", "")),
        ("wagtailadmin_pages:edit", ("write", "")),
        ("wagtailadmin_pages:history", ("submit", "follow")),
    ],
)
def test_screen_opens_the_chapter_that_names_it_most_exactly(member, screen, place):
    chapter, part = at(screen, member(EDITOR.name))

    assert (chapter.name, part) == place


@pytest.mark.parametrize(
    ("group", "name"), [(EDITOR.name, "write"), (translators_of("en"), "translate"), (LAWYER.name, "decide")]
)
def test_screen_of_several_chapters_opens_that_of_ones_role(member, group, name):
    assert at("wagtailadmin_pages:edit", member(group))[0].name == name


def test_screen_that_no_chapter_names_opens_the_contents(client, member):
    member(EDITOR.name)

    response = client.get(reverse("handbook"), {"at": "nowhere"})

    assert (response.status_code, response.templates[0].name) == (200, "handbook/contents.html")


def test_menu_leads_from_each_screen_to_its_chapter(client, member):
    member(PUBLISHER.name)
    page = client.get(reverse("campaigns_readiness")).text

    assert "/admin/handbook/?at=campaigns_readiness" in page
    response = client.get(reverse("handbook"), {"at": "campaigns_readiness"})
    assert response["Location"] == "/admin/handbook/readiness/"


def test_help_leads_to_no_other_site(client, member):
    member(EDITOR.name)

    html = client.get("/admin/").content.decode()

    assert "editor-guide" not in html
    assert "wagtail.org" not in html


@pytest.mark.parametrize(
    ("language", "title", "note"), [("fr", "Écrire une page", 0), ("en", "Write a page", 0), ("ro", "Write a page", 1)]
)
def test_chapter_is_read_in_ones_language_or_in_english(client, member, language, title, note):
    UserProfile.objects.create(user=member(EDITOR.name), preferred_language=language)

    response = client.get(reverse("handbook_chapter", args=["write"]))

    assert response.text.count(f"<title>{title} – ") == 1
    assert response.text.count("handbook-foreign") == note
    assert response.context["is_foreign"] is bool(note)


def test_chapter_has_its_neighbours_in_the_order_of_ones_role(client, member):
    member(ANALYST.name)

    response = client.get(reverse("handbook_chapter", args=["results"]))

    assert (response.context["previous"].name, response.context["next"].name) == ("first-day", "evaluation")


def test_chapter_that_does_not_exist_is_not_found(client, member):
    member(EDITOR.name)

    assert client.get(reverse("handbook_chapter", args=["nothing"])).status_code == 404


def test_stranger_is_asked_to_sign_in(client, home):
    assert client.get(reverse("handbook")).status_code == 302


def test_reading_costs_the_same_queries_for_each_chapter(client, member, django_assert_num_queries):
    member(EDITOR.name)
    client.get(reverse("handbook_chapter", args=["plan"]))

    for name in ("plan", "facts", "translate"):
        with django_assert_num_queries(10):
            client.get(reverse("handbook_chapter", args=[name]))


@pytest.mark.parametrize(
    ("language", "typed", "titles"),
    [
        ("fr", "temoignages", ["Témoignages et consentement"]),
        ("fr", "GRILLE du plan", ["Remplir la grille du plan"]),
        ("en", "testimonies consent", ["Testimonies and consent"]),
        ("en", "nothing of the kind whatever", []),
    ],
)
def test_search_finds_chapters_by_their_words(client, member, language, typed, titles):
    UserProfile.objects.create(user=member(EDITOR.name), preferred_language=language)

    sections = client.get(reverse("admin_search"), {"q": typed}).context["sections"]

    found = [one for section in sections if section.icon == "help" for one in section.found]
    assert [one.title for one in found][: len(titles) or None] == titles
