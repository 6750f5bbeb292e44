"""Nothing goes live without the people who answer for it, whoever asks and however."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from core.files.showing import although_it_is_shown
from core.publication.sign_off import SignOffError, digest
from editorial.models import Approval
from editorial.sign_off.approvals import approve
from editorial.sign_off.four_eyes import authors
from editorial.sign_off.tasks import UNREVIEWED
from facts.models import Fact
from home.models import StandardPage
from tests import factories
from tests.editorial.conftest import act


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_text_goes_live_through_legal_review_and_publication(submitted, people):
    act(submitted, people["lawyer"])
    assert not is_live(submitted)

    act(submitted, people["publisher"])

    assert is_live(submitted)
    assert [(found.step, found.reviewer) for found in Approval.objects.of(submitted).valid()] == [
        ("legal", "Lawyer"),
        ("publication", "Publisher"),
    ]


@pytest.mark.parametrize("steps", [(), ("legal",), ("publication",)])
def test_publishing_what_is_not_wholly_approved_is_refused(draft, steps):
    revision = draft.latest_revision
    if steps:
        factories.approve(revision, *steps)

    with pytest.raises(SignOffError, match="La loi"):
        revision.publish()

    assert not is_live(draft)


def test_saving_the_row_of_a_live_page_with_other_words_is_refused(signed_off):
    signed_off.lead = "Six mois de prison."

    with pytest.raises(SignOffError):
        signed_off.save()

    assert StandardPage.objects.get(pk=signed_off.pk).lead == "Deux mois de prison au plus."


def test_saving_a_live_page_as_it_is_needs_no_new_approval(home):
    home.save()
    home.show_in_menus = False

    assert is_live(home)


def test_snippet_goes_live_only_approved(db):
    fact = factories.fact(value="1500")
    fact.value = "15000"

    with pytest.raises(SignOffError):
        fact.save_revision().publish()

    assert Fact.objects.get(pk=fact.pk).value == "1500"


@pytest.mark.parametrize("person", ["superuser", "editor"])
def test_author_cannot_approve_his_own_text_whoever_he_is(draft, people, person):
    people[person].groups.set(people["lawyer"].groups.all())
    draft.lead = "Trois mois."
    draft.save_revision(user=people[person])
    draft.get_workflow().start(draft, people["editor"])

    with pytest.raises(SignOffError):
        act(draft, people[person])

    assert Approval.objects.of(draft).valid().count() == 0


def test_author_of_any_draft_since_the_live_one_is_an_author(signed_off, people, second_lawyer):
    signed_off.lead = "Trois mois."
    signed_off.save_revision(user=second_lawyer)
    signed_off.lead = "Quatre mois."
    revision = signed_off.save_revision(user=people["editor"])

    assert authors(signed_off, revision) == {second_lawyer.pk, people["editor"].pk}


def test_decision_in_a_snippet_s_editor_makes_nobody_an_author_and_starts_nothing_again(people):
    """Wagtail saves a draft, of the same words, for whoever decides there."""
    fact = factories.fact(value="1500")
    fact.value = "3000"
    fact.save_revision(user=people["editor"])
    fact.get_workflow().start(fact, people["editor"])

    for person in ("lawyer", "publisher"):
        Fact.objects.get(pk=fact.pk).get_latest_revision_as_object().save_revision(user=people[person])
        act(fact, people[person])

    assert Fact.objects.get(pk=fact.pk).value == "3000"


def test_superuser_is_no_reviewer_by_that_alone(submitted, people):
    with pytest.raises(SignOffError):
        act(submitted, people["superuser"])

    assert not Approval.objects.of(submitted).valid().exists()


def test_text_that_changed_after_the_approval_is_approved_again(submitted, people):
    act(submitted, people["lawyer"])
    submitted.lead = "Trois mois de prison."
    submitted.save_revision(user=people["editor"])

    with pytest.raises(SignOffError):
        act(submitted, people["publisher"])

    assert not is_live(submitted)


def test_publication_of_words_whose_legal_approval_was_spent_since_is_refused(submitted, people):
    act(submitted, people["lawyer"])
    Approval.objects.of(submitted).update(spent_at=timezone.now())

    with pytest.raises(SignOffError) as refusal:
        act(submitted, people["publisher"])

    assert refusal.value.message == UNREVIEWED
    assert not Approval.objects.filter(user=people["publisher"]).exists()


def test_text_that_changed_since_it_was_submitted_is_approved_by_nobody(submitted, people, in_english):
    state = submitted.current_workflow_task_state
    submitted.lead = "Trois mois de prison."
    submitted.save_revision(user=people["editor"])

    with pytest.raises(SignOffError, match="has changed since it was submitted"):
        approve(state, "legal", user=people["lawyer"])

    assert not Approval.objects.of(submitted).valid().exists()


def test_revision_that_was_overwritten_is_another_text(submitted, people):
    act(submitted, people["lawyer"])
    revision = submitted.latest_revision
    submitted.lead = "Trois mois de prison."
    submitted.save_revision(user=people["editor"], overwrite_revision=revision)

    with pytest.raises(SignOffError):
        act(submitted, people["publisher"])


def test_picture_that_was_replaced_after_the_approval_is_another_text(home, people, tmp_path):
    image, other = factories.image(tmp_path), factories.image(tmp_path)
    page = factories.standard_page(home, social_image=image)
    before = digest(page)

    image.file = other.file
    with although_it_is_shown():
        image.save()

    assert digest(StandardPage.objects.get(pk=page.pk)) != before


def test_second_of_two_decisions_at_once_is_told_so(submitted, people, second_lawyer):
    first = submitted.current_workflow_task_state
    second = TaskState.objects.get(pk=first.pk)
    task = first.task.specific
    task.on_action(first, people["lawyer"], "approve", comment="")

    with pytest.raises(SignOffError):
        task.on_action(second, second_lawyer, "approve", comment="")

    assert Approval.objects.of(submitted).valid().count() == 1


def test_schedule_is_refused_to_what_is_not_approved(draft):
    draft.go_live_at = timezone.now() + timedelta(days=1)
    revision = draft.save_revision()

    with pytest.raises(SignOffError):
        revision.publish()

    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_schedule_is_checked_again_at_its_hour_and_keeps_no_other_page_from_going_live(home, people):
    pages = [factories.standard_page(home, title=title) for title in ("Retirée", "Gardée")]
    for page in pages:
        page.unpublish()
        page.go_live_at = timezone.now() + timedelta(minutes=5)
        revision = page.save_revision()
        factories.approve(revision)
        revision.publish()
        past = timezone.now() - timedelta(minutes=1)
        content = revision.content | {"go_live_at": past.isoformat()}
        page.revisions.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    Approval.objects.of(pages[0]).update(spent_at=timezone.now())

    from core.periodic_jobs import publish_scheduled

    outcome = publish_scheduled()

    assert [is_live(page) for page in pages] == [False, True]
    assert "Retirée" in outcome


def test_withdrawn_text_comes_back_only_through_a_new_sign_off(signed_off):
    signed_off.unpublish()

    with pytest.raises(SignOffError):
        signed_off.get_latest_revision().publish()


def test_former_text_comes_back_only_through_a_new_sign_off(signed_off, people):
    former = signed_off.latest_revision
    signed_off.lead = "Trois mois de prison."
    factories.go_live(signed_off)

    with pytest.raises(SignOffError):
        former.publish()


def test_copy_of_a_live_page_is_a_draft_or_refused(signed_off, home):
    with pytest.raises(SignOffError):
        signed_off.copy(to=home, update_attrs={"slug": "copie"}, keep_live=True)

    assert not signed_off.copy(to=home, update_attrs={"slug": "copie"}, keep_live=False).live


@pytest.mark.parametrize("asked", ["alias", "publish_copies"])
def test_copy_of_a_public_page_is_a_draft(admin_client, home, asked):
    """At another address the words would be public at once, and nobody has approved that address."""
    page = factories.standard_page(home, title="La loi", slug="la-loi")
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    sent = {"new_title": "La loi", "new_slug": "copie", "new_parent_page": home.pk, asked: "on"}

    admin_client.post(address, sent)

    copy = Page.objects.get(slug="copie")
    assert (copy.live, copy.alias_of) == (False, None)
    assert f'name="{asked}"' not in admin_client.get(address).content.decode()


def test_alias_in_another_language_is_never_live(signed_off, english_home):
    alias = signed_off.create_alias(parent=english_home, update_slug="alias", update_locale=english_home.locale)

    assert not alias.live


def test_page_is_locked_for_others_during_legal_review(submitted, people):
    lock = submitted.get_lock()

    assert {name: lock.for_user(person) for name, person in people.items()} == dict.fromkeys(people, True) | {
        "lawyer": False
    }


def test_comment_is_in_the_history_and_in_no_mail(submitted, people, mailoutbox):
    act(submitted, people["lawyer"], comment="Vu, article 225-12-1.")
    act(submitted, people["publisher"], comment="En ligne ce soir.")

    mails = {recipient: mail.body for mail in mailoutbox for recipient in mail.to}
    waiting = TaskState.objects.for_instance(submitted).order_by("pk").last()
    assert reverse("desk_text", args=[waiting.pk]) in mails["publisher@example.org"]
    assert "par Lawyer" in mails["publisher@example.org"]
    assert {*mails} >= {"publisher@example.org", "editor@example.org"}
    assert not [body for body in mails.values() if "225-12-1" in body or "ce soir" in body or "Trois mois." in body]
    comments = TaskState.objects.for_instance(submitted).order_by("pk").values_list("comment", flat=True)
    assert list(comments) == ["Vu, article 225-12-1.", "En ligne ce soir."]


def test_refusal_tells_the_author_who_asks_and_where_it_is_read(client, submitted, people, mailoutbox):
    act(submitted, people["lawyer"], "reject", comment="Citer l’article.")

    (mail,) = [mail for mail in mailoutbox if mail.to == ["editor@example.org"]]
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    assert mail.subject == "Modifications demandées : « La loi »"
    assert "Lawyer demande des modifications à « La loi »" in mail.body
    assert edit in mail.body
    assert "Citer" not in mail.body
    client.force_login(people["editor"])
    assert "Citer l’article." in client.get(edit).content.decode()


def test_publish_button_pressed_by_a_stale_page_keeps_the_draft_and_says_why(client, draft, people):
    client.force_login(people["publisher"])
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    fields = client.get(address).context["form"].initial
    data = {name: "" if value is None else value for name, value in fields.items()}
    data |= {
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "lead": "Trois mois.",
        "action-publish": "1",
    }

    response = client.post(address, data, HTTP_REFERER=f"http://testserver{address}", follow=True)

    assert not is_live(draft)
    assert [str(message) for message in response.context["messages"] if "La loi" in str(message)]
    assert StandardPage.objects.get(pk=draft.pk).get_latest_revision_as_object().lead == "Trois mois."


@pytest.mark.parametrize("person", ["publisher", "superuser", "administrator"])
def test_editor_offers_no_button_that_publishes(client, draft, people, person):
    client.force_login(people[person])

    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()

    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html


def test_sign_off_is_restored_by_a_command(db, capsys):
    from django.contrib.auth.models import Group
    from wagtail.models import Workflow

    Group.objects.filter(name="Publication").delete()
    Workflow.objects.all().delete()

    call_command("roles")

    assert "Publication" in Group.objects.values_list("name", flat=True)
    assert [task.name for task in Workflow.objects.get().tasks] == ["Relecture juridique", "Publication"]


def test_approval_is_of_words_and_never_by_their_author(submitted, people):
    with pytest.raises(SignOffError):
        approve(submitted.current_workflow_task_state, "legal", user=people["editor"])
