"""The desk: one text after the other, read and decided on one screen."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, TaskState
from wagtail_localize.models import StringTranslation

from editorial import today
from editorial.desk import places
from editorial.models import Approval
from editorial.sign_off import decisions
from editorial.translation import sign_off_views
from facts.typed import listing
from home.models import StandardPage
from tests import factories
from tests.editorial.conftest import act
from tests.editorial.editing import page_url
from tests.factories import block
from tests.home.newsroom import news

pytestmark = pytest.mark.usefixtures("in_english")

HOME = "/admin/"  # where Wagtail leads whoever may not


def hand_in(page, people):
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    return type(page).objects.get(pk=page.pk)


def address(text, name: str = "desk_text") -> str:
    return reverse(name, args=[type(text).objects.get(pk=text.pk).current_workflow_task_state.pk])


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


@pytest.fixture
def other(home, people):
    return hand_in(factories.standard_page(home, title="Le droit", lead="Une phrase."), people)


# Whose desk it is


def test_desk_is_of_those_who_decide_the_step(client, submitted, people):
    urls, seen = [address(submitted), address(submitted, "desk_preview")], {}
    for name, person in people.items():
        client.force_login(person)
        seen[name] = {getattr(client.get(url), "url", "read") for url in urls}

    assert seen.pop("lawyer") == {"read"}
    assert all(led == {HOME} for led in seen.values())


@pytest.mark.parametrize("name", ["desk_text", "desk_comment"])
def test_nobody_else_decides_or_comments(client, submitted, people, name):
    client.force_login(people["editor"])

    sent = client.post(address(submitted, name), {"decision": "approve", "place": "lead", "text": "Non."})

    assert (sent.url, Comment.objects.count()) == (HOME, 0)
    assert submitted.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_desk_opens_the_most_urgent_text_or_the_list_of_today(client, submitted, people):
    client.force_login(people["lawyer"])
    assert client.get(reverse("desk")).url == address(submitted)

    client.force_login(people["publisher"])
    assert client.get(reverse("desk")).url == reverse("wagtailadmin_home")


def test_texts_follow_each_other_by_deadline_and_those_without_one_come_last(client, home, people):
    """Whichever was handed in first."""
    now, titles = (
        timezone.now(),
        {"Sans date": None, "Plus tard": 9, "Bientôt": 2, "En retard": -3, "Sans date non plus": None},
    )
    for title, days in titles.items():
        page = factories.standard_page(home, title=title)
        page.go_live_at = None if days is None else now + timedelta(days=days)
        hand_in(page, people)
    client.force_login(people["lawyer"])

    seen, url = [], client.get(reverse("desk")).url
    while url:
        context = client.get(url).context
        seen.append((context["number"], str(context["instance"])))
        url = context["next"] and context["next"].url

    titles = ["En retard", "Bientôt", "Plus tard", "Sans date", "Sans date non plus"]
    assert seen == list(enumerate(titles, start=1))


# Deciding


def test_two_texts_are_approved_in_three_clicks(client, submitted, other, people):
    """Today leads to the first; each approval opens the next, and the last leads back."""
    client.force_login(people["lawyer"])
    second = address(other)

    first = client.post(address(submitted), {"decision": "approve"}, follow=True)
    last = client.post(second, {"decision": "approve"}, follow=True)

    assert first.redirect_chain == [(second, 302)]
    assert said(first) == ["Approved in legal review: “La loi” now waits for publication. Next waits: “Le droit”."]
    assert last.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert said(last) == [
        "Approved in legal review: “Le droit” now waits for publication. No other text waits for your decision."
    ]


def test_what_was_named_as_the_next_is_next(client, home, submitted, other, people):
    """Whoever left a hard text for later is not thrown back on it."""
    third = hand_in(factories.standard_page(home, title="Le tiers", lead="Une phrase."), people)
    client.force_login(people["lawyer"])
    named = client.get(address(other)).context["next"].url

    went = client.post(address(other), {"decision": "approve", "next": named})
    last = address(third)
    forged = client.post(last, {"decision": "approve", "next": "https://example.com/"})

    assert went.url == named == last
    assert forged.url == address(submitted)


def test_publication_puts_it_live_in_the_words_of_its_button(client, submitted, people):
    act(submitted, people["lawyer"])
    client.force_login(people["publisher"])
    url = address(submitted)
    button = client.get(url).context["words_of_approval"]

    told = said(client.post(url, {"decision": "approve"}, follow=True))

    assert (button, told) == (
        "Approve and publish",
        ["Approved: “La loi” is public now. No other text waits for your decision."],
    )


def test_text_is_sent_back_with_a_reason(client, submitted, people):
    client.force_login(people["lawyer"])
    url = address(submitted)

    empty = client.post(url, {"decision": "reject", "comment": ""})
    told = said(client.post(url, {"decision": "reject", "comment": "Citer l’article."}, follow=True))

    assert (empty.status_code, empty.context["refusal"]) == (422, "Say what has to change.")
    assert told == ["Changes were asked for in “La loi”: its author is told. No other text waits for your decision."]
    assert TaskState.objects.get().comment == "Citer l’article."


def test_text_that_somebody_decided_meanwhile_says_who_and_offers_the_next(
    client, submitted, other, people, second_lawyer
):
    url = address(submitted)
    act(submitted, second_lawyer, comment="Relu.")
    client.force_login(people["lawyer"])

    late = client.post(url, {"decision": "reject", "comment": "Trop tard."})
    html = late.content.decode()

    assert late.status_code == 200
    assert "lawyer 2\n          approved this text on" in html or "lawyer 2 approved this text on" in html
    assert all(words in html for words in ("Nothing of yours was recorded.", "Trop tard.", "Relu.", address(other)))
    assert list(TaskState.objects.filter(pk=url.split("/")[-2]).values_list("comment", flat=True)) == ["Relu."]


def test_second_of_two_lawyers_reads_who_approved_and_what_waits_next(client, submitted, other, people, second_lawyer):
    url = address(submitted)
    act(submitted, second_lawyer)
    client.force_login(people["lawyer"])

    shown = [client.get(url), client.post(url, {"decision": "approve", "comment": "Bien."})]

    assert [answer.context["who"] for answer in shown] == ["lawyer 2"] * 2
    assert [answer.context["next"].url for answer in shown] == [address(other)] * 2
    assert "Bien." in shown[1].content.decode()


def test_lawyers_link_leads_the_publisher_to_the_step_where_the_text_waits_now(client, submitted, other, people):
    urls = {name: address(text) for name, text in {"decided": submitted, "waits": other}.items()}
    act(submitted, people["lawyer"])
    client.force_login(people["publisher"])

    shown = client.get(urls["decided"])

    assert (shown.status_code, shown.context["who"]) == (200, "Lawyer")
    assert shown.context["next"].url == address(submitted) != urls["decided"]
    assert client.get(urls["waits"]).url == HOME
    client.force_login(people["translator"])
    assert client.get(urls["decided"]).url == HOME


def test_what_could_not_be_approved_is_said_before_anybody_tries(client, submitted, people, second_lawyer):
    """Whoever changed it in review; nobody is shown a button that refuses."""
    submitted.lead = "Autrement."
    submitted.save_revision(user=people["lawyer"])
    client.force_login(people["lawyer"])

    shown = client.get(address(submitted))

    assert shown.context["obstacle"].startswith("The text has changed since it was submitted")
    assert "data-desk-approve" not in shown.content.decode()
    assert reverse("review_hand_over", args=[submitted.current_workflow_state.pk]) in shown.content.decode()


def test_decision_that_lacks_something_keeps_the_comment_and_its_button(client, translation, people):
    english = translation.get_target_instance()
    StringTranslation.objects.first().delete()
    sign_off_views.hand_in(translation, english, people["editor"])
    act(english, people["lawyer"])
    client.force_login(people["publisher"])
    url, decision = address(english), {"decision": "approve", "comment": "Parfait."}

    refused = client.post(url, decision)
    client.post(url, decision | {"accepts_incomplete": "on"})

    assert (refused.status_code, refused.context["obstacle"]) == (409, "")
    assert refused.context["refusal"].startswith("1 of 2 sentences are translated")
    assert "Parfait." in refused.content.decode()
    assert Approval.objects.last().accepts_incomplete


def test_button_says_what_an_approval_does(client, submitted, people):
    url = address(submitted)
    client.force_login(people["lawyer"])
    legal = client.get(url)
    act(submitted, people["lawyer"])
    client.force_login(people["publisher"])
    publication = client.get(address(submitted))

    assert legal.context["outlook"] == "It goes to the next step: Publication."
    assert publication.context["outlook"] == "It goes live now."
    assert 'id="desk-outlook" class="help">It goes live now.' in publication.content.decode()


@override_settings(TIME_ZONE="UTC")
def test_button_says_the_day_that_the_draft_asks_for(client, draft, people):
    draft.go_live_at = timezone.now().replace(microsecond=0) + timedelta(days=2)
    text = hand_in(draft, people)
    act(text, people["lawyer"])
    client.force_login(people["publisher"])

    told = client.get(address(text)).context["outlook"]

    day = decisions.on_day_at_time(draft.go_live_at)
    assert told == f"It goes live on {day['day']} at {day['time']}."


def test_button_says_of_which_launch_the_text_waits(client, home, people):
    campaign = factories.campaign(launched_at=None, starts_at=timezone.now() + timedelta(days=9))
    text = hand_in(factories.campaign_page(factories.campaign_index(home), campaign), people)
    act(text, people["lawyer"])
    client.force_login(people["publisher"])

    told = client.get(address(text)).context["outlook"]

    day = date_format(timezone.localtime(campaign.starts_at), "DATE_FORMAT")
    assert told == f"It is public with the launch of “{campaign.name}”, planned for {day}."


def test_numbers_of_law_typed_by_hand_are_told_before_the_button(client, home, people):
    page = factories.standard_page(home, lead="Le client risque 1 500 € d’amende.")
    text, seen = hand_in(page, people), {}
    for name in ("lawyer", "publisher"):
        client.force_login(people[name])
        seen[name] = client.get(address(text)).content.decode()
        act(text, people["lawyer"]) if name == "lawyer" else None

    for html in seen.values():
        told = html.index("Numbers of law typed by hand in what you approve:")
        assert told < html.index("Nobody answers for it yet.") < html.index("data-desk-approve")


def test_former_value_of_a_fact_is_told_where_it_is_typed(client, home, people):
    fact = factories.fact()
    factories.standard_page(home, lead="Le client risque 1 500 € d’amende.")
    listing.refresh()
    fact.value = "3750"
    client.force_login(people["lawyer"])

    html = client.get(address(hand_in(fact, people))).content.decode()

    assert "Once this is published, these numbers typed by hand say its former value:" in html


# Reading


def test_changes_are_told_beside_the_text(client, signed_off, people):
    signed_off.lead = "Trois mois de prison au plus."
    text = hand_in(signed_off, people)
    client.force_login(people["lawyer"])

    context = client.get(address(text)).context
    readers = client.get(address(text, "desk_preview")).content.decode()

    ((label, told),) = [(change.label, change.told) for change in context["changes"]]
    assert (label, "Deux" in told, "Trois" in told) == ("Lead", True, True)
    assert context["compared"] == "Compared with what is live."
    assert "Trois mois de prison au plus." in readers


def test_release_under_embargo_is_held_against_what_is_approved(client, home, people):
    page = news.release(news.index(home), embargo=timezone.now() + timedelta(days=1))
    page.summary = "Bref."
    text = hand_in(page, people)
    client.force_login(people["lawyer"])

    assert client.get(address(text)).context["compared"] == "Compared with what is approved, and not public yet."


def test_text_that_comes_back_is_held_against_the_draft_that_was_sent_back(client, submitted, people):
    act(submitted, people["lawyer"], "reject", comment="Plus court.")
    submitted.refresh_from_db()
    submitted.lead = "Deux mois au plus."
    submitted.save_revision(user=people["editor"])
    submitted.current_workflow_state.resume(people["editor"])
    client.force_login(people["lawyer"])

    context = client.get(address(submitted)).context

    assert [change.label for change in context["changes"]] == ["Lead"]
    assert context["compared"] == "Compared with the draft of which changes were asked for."


def test_publisher_reads_who_approved_before_and_that_all_of_it_is_new(client, submitted, people):
    """What the lawyer sent back is the lawyer's: the publisher has not read it."""
    Page.objects.update(first_published_at=None)
    act(submitted, people["lawyer"], "reject", comment="Plus court.")
    submitted.refresh_from_db()
    submitted.lead = "Deux mois au plus."
    submitted.save_revision(user=people["editor"])
    submitted.current_workflow_state.resume(people["editor"])
    act(submitted, people["lawyer"], comment="Conforme au code pénal.")
    client.force_login(people["publisher"])

    shown = client.get(address(submitted))

    assert shown.context["novelty"] == "This text was never live: all of it is new."
    assert (shown.context["changes"], shown.context["compared"]) == ([], "")
    html = " ".join(shown.content.decode().split())
    assert "Legal review: approved by Lawyer on " in html
    assert "Conforme au code pénal." in html


def test_text_that_was_withdrawn_is_not_said_to_have_been_never_live(client, signed_off, people):
    signed_off.unpublish()
    text = hand_in(signed_off, people)
    client.force_login(people["lawyer"])

    assert client.get(address(text)).context["novelty"] == "This text is no longer live: read all of it."


def test_text_in_its_frame_shows_no_way_out_of_it(client, submitted, people):
    client.force_login(people["lawyer"])

    html = client.get(address(submitted, "desk_preview")).content.decode()

    assert "wagtail-userbar" not in html or '<aside hidden aria-labelledby="wagtail-userbar-trigger">' in html


def test_facts_are_read_by_whoever_may_not_open_them_in_their_editor(client, home, people):
    fact = factories.fact(source_title="Code pénal, art. 611-1")
    page = factories.standard_page(home, body=[block("fact_card", fact=fact.pk)])
    client.force_login(people["lawyer"])

    shown = client.get(address(hand_in(page, people)))

    ((told),) = shown.context["facts"]
    assert (told.value.replace("\u202f", " ").replace("\xa0", " "), told.label) == ("1 500 €", "d’amende")
    assert "Code pénal, art. 611-1" in shown.content.decode()
    assert client.get(reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk])).url == HOME


def test_words_of_a_fact_are_decided_here_too(client, home, people):
    words = factories.fact().wordings.get()
    words.label = "autrement"
    text = hand_in(words, people)
    client.force_login(people["lawyer"])

    shown, readers = client.get(address(text)), client.get(address(text, "desk_preview"))

    assert [change.label for change in shown.context["changes"]] == ["Label"]
    assert (shown.context["form"], "autrement" in readers.content.decode()) == (None, True)
    assert client.post(address(text, "desk_comment"), {"place": "label", "text": "?"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_desk_costs_the_same_however_much_waits(client, home, people, django_assert_max_num_queries, number):
    fact = factories.fact()
    for _each in range(number):
        body = [block("fact_card", fact=fact.pk)] * number
        text = hand_in(factories.standard_page(home, body=body), people)
    client.force_login(people["lawyer"])
    client.get(address(text))
    url = address(text)

    with django_assert_max_num_queries(25):
        client.get(url)


# Comments at a sentence


@pytest.fixture
def spoken(home, people) -> StandardPage:
    body = [
        block("text", text="<p>Une amende est due.</p>"),
        block("notice", kind="danger", heading="Attention", text="<p>Rien.</p>"),
    ]
    return hand_in(factories.standard_page(home, title="La loi", lead="Une phrase.", body=body), people)


def test_places_are_those_of_the_page_s_editor(spoken):
    draft = spoken.get_latest_revision_as_object()

    found = {place.path: place.words for place in places.of(draft)}

    assert {"La loi", "Une phrase.", "Une amende est due.", "Attention", "Rien."} <= set(found.values())
    assert all(Comment(contentpath=path).has_valid_contentpath(draft) for path in found)


def test_comment_stands_in_the_author_s_editor_and_decides_nothing(client, spoken, people):
    client.force_login(people["lawyer"])
    url = address(spoken, "desk_comment")
    path = next(place.path for place in places.of(spoken) if place.words == "Une amende est due.")

    told = client.post(url, {"place": path, "quote": "une amende", "text": "De quelle classe ?"}, follow=True)
    client.force_login(people["editor"])
    editor = client.get(page_url("edit", spoken)).content.decode()

    (comment,) = Comment.objects.all()
    assert (comment.contentpath, comment.user, comment.text) == (
        path,
        people["lawyer"],
        "“une amende”: De quelle classe ?",
    )
    assert said(told) == ["Your comment stands at its sentence: the author finds it in the editor."]
    assert path in editor
    assert "De quelle classe ?" in editor
    assert spoken.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_author_reads_of_comments_on_the_list_of_today(client, spoken, people):
    client.force_login(people["lawyer"])
    client.post(address(spoken, "desk_comment"), {"place": "lead", "text": "Bien."})

    (task,) = today.texts(people["editor"], timezone.now())

    assert (task.about, task.url) == ("In legal review. 1 comment at its sentences.", page_url("edit", spoken))


def test_comment_is_no_change_of_the_words(client, spoken, people):
    client.force_login(people["lawyer"])
    client.post(address(spoken, "desk_comment"), {"place": "lead", "text": "Bien."})

    assert client.get(address(spoken)).context["obstacle"] == ""


def test_comment_at_a_place_that_is_not_there_is_refused(client, spoken, people):
    client.force_login(people["lawyer"])

    refused = client.post(address(spoken, "desk_comment"), {"place": "body.gone.text", "text": "Ici ?"})

    assert (refused.status_code, Comment.objects.count()) == (422, 0)
    assert "Ici ?" in refused.content.decode()


def test_comment_on_words_of_another_place_is_refused_with_the_remedy(client, spoken, people):
    client.force_login(people["lawyer"])

    refused = client.post(
        address(spoken, "desk_comment"), {"place": "lead", "quote": "une amende", "text": "De quelle classe ?"}
    )

    assert (refused.status_code, Comment.objects.count()) == (422, 0)
    assert refused.context["form"].errors == {
        "quote": ["“Lead” does not hold these words: choose the part that does, or select them in the text."]
    }
    html = refused.content.decode()
    assert ("“Lead” does not hold" in html, "De quelle classe ?" in html) == (True, True)


def test_words_are_known_as_a_browser_shows_them(client, spoken, people):
    """In capitals, or with other spaces."""
    client.force_login(people["lawyer"])

    client.post(address(spoken, "desk_comment"), {"place": "lead", "quote": "UNE\u00a0 PHRASE", "text": "Courte."})

    assert Comment.objects.count() == 1


def deletion(text, comment) -> str:
    return reverse("desk_comment_delete", args=[text.current_workflow_task_state.pk, comment.pk])


def test_own_comment_is_deleted_as_long_as_the_text_waits(client, spoken, people, second_lawyer):
    client.force_login(second_lawyer)
    client.post(address(spoken, "desk_comment"), {"place": "lead", "text": "D’une autre."})
    client.force_login(people["lawyer"])
    client.post(address(spoken, "desk_comment"), {"place": "lead", "text": "À citer."})
    theirs, own = Comment.objects.order_by("pk")
    html = client.get(address(spoken)).content.decode()

    foreign = client.post(deletion(spoken, theirs))
    read = client.get(deletion(spoken, own))
    told = said(client.post(deletion(spoken, own), follow=True))

    assert (deletion(spoken, own) in html, deletion(spoken, theirs) in html) == (True, False)
    assert (foreign.status_code, read.status_code, told) == (404, 405, ["Your comment is deleted."])
    assert list(Comment.objects.all()) == [theirs]
    assert PageLogEntry.objects.filter(action="wagtail.comments.delete", user=people["lawyer"]).count() == 1


def test_comment_that_was_answered_or_is_of_a_decided_text_stays(client, spoken, people):
    client.force_login(people["lawyer"])
    for words in ("À citer.", "À dater."):
        client.post(address(spoken, "desk_comment"), {"place": "lead", "text": words})
    answered, other = Comment.objects.order_by("pk")
    CommentReply.objects.create(comment=answered, user=people["editor"], text="Fait.")

    refused = client.post(deletion(spoken, answered))
    late = deletion(spoken, other)
    act(spoken, people["lawyer"])
    client.post(late)

    assert (refused.status_code, Comment.objects.count()) == (404, 2)


def test_text_may_be_sent_back_with_the_comments_at_its_sentences_alone(client, spoken, people, second_lawyer):
    for person, words in ((second_lawyer, "D’une autre."), (people["lawyer"], "À citer.")):
        client.force_login(person)
        client.post(address(spoken, "desk_comment"), {"place": "lead", "text": words})

    client.post(address(spoken), {"decision": "reject"})

    assert TaskState.objects.get().comment == "Lead: À citer."


# A picture


@pytest.fixture
def pictured(home, people, tmp_path):
    """A page with a picture, handed in; Wagtail's block of a picture has the picture itself as its value."""
    value = {"image": factories.image(tmp_path).pk, "alt_text": "Une rue, la nuit", "decorative": False}
    body = [block("figure", image=value, caption="À Lyon.")]
    return hand_in(factories.standard_page(home, title="La rue", body=body), people)


def test_text_with_a_picture_is_read_and_commented_at_its_words(client, pictured, people):
    client.force_login(people["lawyer"])

    assert client.get(address(pictured)).status_code == 200
    assert {"Une rue, la nuit", "À Lyon."} <= {place.words for place in places.of(pictured)}


@pytest.mark.parametrize("change", ["words", "gone"])
def test_change_of_a_picture_is_told(client, pictured, people, change):
    """Its words, and that it was taken out."""
    image = {"image": pictured.body[0].value["image"].pk, "alt_text": "Une place, la nuit", "decorative": False}
    stream = [{"type": "figure", "id": pictured.body[0].id, "value": {"image": image, "caption": "À Lyon."}}]
    pictured.current_workflow_state.cancel(user=people["editor"])
    pictured.body = pictured.body.stream_block.to_python(stream if change == "words" else [])
    changed = hand_in(pictured, people)
    client.force_login(people["lawyer"])

    told = str(client.get(address(changed)).context["changes"])

    assert ("place" in told if change == "words" else "Une rue, la nuit" in told) is True
