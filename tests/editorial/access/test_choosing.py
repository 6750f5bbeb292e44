"""Choosers show names: to those alone who may see the listing of the same things."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from core.models import CampaignDocument
from editorial.access.choosing import BY_NAME
from tests import factories


def names(patterns, namespace="") -> list[str]:
    found = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            found += names(pattern.url_patterns, inner)
        elif pattern.name:
            found.append(f"{namespace}:{pattern.name}".lstrip(":"))
    return found


def choosers() -> list[str]:
    """Each chooser that opens without a number, by its address."""
    (admin,) = [
        one for one in get_resolver().url_patterns if str(one.pattern) == "admin/" and len(one.url_patterns) > 50
    ]
    known = set(names(admin.url_patterns))
    wanted = {one for one in known if "chooser" in one and one.endswith((":choose", ":choose_results"))}
    wanted |= {"wagtailadmin_choose_page", "wagtailadmin_choose_page_search", "wagtailmedia:chooser"}
    wanted |= {"wagtailadmin_workflows:task_chooser", "wagtailadmin_workflows:task_chooser_results"}
    wanted |= {"wagtailadmin_api:images:listing", "wagtailadmin_api:documents:listing"}
    assert wanted <= known
    assert len(wanted) > 25
    return [reverse(name) for name in sorted(wanted)]


def opened(client, person) -> set[str]:
    client.force_login(person)
    return {address for address in choosers() if client.get(address).status_code == 200}


def test_who_may_list_nothing_chooses_nothing(client, home, people):
    assert opened(client, people["analyst"]) == set()


def test_who_may_list_everything_chooses_everything(client, home, people):
    assert opened(client, people["superuser"]) == set(choosers())


def test_chooser_answers_whoever_searches_in_it(client, home, people, search_index):
    """Search refuses what it is not told of, with an error, only where somebody searches."""
    client.force_login(people["superuser"])
    asked = {"q": "élan", "audience": "buyers"}

    assert {address for address in choosers() if client.get(address, asked).status_code >= 500} == set()


def listings() -> list[str]:
    (admin,) = [
        one for one in get_resolver().url_patterns if str(one.pattern) == "admin/" and len(one.url_patterns) > 50
    ]
    wanted = {one for one in names(admin.url_patterns) if one.endswith((":list", ":list_results", ":index_results"))}
    found = []
    for name in sorted(wanted):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue  # of one thing, by its number
    assert len(found) > 30
    return found


def test_listing_answers_whoever_searches_in_it(client, home, people, search_index):
    client.force_login(people["superuser"])

    assert {address for address in listings() if client.get(address, {"q": "élan"}).status_code != 200} == set()


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator", "translator", "lawyer"])
def test_chooser_opens_where_the_listing_does(client, home, people, role):
    client.force_login(people[role])
    for room in ("facts_fact", "testimonies_testimony", "plan_campaign", "home_synonym"):
        listing = client.get(reverse(f"wagtailsnippets_{room}:list")).status_code
        chooser = client.get(reverse(f"wagtailsnippetchoosers_{room}:choose")).status_code
        assert (chooser == 200) == (listing == 200), room


def test_name_of_a_testimony_is_told_to_no_analyst_by_its_number_either(client, home, people):
    testimony = factories.voice()
    client.force_login(people["analyst"])

    answers = [
        client.get(reverse("wagtailsnippetchoosers_testimonies_testimony:chosen", args=[testimony.pk])),
        client.get(reverse("wagtailsnippetchoosers_testimonies_testimony:chosen_multiple") + f"?id={testimony.pk}"),
    ]

    assert [answer.status_code == 200 for answer in answers] == [False, False]
    assert testimony.pseudonym not in "".join(answer.content.decode() for answer in answers)


def test_title_of_a_document_is_told_to_no_analyst(client, home, people):
    document = CampaignDocument.objects.get(pk=factories.document(title="Un nom à taire").pk)
    client.force_login(people["analyst"])

    for name, args in (
        ("wagtaildocs_chooser:chosen", [document.pk]),
        ("wagtailadmin_api:documents:detail", [document.pk]),
    ):
        assert "Un nom à taire" not in client.get(reverse(name, args=args)).content.decode()


def test_choosers_that_are_known_by_name_are_those_of_wagtail():
    """Some choose an address or a number that is typed, and show nothing."""
    typed = {f"wagtailadmin_choose_page_{kind}_link" for kind in ("external", "email", "phone", "anchor")}
    known = set(names(get_resolver().url_patterns))
    theirs = {one for one in known if one.startswith(("wagtailadmin_choose_", "wagtailadmin_workflows:task_cho"))}

    assert theirs - typed == set(BY_NAME)
