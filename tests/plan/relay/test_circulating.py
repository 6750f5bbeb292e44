"""Of words that are withdrawn, each copy that campaigns gave away is listed, with whom to tell; and can be recalled."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from campaigns.plan.models import PartnerMail, Post, RecallMail
from campaigns.plan.posts import acts
from campaigns.plan.relay import circulating
from core.publication import circulation
from editorial.correction import acts as correction
from editorial.correction import versions
from tests import factories
from tests.plan.relay import partner as relay
from tests.plan.sheets import printed

pytestmark = [pytest.mark.usefixtures("search_index"), pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def fact(home):
    """Wrong since a moment ago."""
    made = factories.fact("1500")
    made.value = "3750"
    return factories.go_live(made)


@pytest.fixture
def page(home, fact):
    return factories.campaign_page(factories.campaign_index(home), lead=f"Jusqu’à {{fact:{fact.pk}}}.")


@pytest.fixture
def held(page):
    """A sheet that a partner holds."""
    partner = printed.partner()
    return printed.item(printed.placed(page.campaign, partner))


def listed(*texts) -> dict[str, list[circulation.Copy]]:
    kinds: dict[str, list[circulation.Copy]] = {}
    with translation.override("en"):
        for copy in circulation.copies(texts, texts[0].last_published_at):
            kinds.setdefault(copy.kind, []).append(copy)
    return kinds


def posted(page, fact, people) -> Post:
    post = Post(campaign=page.campaign, network="mastodon", language="fr", words=f"Jusqu’à {{fact:{fact.pk}}}.")
    acts.add([post], people["editor"])
    factories.go_live(post)
    post = Post.objects.get(pk=post.pk)
    acts.note_posted(post, timezone.now(), "https://mastodon.example/1", people["editor"])
    return post


def test_every_kind_of_copy_is_listed(page, fact, held, people):
    link = held.link
    film = printed.item(link, key="film-1x1-15", poster="press/x.jpg")
    partnership = relay.partnership(page.campaign, relay.partner(may_be_mailed_since=timezone.localdate()))
    relay.partnership(page.campaign, relay.partner(), ended_at=timezone.now())
    PartnerMail.objects.create(partnership=partnership, kind="invite", sent_at=timezone.now())
    post = posted(page, fact, people)
    kit = factories.kit(factories.catalogue(page.get_parent().get_parent()), lead=f"{{fact:{fact.pk}}}")
    factories.kit_edition(kit)

    found = listed(fact)

    assert {kind: len(some) for kind, some in found.items()} == {
        "Pages": 2,
        "Sheets": 1,
        "Films": 1,
        "Posts": 1,
        "Partners with an open page": 1,
        "Mails to partners": 1,
        "Kits": 1,
    }
    [sheet], [open_page], [on_network] = found["Sheets"], found["Partners with an open page"], found["Posts"]
    assert (sheet.holder, sheet.contact, sheet.key) == ("Une association", "contact@example.org", f"item:{held.pk}")
    assert (open_page.contact, open_page.state) == (partnership.partner.email, "consents to mails")
    assert (on_network.address, on_network.holder) == ("https://mastodon.example/1", "Editor")
    assert (film.pk, post.campaign_id) == (int(found["Films"][0].key.removeprefix("item:")), page.campaign_id)


def test_what_was_made_before_says_nothing_wrong(page, fact, held):
    held.made_at = fact.last_published_at - timedelta(minutes=1)
    held.save()

    assert "Sheets" not in listed(fact)


def test_words_of_another_language_concern_no_sheet_of_this_one(page, fact, held, english_home):
    english = factories.words(fact, "en", "At most {value}.", "fine")

    assert "Sheets" not in listed(english)
    assert len(listed(fact.wordings.get(locale__language_code="fr"))["Sheets"]) == 1


def test_ticked_sheets_are_recalled_with_the_withdrawal(page, fact, held, people, django_capture_on_commit_callbacks):
    texts = versions.of(fact)
    chosen = {texts[0].name: texts[0].versions[0].pk}

    with django_capture_on_commit_callbacks(execute=True):
        correction.withdraw(fact, chosen, correction.marks(texts), "Erreur.", people["publisher"], [f"item:{held.pk}"])

    held.refresh_from_db()
    assert (held.recalled_at is not None, held.recall_reason) == (True, "Erreur.")
    assert RecallMail.objects.get().partner.email == "contact@example.org"
    [sheet] = listed(fact)["Sheets"]
    assert (sheet.key, sheet.state.startswith("recalled on")) == ("", True)


@pytest.mark.parametrize("role", ["editor", "translator", "lawyer", "analyst"])
def test_only_who_may_launch_recalls(held, people, role):
    with pytest.raises(PermissionDenied):
        circulating.recall([f"item:{held.pk}"], "Erreur.", people[role])

    held.refresh_from_db()
    assert held.recalled_at is None


def test_list_after_the_act_names_whom_to_tell_and_is_given_as_a_table(page, fact, held, people, client):
    texts = versions.of(fact)
    said = {"confirmed": "yes", "seen": correction.marks(texts), "reason": "Erreur."}
    said[texts[0].name] = texts[0].versions[0].pk
    client.force_login(people["publisher"])

    after = client.post(reverse("correction", args=["facts", "fact", fact.pk]), said, follow=True)
    table = client.get(f"{after.request['PATH_INFO']}?format=csv")

    assert "contact@example.org" in after.content.decode()
    rows = table.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "Une association" in rows[2]


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_with_one_and_three_of_each(page, fact, people, number, django_assert_num_queries):
    for _one in range(number):
        printed.item(printed.placed(page.campaign, relay.partner()))
        partnership = relay.partnership(page.campaign)
        PartnerMail.objects.create(partnership=partnership, kind="invite", sent_at=timezone.now())
        posted(page, fact, people)
    listed(fact)

    with django_assert_num_queries(11):
        found = listed(fact)

    assert [len(some) for some in found.values()] == [1, number, number, number, number]


def test_what_was_made_between_the_chosen_version_and_now_is_listed(page, fact, held, people, client):
    fact.value = "5000"
    factories.go_live(fact)
    text = versions.of(type(fact).objects.get(pk=fact.pk))[0]
    client.force_login(people["publisher"])
    address = reverse("correction", args=["facts", "fact", fact.pk])

    last, first = (client.get(address, {text.name: version.pk}).context["copies"] for version in text.versions)

    assert [any(has_keys for *_rest, has_keys in copies) for copies in (last, first)] == [False, True]
