"""wagtail-localize as it is tamed here: translations are drafts, what is live stays as it is, and locks hold."""

import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator, translate_page_subtree

from core.publication.sign_off import SignOffError
from editorial.access import roles
from editorial.templatetags.sign_off_tags import without_publishing
from editorial.translation import drafting
from tests import factories
from tests.editorial.conftest import act, row, say


def test_translating_a_live_page_makes_a_draft(admin_client, page, english_home):
    admin_client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [english_home.locale_id]})

    assert [found.live for found in page.get_translations()] == [False]


def test_draft_of_a_live_translation_leaves_its_live_words_alone(english_page, translation):
    say(translation, "Deux mois au plus.", "Three months at most.")

    translation.save_target(publish=False)

    assert row(english_page).lead == "Two months at most."
    assert row(english_page).get_latest_revision_as_object().lead == "Three months at most."
    assert row(english_page).has_unpublished_changes


def test_draft_of_a_live_snippet_s_translation_leaves_it_live(english_home, translate):
    wording = factories.fact().wordings.get()
    translated = translate(wording, english_home.locale)
    made = Translation.objects.get(source__object_id=wording.translation_key)
    say(made, "d’amende", "fine")

    made.save_target(publish=False)

    translated.refresh_from_db()
    assert (translated.live, translated.label) == (True, "d’amende")
    assert translated.get_latest_revision_as_object().label == "fine"


def test_translating_a_section_again_overwrites_nothing_that_is_live(english_page, translation, page, admin):
    say(translation, "Deux mois au plus.", "Three months at most.")

    TranslationCreator(admin, [translation.target_locale]).create_translations(page)
    translate_page_subtree(page.get_parent().pk, [translation.target_locale], None, admin)

    assert row(english_page).lead == "Two months at most."


def test_translation_is_not_published_around_its_sign_off(english_page, translation):
    say(translation, "Deux mois au plus.", "Three months at most.")

    with pytest.raises(SignOffError):
        translation.save_target(publish=True)

    assert row(english_page).lead == "Two months at most."


def test_sync_publishes_nothing_whoever_presses_it(admin_client, page, translation):
    response = admin_client.post(
        f"/admin/localize/update/{translation.source_id}/", {"publish_translations": "on"}, follow=True
    )

    assert not page.get_translations().get().live
    assert response.status_code == 200


def test_sync_makes_a_draft_with_the_new_sentence_in_it(admin_client, page, english_page, translation):
    page.lead = "Trois mois au plus."
    factories.go_live(page)

    admin_client.post(f"/admin/localize/update/{translation.source_id}/", {})

    assert row(english_page).lead == "Two months at most."
    assert row(english_page).get_latest_revision_as_object().lead == "Trois mois au plus."


def test_publishing_the_source_makes_its_new_sentences_ready_to_translate(page, translation):
    page.lead = "Trois mois au plus."
    factories.go_live(page)

    sentences = {segment.string.data for segment in translation.source.stringsegment_set.all()}

    assert sentences == {"La loi", "Trois mois au plus."}


def test_draft_that_was_never_live_is_translated_from_its_latest_words(home, english_home, translate):
    page = factories.standard_page(home, title="À venir")
    page.unpublish()
    page.lead = "Le dernier brouillon."
    page.save_revision()

    translated = translate(page, english_home.locale, publish=False)

    assert translated.get_latest_revision_as_object().lead == "Le dernier brouillon."


def test_sync_of_what_was_never_live_reads_its_latest_draft(admin_client, home, english_home, translate):
    page = factories.standard_page(home, title="À venir")
    page.unpublish()
    translate(page, english_home.locale, publish=False)
    page.lead = "Le dernier brouillon."
    page.save_revision()
    source = TranslationSource.objects.get(object_id=page.translation_key)

    admin_client.post(f"/admin/localize/update/{source.pk}/")

    assert "Le dernier brouillon." in {segment.string.data for segment in source.stringsegment_set.all()}


def test_sync_after_a_migration_is_up_to_date(admin_client, page, translation):
    source = translation.source
    TranslationSource.objects.filter(pk=source.pk).update(schema_version="0001_initial")
    source.refresh_from_db()
    before = source.schema_out_of_date()

    admin_client.post(f"/admin/localize/update/{source.pk}/")

    source.refresh_from_db()
    assert (before, source.schema_out_of_date()) == (True, False)


def test_parents_of_a_translation_are_translated_as_drafts(home, english_page, translate):
    index = factories.campaign_index(home)
    page = factories.campaign_page(index)

    made = translate(page, english_page.locale, publish=False)

    parent = made.get_parent().specific
    assert (parent.translation_key, parent.live, parent.alias_of_id) == (index.translation_key, False, None)


def test_translation_does_not_go_live_before_its_source(page, translation):
    page.unpublish()
    revision = drafting.save_draft(translation)
    factories.approve(revision)

    with pytest.raises(SignOffError, match="La loi"):
        revision.publish()


def test_sentence_is_not_edited_during_legal_review(client, people, english_page, translation, in_english):
    people["translator"].groups.add(roles.translators(translation.target_locale))
    english_page.get_workflow().start(english_page, people["translator"])
    segment = StringSegment.objects.filter(source=translation.source).first()
    client.force_login(people["translator"])
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"

    refused = client.put(
        address, "value=Changed", content_type="application/x-www-form-urlencoded", headers={"accept": "*/*"}
    )

    assert not StringTranslation.objects.filter(data="Changed").exists()
    assert refused.status_code == 409
    assert "is in review: its sentences stay as they were handed in" in refused.json()["error_message"]
    assert "What was typed or asked for now is not kept" in refused.json()["error_message"]


@pytest.mark.parametrize("person", ["lawyer", "superuser"])
def test_sentence_under_review_is_changed_by_no_reviewer_either(client, people, translation, person, in_english):
    from editorial.models import TranslationImport

    people[person].groups.add(*people["lawyer"].groups.all(), *people["publisher"].groups.all())
    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    segment = StringSegment.objects.filter(source=translation.source).first()
    client.force_login(people[person])
    place = f"/admin/localize/translate/{translation.pk}"
    html = client.get(translation.get_target_instance_edit_url()).content.decode()
    po = translation.export_po()
    po[0].msgstr = "Changed"

    client.put(f"{place}/strings/{segment.pk}/edit/", "value=Changed", content_type="application/x-www-form-urlencoded")
    client.delete(f"{place}/strings/{segment.pk}/edit/")
    client.post(f"{place}/pofile/upload/", {"file": SimpleUploadedFile("x.po", str(po).encode())})
    client.post(f"{place}/machine_translate/")
    client.post(f"/admin/localize/update/{translation.source_id}/", {})
    client.post(f"{place}/disable/")

    assert not StringTranslation.objects.filter(data="Changed").exists()
    assert not TranslationImport.objects.exists()
    assert Translation.objects.get(pk=translation.pk).enabled
    assert row(draft).latest_revision_id == draft.latest_revision_id
    assert "nobody changes its sentences, reviewers neither" in html
    act(draft, people[person])


def test_draft_of_a_translation_is_not_replaced_under_review(people, translation):
    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    say(translation, "La loi", "What the law says")

    with pytest.raises(SignOffError):
        drafting.save_draft(translation, people["translator"])

    assert row(draft).latest_revision_id == draft.latest_revision_id


def test_page_out_of_reach_is_refused_with_a_word(client, people, translation):
    people["translator"].groups.add(roles.translators(Locale.objects.create(language_code="ar")))
    client.force_login(people["translator"])

    response = client.get(translation.get_target_instance_edit_url(), follow=True)

    assert response.redirect_chain[0][0] == "/admin/"
    assert list(response.context["messages"]) or "messages" in response.content.decode()


def test_snippet_in_another_language_is_out_of_reach(client, people, english_home, translate):
    wording = factories.fact().wordings.get()
    translated = translate(wording, english_home.locale, publish=False)
    people["translator"].groups.add(roles.translators(Locale.objects.create(language_code="ar")))
    client.force_login(people["translator"])

    statuses = [
        client.get(reverse("wagtailsnippets_facts_factwording:edit", args=[made.pk])).status_code
        for made in (wording, translated)
    ]

    assert statuses == [302, 302]


# The sign-off from within the translation editor


@pytest.fixture
def translator(client, people, english_home):
    people["translator"].groups.add(roles.translators(english_home.locale))
    client.force_login(people["translator"])
    return people["translator"]


def test_translation_is_submitted_approved_and_live(client, people, translator, translation):
    draft = translation.get_target_instance()
    client.post(reverse("sign_off_submit", args=[translation.pk]))
    assert draft.current_workflow_task.step == "legal"

    for person in ("lawyer", "publisher"):
        client.force_login(people[person])
        state = row(draft).current_workflow_task_state
        client.post(
            reverse("sign_off_decide", args=[translation.pk, "approve"]), {"task_state": state.pk, "comment": "Vu."}
        )

    assert (row(draft).live, row(draft).lead) == (True, "Two months at most.")


def test_changes_requested_are_shown_and_the_text_is_handed_in_again(client, people, translator, translation):
    draft = translation.get_target_instance()
    client.post(reverse("sign_off_submit", args=[translation.pk]))
    act(draft, people["lawyer"], "reject", comment="At most, not about.")

    html = client.get(translation.get_target_instance_edit_url()).content.decode()
    say(translation, "La loi", "What the law says")
    client.post(reverse("sign_off_submit", args=[translation.pk]))

    assert "At most, not about." in html
    assert row(draft).current_workflow_task.step == "legal"


def test_sentence_that_is_too_long_for_its_place_is_marked_and_nothing_is_handed_in(
    client, translator, translate, english_home
):
    wording = factories.fact().wordings.get()
    english = translate(wording, english_home.locale, publish=False)
    made = Translation.objects.get(source__object_id=wording.translation_key)
    say(made, "d’amende", "fine " * 100)

    client.post(reverse("sign_off_submit", args=[made.pk]))

    marked = StringTranslation.objects.filter(has_error=True).values_list("translation_of__data", flat=True)
    assert list(marked) == ["d’amende"]
    assert not type(english).objects.get(pk=english.pk).workflow_in_progress


def test_translation_is_taken_back_from_review(client, translator, translation):
    client.post(reverse("sign_off_submit", args=[translation.pk]))

    client.post(reverse("sign_off_cancel", args=[translation.pk]), {"confirmed": "yes"})

    assert not row(translation.get_target_instance()).workflow_in_progress


def test_decision_about_a_step_that_is_over_is_refused(client, people, translator, translation):
    draft = translation.get_target_instance()
    client.post(reverse("sign_off_submit", args=[translation.pk]))
    state = row(draft).current_workflow_task_state
    act(draft, people["lawyer"])
    client.force_login(people["lawyer"])

    response = client.post(
        reverse("sign_off_decide", args=[translation.pk, "reject"]),
        {"task_state": state.pk, "comment": "Non."},
        follow=True,
    )

    assert row(draft).current_workflow_task.step == "publication"
    assert response.status_code == 200


def test_editor_of_a_translation_offers_no_publishing(client, people, translation):
    client.force_login(people["publisher"])

    html = client.get(translation.get_target_instance_edit_url()).content.decode()

    assert "&quot;canPublish&quot;: false" in html
    assert reverse("sign_off_submit", args=[translation.pk]) in html


def test_language_without_home_page_translates_its_home_first(home, page):
    locale = Locale.objects.create(language_code="es")
    Page.objects.filter(locale=locale).delete()
    TranslationSource.objects.all().delete()

    drafting.start(page, locale)

    assert [found.depth for found in Page.objects.filter(locale=locale).order_by("depth")] == [2, 3]


def test_editor_of_a_translation_is_told_by_wagtail_localize_what_ours_takes_from_it(client, people, translation):
    client.force_login(people["publisher"])

    props = json.loads(client.get(translation.get_target_instance_edit_url()).context["props"])

    assert props["perms"]["canPublish"] is True
    assert props["links"]["convertToAliasUrl"]


def test_editor_writes_its_days_in_the_language_of_whoever_reads(english_page, translation):
    say(translation, "Deux mois au plus.", "Two months at most.")
    sentence = StringTranslation.objects.filter(locale=translation.target_locale).latest("pk")
    sentence.updated_at, sentence.translation_type = (
        datetime(2026, 2, 1, 12, tzinfo=UTC),
        sentence.TRANSLATION_TYPE_MANUAL,
    )
    props = {"perms": {}, "links": {}, "object": {"lastPublishedDate": "1 February 2026"}}

    with override("fr"):
        published = json.loads(without_publishing(json.dumps(props)))["object"]["lastPublishedDate"]
        assert (sentence.get_comment(), published) == ("Traduit manuellement le 1er février 2026", "1er février 2026")
