"""A sentence whose sense is in doubt is approved once somebody who wrote none of the text confirms it, in these words."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from core.publication.sign_off import SignOffError
from editorial.access import roles
from editorial.exchange import checks
from editorial.models import Approval, ConfirmedSentence
from editorial.translation import confirmations, drafting, quality
from tests.editorial.conftest import act, row, say

WORDS = "Never two months at most."
REASON = "The translation says “\u2068Never two months\u2069”; the source has no negation."


@pytest.fixture(autouse=True)
def translator_of_english(translation, people):
    people["translator"].groups.add(roles.translators(translation.target_locale))


@pytest.fixture
def doubted(translation, people):
    """A translation in legal review, with a negation that its source does not have; the translator wrote it."""
    say(translation, "Deux mois au plus.", WORDS)
    StringTranslation.objects.filter(data=WORDS).update(last_translated_by=people["translator"])
    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    return translation


def only_doubt(translation):
    (doubt,) = quality.report(translation).doubts
    return doubt


def press(client, translation, person, **said):
    client.force_login(person)
    said = {"sentence": only_doubt(translation).digest} | said
    return client.post(reverse("sign_off_confirm", args=[translation.pk]), said, follow=True)


def test_doubted_sentence_is_handed_in_and_not_approved(doubted, people, in_english):
    draft = doubted.get_target_instance()

    with pytest.raises(SignOffError) as refusal:
        act(draft, people["lawyer"])

    assert REASON in refusal.value.message
    assert WORDS in refusal.value.message
    assert not Approval.objects.of(draft).valid().exists()


def test_hand_in_takes_a_doubted_sentence(client, translation, people):
    say(translation, "Deux mois au plus.", WORDS)
    client.force_login(people["translator"])

    client.post(reverse("sign_off_submit", args=[translation.pk]))

    assert row(translation.get_target_instance()).workflow_in_progress


def test_confirmed_sentence_is_approved_and_goes_live(client, doubted, people):
    draft = doubted.get_target_instance()

    press(client, doubted, people["lawyer"])
    act(draft, people["lawyer"])
    act(draft, people["publisher"])

    confirmed = ConfirmedSentence.objects.get()
    assert (confirmed.user, confirmed.name, confirmed.kinds) == (people["lawyer"], "Lawyer", ["negation"])
    assert row(draft).live
    assert PageLogEntry.objects.filter(action="editorial.sentence_confirmed", user=people["lawyer"]).count() == 1


@pytest.mark.parametrize("role", ["translator", "editor", "analyst"])
def test_writer_and_who_may_not_approve_cannot_confirm(client, doubted, people, role):
    press(client, doubted, people[role])

    assert not ConfirmedSentence.objects.exists()


def test_reviewer_who_wrote_a_sentence_cannot_confirm(doubted, people, in_english):
    StringTranslation.objects.filter(data=WORDS).update(last_translated_by=people["lawyer"])
    draft = doubted.get_target_instance()

    with pytest.raises(SignOffError, match="You wrote a part of this text"):
        confirmations.confirm(doubted, draft, only_doubt(doubted), people["lawyer"])

    assert not ConfirmedSentence.objects.exists()
    assert "Lawyer" not in confirmations.who_may(draft)


def test_changed_sentence_asks_again(client, doubted, people):
    press(client, doubted, people["lawyer"])
    say(doubted, "Deux mois au plus.", "Never more, two months at most.")

    assert not only_doubt(doubted).is_confirmed
    assert len(quality.report(doubted).mismatches) == 1


def test_another_kind_of_doubt_about_the_same_words_asks_again(client, doubted, people):
    press(client, doubted, people["lawyer"])
    ConfirmedSentence.objects.update(kinds=["weekday"])

    assert not only_doubt(doubted).is_confirmed


def test_confirmation_is_taken_back(client, doubted, people):
    press(client, doubted, people["lawyer"])

    press(client, doubted, people["publisher"], take_back="1")

    assert not ConfirmedSentence.objects.exists()
    assert PageLogEntry.objects.filter(action="editorial.sentence_doubted").count() == 1
    with pytest.raises(SignOffError):
        act(doubted.get_target_instance(), people["lawyer"])


def test_stale_sentence_is_not_confirmed(client, doubted, people):
    press(client, doubted, people["lawyer"], sentence="0" * 64)

    assert not ConfirmedSentence.objects.exists()


def test_confirming_mends_no_number(client, doubted, people):
    press(client, doubted, people["lawyer"])
    say(doubted, "Deux mois au plus.", "Never three months at most.")
    report = quality.report(doubted)

    assert [finding.kind for finding in report.other_numbers] == ["missing", "added"]
    assert [doubt.is_confirmed for doubt in report.doubts] == [False]


def test_editor_shows_both_sides_and_the_button_to_who_may_confirm(client, doubted, people, in_english):
    address = doubted.get_target_instance_edit_url()
    shown = {}
    for role in ("lawyer", "translator"):
        client.force_login(people[role])
        shown[role] = client.get(address).content.decode()

    assert {role: (REASON in html, WORDS in html) for role, html in shown.items()} == {
        "lawyer": (True, True),
        "translator": (True, True),
    }
    assert {role: "This sentence is right" in html for role, html in shown.items()} == {
        "lawyer": True,
        "translator": False,
    }


def test_import_warns_of_a_doubt_and_takes_the_sentence(in_english):
    found = checks.faults("Deux mois au plus.", "fr", WORDS, "en")

    assert [(fault.kind, fault.blocks) for fault in found] == [("sense", False)]
    assert found[0].reason == f"{REASON} Somebody has to confirm the sentence before it is approved."


def test_reports_of_doubts_cost_one_query_more(doubted, django_assert_num_queries):
    found = Translation.objects.select_related("source__locale", "target_locale").get(pk=doubted.pk)

    with django_assert_num_queries(3):
        assert len(quality.report(found).unconfirmed) == 1
