"""What cannot be seen comes in by no way: forms, drafts, rows, sentences, PO, CSV and XLSX; what was there stops no job."""

import json

import pytest
from django import forms
from django.core.files.base import ContentFile
from wagtail.models import Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.proposals import imports
from campaigns.plan.links.imports import columns
from campaigns.plan.models import Campaign
from campaigns.results.media import cells
from core.blocks.text import QuoteBlock
from core.doctor_checks.content import plain_words
from core.models import CampaignDocument
from core.publication.sign_off import SignOffError
from core.words import guarded_text
from editorial import exchange
from editorial.board import machine
from editorial.translation import drafting
from home.models import StandardPage
from intake.problems import CellError, FileRefusedError
from tests import factories
from tests.factories import block
from tests.outreach.directory import desk

pytestmark = pytest.mark.usefixtures("in_english")

TURNED = "Appelez le \u202e119\u202c."
SAID = "U+202E RIGHT-TO-LEFT OVERRIDE after “Appelez le”"


@pytest.fixture
def page(home):
    made = factories.standard_page(home, title="La loi", lead="Appelez le 119.")
    made.unpublish()
    return StandardPage.objects.get(pk=made.pk)


@pytest.fixture
def old_page(page):
    """A page whose words were stored before the rule."""
    StandardPage.objects.filter(pk=page.pk).update(lead=TURNED)
    Revision.objects.filter(object_id=page.pk).update(content=page.latest_revision.content | {"lead": TURNED})
    return StandardPage.objects.get(pk=page.pk)


def test_every_form_refuses_it_and_a_password_is_left_alone():
    class Form(forms.Form):
        name = forms.CharField()
        secret = forms.CharField(widget=forms.PasswordInput)

    form = Form({"name": TURNED, "secret": TURNED})

    assert not form.is_valid()
    [reason] = form.errors.pop("name")
    assert (reason.startswith(SAID), form.errors) == (True, {})


def test_token_in_a_form_may_look_like_a_number():
    class Form(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)
        name = forms.CharField()

    assert list(Form({"token": "x-1O0-x", "name": "x-1O0-x"}).errors) == ["name"]


def test_text_keeps_its_ends_of_line_as_a_browser_sends_it_back():
    class Form(forms.Form):
        words = forms.CharField(widget=forms.Textarea)
        password = forms.CharField(widget=forms.PasswordInput)

    form = Form({"words": "Une ligne.\r\n\r\nUne autre.", "password": "a\r\nb"})

    assert form.is_valid()
    assert form.cleaned_data == {"words": "Une ligne.\n\nUne autre.", "password": "a\r\nb"}


def test_editor_of_a_page_refuses_it_in_fields_and_blocks(admin_client, page):
    body = {"body-count": 1, "body-0-deleted": "", "body-0-order": 0, "body-0-type": "statement", "body-0-id": ""}
    sent = {"title": TURNED, "slug": page.slug, "lead": "x", "zone": "open", "body-0-value-text": TURNED} | body

    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", sent)

    form = response.context["form"]
    assert form.errors["title"][0].startswith(SAID)
    assert SAID in str(form.errors["body"].as_data()[0].as_json_data())
    assert page.get_latest_revision().object_str == "La loi"


@pytest.mark.parametrize(
    "fields",
    [
        {"lead": TURNED},
        {"body": [block("statement", text=TURNED)]},
        {"body": [block("text", text="<p>Appelez le &#8238;119</p>")]},
    ],
)
def test_neither_draft_nor_row_is_written_with_it(page, fields):
    for name, value in fields.items():
        setattr(page, name, json.dumps(value) if isinstance(value, list) else value)

    for write in (page.save_revision, page.save):
        with pytest.raises(SignOffError, match=r"U.202E RIGHT-TO-LEFT OVERRIDE"):
            write()
    assert StandardPage.objects.get(pk=page.pk).lead == "Appelez le 119."


def test_new_page_is_not_made_with_it(home):
    with pytest.raises(SignOffError, match=r"title – U.202E"):
        home.add_child(instance=StandardPage(title=TURNED, slug="a", live=False))


DEFACED = [
    "A\x85b",
    "A\u2028b",
    "A\ufffcb",
    "A\ue000b",
    "A\ufdd0b",
    "Le ①①⑨",
    "Le ¹¹⁹",
    "La рolice",
    "s\u0336",
    "a" + "\u0301" * 5,
]


@pytest.mark.parametrize("text", DEFACED)
def test_page_is_not_defaced_in_its_title_or_blocks(page, text):
    changes = [
        {"title": text},
        {"body": json.dumps([block("statement", text=text)])},
        {"body": json.dumps([block("text", text=f"<p>{text}</p>")])},
    ]

    for fields in changes:
        defaced = StandardPage.objects.get(pk=page.pk)
        for name, value in fields.items():
            setattr(defaced, name, value)
        for write in (defaced.save_revision, defaced.save):
            with pytest.raises(SignOffError):
                write()


@pytest.mark.parametrize(
    "made",
    [
        block("text", text='<p><a href="//evil.example">Lire</a></p>'),
        block("quote", text="Un mot.", author="", source="", url="//evil.example"),
        block("call_to_action", text="Lire", page=None, address="//evil.example", kind="primary"),
    ],
    ids=lambda made: made["type"],
)
def test_address_without_its_scheme_is_written_nowhere(page, made):
    page.body = json.dumps([made])

    for write in (page.save_revision, page.save):
        with pytest.raises(SignOffError, match="leads to another site: write an address that begins with https://"):
            write()


def test_address_of_a_quotation_typed_without_its_scheme_gets_one():
    field = QuoteBlock().child_blocks["url"]

    assert field.clean("//evil.example/a") == "https://evil.example/a"


def test_what_is_told_names_the_field(page):
    page.lead = TURNED

    with pytest.raises(SignOffError) as told:
        page.save_revision()

    field = StandardPage._meta.get_field("lead").verbose_name
    assert told.value.message.startswith(f"{field} – {SAID}: nobody sees it")


def test_words_of_a_fact_are_not_written_with_it(home):
    wording = factories.fact().wordings.get()
    wording.label = TURNED

    with pytest.raises(SignOffError, match=r"U.202E"):
        wording.save_revision()


def test_old_text_is_saved_by_jobs_as_it_is_and_refused_to_people(old_page, admin_client):
    old_page.seo_title = "Autre titre"

    old_page.save_revision()
    old_page.save(update_fields=["seo_title"])

    assert StandardPage.objects.get(pk=old_page.pk).seo_title == "Autre titre"
    response = admin_client.post(
        f"/admin/pages/{old_page.pk}/edit/",
        {"title": old_page.title, "slug": old_page.slug, "lead": TURNED, "zone": "open", "body-count": 0},
    )
    assert response.context["form"].errors["lead"][0].startswith(SAID)


def test_old_text_excuses_nothing_new(old_page):
    old_page.seo_title = "Le \u202e119"

    with pytest.raises(SignOffError, match=r"after “Le”"):
        old_page.save_revision()


def test_translation_of_an_old_text_can_be_started(old_page, english_home):
    made = drafting.start(old_page, english_home.locale)

    assert made.get_target_instance().get_latest_revision_as_object().lead == TURNED


def test_doctor_lists_old_texts(old_page):
    found = plain_words()

    assert found.level == "warning"
    assert f"home.StandardPage {old_page.pk}, lead: {SAID}" in found.said


def test_doctor_finds_nothing_where_there_is_nothing(page):
    assert plain_words().level == "ok"


@pytest.fixture
def translated(page, english_home, translate) -> Translation:
    translate(page, english_home.locale, publish=False)
    return Translation.objects.get(source__object_id=page.translation_key)


def segment(of: Translation) -> StringSegment:
    return StringSegment.objects.get(source=of.source, string__data="Appelez le 119.")


def test_sentence_is_not_written_with_it(admin_client, translated):
    found = segment(translated)
    address = f"/admin/localize/translate/{translated.pk}/strings/{found.pk}/edit/"

    response = admin_client.put(
        address,
        "value=Call \u202e119",
        content_type="application/x-www-form-urlencoded",
        headers={"accept": "application/json"},
    )

    assert response.status_code == 409
    assert "U+202E RIGHT-TO-LEFT OVERRIDE after “Call”" in response.json()["error_message"]
    assert not StringTranslation.objects.filter(translation_of=found.string).exists()


def test_po_file_is_refused_with_its_line(translated):
    po = exchange.export([translated])
    for entry in po:
        if entry.msgid == "Appelez le 119.":
            entry.msgstr = "Call \u202e119"

    with pytest.raises(FileRefusedError) as refused:
        exchange.read(desk.csv_file(str(po)), translated.target_locale, lambda _translation: "")

    [problem] = refused.value.problems.shown
    assert (problem.kind, problem.line > 1) == ("unseen", True)
    assert problem.reason.startswith("U+202E RIGHT-TO-LEFT OVERRIDE after “Call”")


def test_machine_s_sentence_with_it_stays_empty(translated, admin, monkeypatch):
    class Turning(machine.OfflineTranslator):
        def translate(self, source_locale, target_locale, strings):
            said = super().translate(source_locale, target_locale, strings)
            return {one: type(value)(f"{value.data} \u202e911") for one, value in said.items()}

    monkeypatch.setattr(machine, "get_machine_translator", lambda: Turning({}))

    machine.translate(translated, admin)

    assert not StringTranslation.objects.filter(locale=translated.target_locale).exists()


def test_name_of_a_campaign_is_not_written_with_it(home):
    made = factories.campaign()
    made.name = "Campagne 1\u200b19"

    with pytest.raises(SignOffError, match=r"U.200B ZERO WIDTH SPACE after “Campagne 1”"):
        made.save()
    assert Campaign.objects.get(pk=made.pk).name != made.name


def test_links_from_a_csv_file_are_refused_with_line_and_column(admin_client):
    made = factories.campaign()
    made.channels.create(kind="poster", name="Affiches")
    file = desk.csv_file("canal;emplacement\nAffiches;Gare\nAffiches;Quai \u202e119\n")

    response = admin_client.post(f"/admin/campaigns/{made.pk}/links/import/", {"file": file})

    assert [(one.line, one.place) for one in response.context["problems"].shown] == [(3, "emplacement")]
    assert columns.refusal("Quai 11O").startswith("“11O” holds the letter")


def test_entries_of_the_directory_are_refused_with_line_and_column(admin):
    rows = {"nom": "Accueil \u202e119"}, {"ville": "Lyon l19"}, {"référence": "O12-l1"}

    with pytest.raises(FileRefusedError) as refused:
        imports.preview(admin, desk.csv_file(desk.content(*rows)))

    assert [(one.line, one.place) for one in refused.value.problems.shown] == [(2, "nom"), (3, "ville")]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("text", DEFACED)
def test_name_in_the_directory_is_not_defaced(admin, text):
    with pytest.raises(FileRefusedError) as refused:
        imports.preview(admin, desk.csv_file(desk.content({"nom": text})))

    assert [one.line for one in refused.value.problems.shown] == [2]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("cell", ["２026-03-31", "2026-03-\u200b31"])
def test_day_of_a_platform_s_file_has_plain_digits(cell):
    with pytest.raises(CellError) as told:
        cells.as_day(cell, cells.ISO)

    assert told.value.reason.startswith("U+")


def test_words_of_all_pages_are_asked_without_a_query(page, django_assert_num_queries):
    page = Page.objects.get(pk=page.pk).specific
    with django_assert_num_queries(0):
        assert guarded_text.problems(page) == {}


def test_title_of_a_file_is_held_to_it_whatever_stores_it(db):
    """Many uploads at once take the title from the name of the file."""
    with pytest.raises(SignOffError, match="U\\+200B"):
        CampaignDocument.objects.create(title="a\u200b.csv", file=ContentFile(b"a", name="a.csv"))
