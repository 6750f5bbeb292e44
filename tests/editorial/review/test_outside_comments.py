"""What a reviewer without an account says at a sentence: by the link, at the desk, in the editor, and until it is resolved."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.publication.erasure import erase
from editorial import today
from editorial.models import Approval, OutsideComment, ReviewLink
from editorial.review import links as review_links
from editorial.review import outside_comments, outside_reviewers
from editorial.translation import drafting
from facts.models import FactWording
from home.models import StandardPage
from tests import factories
from tests.editorial.conftest import act
from tests.editorial.editing import page_url
from tests.editorial.review.test_links import SAME_SITE, send
from tests.factories import block

LINK = 20
EDITOR = 99  # of a page in review, as long as nothing was said

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def spoken(home, people) -> StandardPage:
    """A page in legal review that says several sentences."""
    text = "<p>Une amende est due. Elle est de cinq francs.</p><h2>Et après ?</h2><ul><li>Un stage</li></ul>"
    page = factories.standard_page(home, title="La loi", lead="Une phrase.", body=[block("text", text=text)])
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def link(spoken, people) -> ReviewLink:
    return review_links.create(spoken, reviewer=factories.outside_reviewer(), days=7, user=people["administrator"])


@pytest.fixture
def address(link) -> str:
    return urlsplit(review_links.address(link)).path


def form_of(client, address):
    return client.get(address).context["items"][0]["form"]


def sentence(form, words: str) -> str:
    return next(key for key, (_place, said) in form.at.items() if said == words)


def comment(client, address, words: str = "Une amende est due.", **said):
    """Sent as the page of the link has it."""
    form = form_of(client, address)
    data = {"token": form["token"].value(), "place": sentence(form, words), "text": "De quelle classe ?"} | said
    return client.post(f"{address}{ReviewLink.objects.get().items.get().pk}/comment/", data, **SAME_SITE)


def saved(spoken, **fields) -> OutsideComment:
    defaults = {
        "reviewer": "Me Durand",
        "contentpath": "lead",
        "label": "Lead",
        "quote": "Une phrase.",
        "text": "Bien.",
    }
    return OutsideComment.objects.create(page=spoken, **defaults | fields)


def resolution(made) -> str:
    return reverse("outside_comment_resolve", args=[made.pk])


def desk(spoken) -> str:
    return reverse("desk_text", args=[spoken.current_workflow_task_state.pk])


# By the link


def test_reviewer_sees_the_text_sentence_by_sentence(client, address):
    form = form_of(client, address)
    html = client.get(address).content.decode()

    assert [words for _place, words in form.at.values()][:6] == [
        "La loi",
        "Une phrase.",
        "Une amende est due.",
        "Elle est de cinq francs.",
        "Et après ?",
        "Un stage",
    ]
    assert all(f'value="{key}"' in html for key in form.at)


def test_comment_and_suggestion_are_kept_with_the_name_of_the_invitation(client, spoken, address, link):
    answer = comment(client, address, suggestion="Une amende de 1 500 € est due.")

    (made,) = OutsideComment.objects.all()
    assert (answer.status_code, answer.url) == (302, f"{address}#comment-{made.pk}")
    assert (made.page_id, made.revision, made.link, made.reviewer) == (
        spoken.pk,
        spoken.latest_revision,
        link,
        "Me Durand",
    )
    assert made.contentpath == f"body.{spoken.body[0].id}.text"
    assert (made.quote, made.text, made.suggestion) == (
        "Une amende est due.",
        "De quelle classe ?",
        "Une amende de 1 500 € est due.",
    )


def test_comment_decides_nothing_and_the_link_goes_on(client, spoken, address):
    comment(client, address)

    shown = client.get(address)

    assert [one.text for one in shown.context["items"][0]["comments"]] == ["De quelle classe ?"]
    assert spoken.current_workflow_task.step == "legal"
    assert not Approval.objects.exclude(link=None).exists()
    assert (shown["Cache-Control"], shown.cookies) == ("no-store", {})


def test_some_words_of_a_sentence_are_kept_as_they_were_marked(client, address):
    comment(client, address, quote="UNE\u00a0 amende")
    comment(client, address, quote="est due. Elle est", text="", suggestion="est de")

    assert list(OutsideComment.objects.values_list("quote", "text", "suggestion")) == [
        ("UNE\u00a0 amende", "De quelle classe ?", ""),
        ("est due. Elle est", "", "est de"),
    ]


@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        ({"place": ""}, "place", "Choose the sentence that you mean."),
        ({"place": "body.gone.text:0"}, "place", "This sentence is no longer in the text: choose another."),
        ({"text": " "}, "text", "Write a comment, or the words that you propose."),
        ({"text": "x" * 4001}, "text", "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"suggestion": "x" * 4001}, "suggestion", "Ensure this value has at most 4000 characters (it has 4001)."),
        (
            {"quote": "Une phrase"},
            "quote",
            "“Text” does not hold these words: choose the part that does, or select them in the text.",
        ),
        (
            {"token": "old"},
            "token",
            "This page was open for too long. Your text is still here: please send it again.",
        ),
    ],
)
def test_bad_input_is_refused_with_the_remedy_and_nothing_is_lost(client, address, said, field, told):
    refused = comment(client, address, **{"text": "À citer.", "suggestion": "Mieux."} | ({"suggestion": ""} | said))

    html = refused.content.decode()
    assert (refused.status_code, OutsideComment.objects.count()) == (422, 0)
    assert refused.context["items"][0]["form"].errors == {field: [told]}
    assert all(words in html for words in (told, said.get("text", "À citer.").strip(), said.get("quote", "")))
    assert "<details open>" in html


def test_form_whose_token_was_too_old_is_sent_again_as_it_is_shown(client, address):
    refused = comment(client, address, token="old")

    again = comment(client, address, token=refused.context["items"][0]["form"]["token"].value())

    assert (refused.status_code, again.status_code) == (422, 302)


@pytest.mark.parametrize("closed", ["expired", "withdrawn", "reviewer withdrawn", "decided", "changed", "decided here"])
def test_comment_by_a_link_that_is_closed_gives_the_words_back(client, spoken, address, link, people, closed):
    form = form_of(client, address)
    said = {"token": form["token"].value(), "place": sentence(form, "Une phrase."), "quote": "phrase"}
    said |= {"text": "Citer <la loi>.", "suggestion": "Deux phrases."}
    spoken.lead = "Autre chose."
    {
        "expired": lambda: ReviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1)),
        "withdrawn": lambda: ReviewLink.objects.update(revoked_at=timezone.now()),
        "reviewer withdrawn": lambda: outside_reviewers.withdraw(link.outside, people["publisher"]),
        "decided": lambda: act(spoken, people["lawyer"]),
        "changed": lambda: spoken.save_revision(user=people["editor"]),
        "decided here": lambda: send(client, address),
    }[closed]()

    late = client.post(f"{address}{link.items.get().pk}/comment/", said, **SAME_SITE)

    html = late.content.decode()
    assert (late.status_code, OutsideComment.objects.count()) == (409 if closed in ("decided", "changed") else 410, 0)
    assert "phrase\n\nCiter &lt;la loi&gt;.\n\nDeux phrases.</textarea>" in html
    assert "ask the team for a new link" in html


def test_link_takes_a_number_of_comments_and_says_what_to_do_with_the_rest(client, address, monkeypatch):
    monkeypatch.setattr(outside_comments, "MOST", 1)
    comment(client, address)

    refused = comment(client, address, text="Encore.")

    assert refused.status_code == 422
    html = refused.content.decode()
    assert ("A link takes 1 comments: write what is left with your decision." in html, "Encore." in html) == (
        True,
        True,
    )


def test_comment_is_taken_by_its_own_link_alone(client, spoken, address, link):
    other = factories.review_link(spoken)
    form = form_of(client, address)
    said = {"token": form["token"].value(), "place": sentence(form, "Une phrase."), "text": "?"}
    foreign = f"{address}{other.items.get().pk}/comment/"
    forged = f"/review/x/{link.items.get().pk}/comment/"

    assert client.post(foreign, said, **SAME_SITE).status_code == 404
    assert client.post(forged, said, **SAME_SITE).status_code == 403
    assert (
        client.post(f"{address}{link.items.get().pk}/comment/", said, HTTP_SEC_FETCH_SITE="cross-site").status_code
        == 403
    )
    assert client.get(f"{address}{link.items.get().pk}/comment/").url == address
    assert not OutsideComment.objects.exists()


def test_link_shows_what_was_said_by_itself_alone(client, spoken, address, people):
    saved(spoken, text="D’une autre.")
    client.force_login(people["lawyer"])
    client.post(
        reverse("desk_comment", args=[spoken.current_workflow_task_state.pk]), {"place": "lead", "text": "Du bureau."}
    )
    client.logout()
    comment(client, address)

    html = client.get(address).content.decode()

    assert ("De quelle classe ?" in html, "D’une autre." in html, "Du bureau." in html) == (True, False, False)


def test_reviewer_deletes_a_comment_until_it_is_resolved(client, spoken, address, link, people):
    for words in ("À citer.", "À dater."):
        comment(client, address, text=words)
    theirs, resolved = OutsideComment.objects.all()
    foreign = saved(spoken)
    outside_comments.resolve(resolved, people["editor"])

    for made in (theirs, resolved, foreign):
        client.post(f"{address}{link.items.get().pk}/comment/{made.pk}/delete/", **SAME_SITE)

    assert list(OutsideComment.objects.all()) == [resolved, foreign]
    assert "The team has resolved it." in client.get(address).content.decode()


def test_comment_is_not_deleted_from_another_site(client, address, link):
    comment(client, address)
    url = f"{address}{link.items.get().pk}/comment/{OutsideComment.objects.get().pk}/delete/"

    refused = client.post(url, HTTP_SEC_FETCH_SITE="cross-site")

    assert (refused.status_code, client.get(url).status_code, OutsideComment.objects.count()) == (403, 405, 1)


def test_words_of_a_fact_have_no_sentences_to_comment(client, people):
    words = factories.fact().wordings.get()
    words.label = "autrement"
    words.save_revision(user=people["editor"])
    words.get_workflow().start(words, people["editor"])
    words = FactWording.objects.get(pk=words.pk)
    link = review_links.create(words, reviewer=factories.outside_reviewer(), days=7, user=people["administrator"])
    path = urlsplit(review_links.address(link)).path

    assert client.get(path).context["items"][0]["form"] is None
    assert client.post(f"{path}{link.items.get().pk}/comment/", {"text": "?"}, **SAME_SITE).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_link_costs_the_same_however_much_was_said(
    client, spoken, address, link, django_assert_num_queries, number
):
    for _each in range(number):
        saved(spoken, link=link)
    client.get(address)

    with django_assert_num_queries(LINK):
        client.get(address)


# To the author


def test_changes_may_be_asked_for_by_the_comments_at_sentences_alone(client, spoken, address, mailoutbox):
    comment(client, address, suggestion="Une amende de 1 500 € est due.")

    send(client, address, "reject")

    told = "Text: “Une amende est due.”: De quelle classe ? Proposed: “Une amende de 1 500 € est due.”"
    assert ReviewLink.objects.get().comment == told
    assert spoken.current_workflow_state.status == "needs_changes"
    assert [told in mail.body for mail in mailoutbox if mail.to == ["editor@example.org"]] == [False]


def test_author_reads_of_comments_by_accounts_and_links_on_the_list_of_today(client, spoken, people):
    saved(spoken)
    saved(spoken, resolved_at=timezone.now())
    client.force_login(people["lawyer"])
    client.post(
        reverse("desk_comment", args=[spoken.current_workflow_task_state.pk]), {"place": "lead", "text": "Bien."}
    )

    (task,) = today.texts(people["editor"], timezone.now())

    assert task.about == "In legal review. 2 comments at its sentences."


def test_comment_stands_in_the_editor_at_its_field(client, spoken, people):
    path = f"body.{spoken.body[0].id}.text"
    made = saved(spoken, contentpath=path, quote="Une amende est due.", suggestion="Une peine est due.")
    client.force_login(people["editor"])

    html = client.get(page_url("edit", spoken)).content.decode()

    assert all(
        words in html
        for words in (
            f'data-path="{path}"',
            "Me Durand, by a review link",
            "Une peine est due.",
            f'data-resolve="{resolution(made)}"',
        )
    )
    assert "These words no longer stand there" not in html


def test_editor_says_that_the_words_of_a_comment_are_gone(client, spoken, people):
    saved(spoken)
    saved(spoken, contentpath="body.gone.text", quote="Une amende est due.")
    act(spoken, people["lawyer"], "reject", comment="Voir.")
    spoken.refresh_from_db()
    spoken.lead = "Autre chose."
    spoken.save_revision(user=people["editor"])
    client.force_login(people["editor"])

    html = client.get(page_url("edit", spoken)).content.decode()

    assert html.count("These words no longer stand there: the text was changed since.") == 2


@pytest.mark.parametrize("number", [0, 1, 3])
def test_editor_costs_the_same_however_much_was_said(client, spoken, people, django_assert_num_queries, number):
    for _each in range(number):
        saved(spoken)
    client.force_login(people["publisher"])
    client.get(page_url("edit", spoken))

    with django_assert_num_queries(EDITOR + bool(number)):
        client.get(page_url("edit", spoken))


def test_desk_shows_it_beside_its_sentence(client, spoken, people):
    made = saved(spoken, suggestion="Deux phrases.")
    saved(spoken, resolved_at=timezone.now())
    client.force_login(people["lawyer"])

    shown = client.get(desk(spoken))

    html = shown.content.decode()
    ((said),) = shown.context["said_by_links"]
    assert (said.comment, said.label, said.stands) == (made, "Lead", True)
    assert all(words in html for words in ("Me Durand, by a review link", "Deux phrases.", resolution(made)))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_desk_costs_the_same_however_much_was_said(client, spoken, people, django_assert_max_num_queries, number):
    for _each in range(number):
        saved(spoken)
    client.force_login(people["lawyer"])
    client.get(desk(spoken))

    with django_assert_max_num_queries(38):
        client.get(desk(spoken))


def test_comment_at_a_translation_stands_at_the_desk_and_in_its_editor(client, translation, people):
    english = drafting.save_draft(translation, people["translator"]).as_object()
    english.get_workflow().start(english, people["translator"])
    english = StandardPage.objects.get(pk=english.pk)
    link = review_links.create(english, reviewer=factories.outside_reviewer(), days=7, user=people["administrator"])
    comment(client, urlsplit(review_links.address(link)).path, "Two months at most.", text="At least?")
    (made,) = OutsideComment.objects.all()

    client.force_login(people["lawyer"])
    at_desk = client.get(desk(english))
    client.force_login(people["publisher"])
    in_editor = client.get(page_url("edit", english)).content.decode()

    assert [(said.comment, said.stands) for said in at_desk.context["said_by_links"]] == [(made, True)]
    assert at_desk.context["form"] is None
    assert all("At least?" in html for html in (at_desk.content.decode(), in_editor))
    assert resolution(made) in in_editor


# Resolved


def test_author_resolves_once_and_the_history_says_who(client, spoken, address, people):
    comment(client, address)
    (made,) = OutsideComment.objects.all()
    client.force_login(people["editor"])

    told = client.post(resolution(made), follow=True)
    client.force_login(people["lawyer"])
    client.post(resolution(made))

    made.refresh_from_db()
    client.force_login(people["editor"])
    history = client.get(page_url("history", spoken)).content.decode()
    assert "The comment is resolved." in [str(one).strip() for one in told.context["messages"]]
    assert (made.resolved_by, made.resolved_at is None) == (people["editor"], False)
    assert PageLogEntry.objects.filter(action=outside_comments.RESOLVED).count() == 1
    assert "Me Durand commented by a review link: Text" in history
    assert "The comment of Me Durand was resolved: Text" in history
    assert "De quelle classe ?" not in history


def test_resolving_from_the_editor_leaves_it_open(client, spoken, people):
    made = saved(spoken)
    client.force_login(people["editor"])

    answers = [client.post(resolution(made), headers={"X-Requested-With": "fetch"}).status_code for _twice in range(2)]

    made.refresh_from_db()
    assert (answers, made.resolved_by) == ([204, 204], people["editor"])


def test_comment_that_its_reviewer_deleted_is_told_so(client, spoken, people):
    made = saved(spoken)
    url = resolution(made)
    made.delete()
    client.force_login(people["editor"])

    told = client.post(url, follow=True)

    assert [str(one).strip() for one in told.context["messages"]] == [
        "The reviewer has deleted this comment meanwhile."
    ]


def test_who_may_not_open_the_page_resolves_nothing(client, spoken, people):
    made = saved(spoken)
    for name in ("analyst", "translator"):
        client.force_login(people[name])
        client.post(resolution(made))
    client.logout()
    client.post(resolution(made))
    client.force_login(people["editor"])

    assert client.get(resolution(made)).status_code == 405
    assert OutsideComment.objects.filter(resolved_at=None).count() == 1


# Kept and erased


def test_comment_goes_with_its_page(spoken, link):
    saved(spoken, link=link)

    spoken.delete()

    assert not OutsideComment.objects.exists()


def test_comment_outlives_link_account_and_address_but_no_erasure(spoken, link, people):
    made = saved(spoken, link=link, resolved_by=people["editor"], resolved_at=timezone.now())
    other = saved(factories.standard_page(spoken.get_parent().specific, slug="autre"))
    link.delete()
    people["editor"].delete()
    made.refresh_from_db()

    erase([spoken])

    assert (made.link, made.resolved_by) == (None, None)
    assert list(OutsideComment.objects.all()) == [other]
