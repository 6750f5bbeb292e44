"""Of words that are withdrawn, each copy that campaigns gave away is listed, with whom to tell; and can be recalled."""

import csv
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from campaigns.plan.models import PartnerMail, Post, RecallMail
from campaigns.plan.posts import acts
from campaigns.plan.relay import circulating
from core.publication import circulation
from editorial.correction import acts as correction
from editorial.correction import telling, versions
from editorial.correction import waiting as corrections
from editorial.models import ToTell
from reach.models import Cell
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

    with django_assert_num_queries(12):
        found = listed(fact)

    assert [len(some) for some in found.values()] == [1, number, number, number, number]


def test_what_was_made_between_the_chosen_version_and_now_is_listed(page, fact, held, people, client):
    fact.value = "5000"
    factories.go_live(fact)
    text = versions.of(type(fact).objects.get(pk=fact.pk))[0]
    client.force_login(people["publisher"])
    address = reverse("correction", args=["facts", "fact", fact.pk])

    last, first = (client.get(address, {text.name: version.pk}).context["copies"] for version in text.versions)

    assert [any(group.may_be_recalled for group in copies) for copies in (last, first)] == [False, True]


@pytest.fixture
def withdraw(people, django_capture_on_commit_callbacks):
    """As the publisher does."""

    def withdrawn(fact, *recalled):
        texts = versions.of(type(fact).objects.get(pk=fact.pk))
        chosen = {texts[0].name: texts[0].versions[0].pk}
        with django_capture_on_commit_callbacks(execute=True):
            correction.withdraw(fact, chosen, correction.marks(texts), "Erreur.", people["publisher"], recalled)

    return withdrawn


@pytest.fixture
def screen(fact, people, client):
    client.force_login(people["publisher"])
    return reverse("correction_circulating", args=["facts", "fact", fact.pk])


def waiting(user) -> list[tuple[str, str]]:
    with translation.override("en"):
        return [(task.url, task.about) for task in corrections.today(user, timezone.now())]


def test_mails_of_the_recall_are_shown_first_as_they_go_and_nothing_is_done(
    page, fact, held, people, client, withdraw, mailoutbox
):
    texts = versions.of(fact)
    said = {"confirmed": "yes", "seen": correction.marks(texts), "reason": "Erreur.", "recall": f"item:{held.pk}"}
    said[texts[0].name] = texts[0].versions[0].pk
    address = reverse("correction", args=["facts", "fact", fact.pk])
    client.force_login(people["publisher"])

    shown = client.post(address, said | {"show": "1"})

    [(language, number, first)] = shown.context["mails"]
    assert (language.code, number, first.to) == ("fr", 1, "contact@example.org")
    assert escape(first.text) in shown.content.decode()
    held.refresh_from_db()
    fact.refresh_from_db()
    assert (held.recalled_at, fact.value, RecallMail.objects.count(), mailoutbox) == (None, "3750", 0, [])
    withdraw(fact, f"item:{held.pk}")
    [sent] = mailoutbox
    assert (sent.to, sent.subject, sent.body) == ([first.to], first.subject, first.text)


def test_of_each_language_the_first_mail_is_shown(page, fact, people):
    items = [printed.item(printed.placed(page.campaign, relay.partner(language=code))) for code in ("fr", "en", "fr")]

    mails = circulation.mails([f"item:{item.pk}" for item in items], "Erreur.")

    assert [(language.code, number) for language, number, _mail in mails] == [("fr", 2), ("en", 1)]


def test_downloads_since_the_words_were_wrong_stand_beside_each(page, fact, held, people, client, withdraw, screen):
    kit = factories.kit(factories.catalogue(page.get_parent().get_parent()), lead=f"{{fact:{fact.pk}}}")
    factories.kit_edition(kit)
    today = timezone.localdate()
    cell = {"kind": "kit_download", "surface": "public", "locale": "fr", "n": 3}
    Cell.objects.create(day=today, page=kit.pk, **cell)
    Cell.objects.create(day=today, page=kit.pk, wave=7, **cell)
    Cell.objects.create(day=today - timedelta(days=1), page=kit.pk, **cell)
    Cell.objects.create(day=today, campaign=page.campaign_id, **cell)
    Cell.objects.create(day=today, campaign=page.campaign_id, **cell | {"locale": "en", "n": 50})
    Cell.objects.create(day=today, page=kit.pk, **cell | {"kind": "view", "n": 50})
    withdraw(fact)

    shown = client.get(screen).context["copies"]
    table = client.get(f"{screen}?format=csv").content.decode("utf-8-sig")

    numbers = [(copy.title, number[:1]) for group in shown for copy, number in group.shown]
    assert {number for title, number in numbers if kit.title in title} == {"6"}
    assert {number for title, number in numbers if page.campaign.name in title} == {"3"}
    assert [len(row) for row in csv.reader(table.splitlines(), delimiter=";")] == [8] * (1 + len(numbers))


def test_who_is_told_by_no_mail_waits_for_a_tick_that_names_who_and_when(
    page, fact, held, people, client, withdraw, screen
):
    other = printed.item(printed.placed(page.campaign, relay.partner(name="Une ville")))
    posted(page, fact, people)
    withdraw(fact, f"item:{held.pk}")

    left = client.get(screen).context["people"]
    assert [(one.name, one.told) for one in left] == [("Une ville", None), ("Editor", None)]
    assert waiting(people["publisher"]) == [(screen, "A correction was withdrawn. 2 people are not told yet.")]
    assert [waiting(people[role]) for role in ("editor", "lawyer", "analyst")] == [[], [], []]

    client.post(screen, {"told": f"partner:{other.partner.pk}"})
    [city, poster] = client.get(screen).context["people"]
    assert (city.told.told_by, city.told.told_at is not None, poster.told) == (people["publisher"], True, None)
    assert waiting(people["publisher"]) == [(screen, "A correction was withdrawn. 1 person is not told yet.")]

    client.post(screen, {"told": f"user:{people['editor'].pk}"})
    assert waiting(people["publisher"]) == []

    client.post(screen, {"untold": f"user:{people['editor'].pk}"})
    assert [one.told is None for one in client.get(screen).context["people"]] == [False, True]
    assert len(waiting(people["publisher"])) == 1


def test_of_two_who_tick_the_first_is_named(page, fact, held, people, withdraw):
    withdraw(fact)

    for name in ("publisher", "superuser"):
        telling.tell(fact, f"partner:{held.partner.pk}", people[name])

    assert ToTell.objects.get().told_by == people["publisher"]


def test_only_who_may_withdraw_ticks_and_nobody_who_is_not_listed_is(
    page, fact, held, people, client, withdraw, screen
):
    withdraw(fact)

    client.post(screen, {"told": "partner:999999"})
    client.force_login(people["editor"])
    refused = client.post(screen, {"told": f"partner:{held.partner.pk}"})

    assert refused.status_code == 302  # Wagtail's way to say so
    assert [row.told_at for row in ToTell.objects.all()] == [None]


def test_ticks_end_with_another_withdrawal(page, fact, held, people, withdraw):
    withdraw(fact)
    telling.tell(fact, f"partner:{held.partner.pk}", people["publisher"])
    again = type(fact).objects.get(pk=fact.pk)
    again.value = "5000"
    factories.go_live(again)
    later = printed.item(printed.placed(page.campaign, held.partner))

    withdraw(again)

    assert [(row.who, row.told_at) for row in ToTell.objects.all()] == [(f"partner:{later.partner.pk}", None)]


def test_mail_that_failed_leaves_its_partner_to_be_told(page, fact, held, people, withdraw):
    withdraw(fact, f"item:{held.pk}")
    assert waiting(people["publisher"]) == []
    RecallMail.objects.update(sent_at=None, problem="550")

    assert telling.settle_all() == 1

    assert len(waiting(people["publisher"])) == 1
    RecallMail.objects.update(problem="")
    assert telling.settle_all() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_today_costs_the_same_with_one_and_three_to_tell(
    page, fact, people, withdraw, number, django_assert_num_queries
):
    for _one in range(number):
        printed.item(printed.placed(page.campaign, relay.partner()))
    withdraw(fact)
    waiting(people["publisher"])

    with django_assert_num_queries(3):  # what is withdrawn and to be told, who is to be told, their texts
        assert len(waiting(people["publisher"])) == 1
