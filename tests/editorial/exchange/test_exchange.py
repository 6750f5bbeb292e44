"""The round trip with agencies: all of a good file becomes drafts, and nothing of a bad one."""

import codecs
import time
from functools import partial

import polib
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, PageLogEntry, Revision, Workflow
from wagtail_localize.models import StringTranslation, Translation

from core.publication.sign_off import digest
from editorial import exchange
from editorial.access import roles
from editorial.exchange import applying, checks, files
from editorial.models import TranslationImport
from editorial.translation import drafting
from home.models import HomePage, StandardPage
from intake.problems import FileRefusedError, NotAppliedError, Problem
from tests import factories
from tests.factories import block

BODY = "<p>La peine est de <b>1500</b> euros, voir <a href='https://example.org'>la loi</a>.</p>"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def written(module_db) -> dict[str, int]:
    """{what a page is called here: its id} of pages that are live in French and, not translated yet, in English."""
    Locale.objects.create(language_code="en")
    english, home = factories.home_in("en").locale, HomePage.objects.get(locale=Locale.get_default())
    law = factories.standard_page(home, title="La loi", lead="Une phrase.", body=[block("text", text=BODY)])
    help_page = factories.standard_page(home, title="Une aide", lead="Appelez {value}.")
    for page in (law, help_page):
        factories.translate(page, english)
    return {"law": law.pk, "help": help_page.pk}


@pytest.fixture
def home(db, written) -> HomePage:
    return HomePage.objects.get(locale=Locale.get_default())


@pytest.fixture
def english_home(db, written) -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def law(db, written) -> StandardPage:
    return StandardPage.objects.get(pk=written["law"])


@pytest.fixture
def help_page(db, written) -> StandardPage:
    return StandardPage.objects.get(pk=written["help"])


@pytest.fixture
def language(english_home):
    return english_home.locale


@pytest.fixture
def translator(client, language, django_user_model):
    """Someone who translates into English, and nothing else."""
    user = django_user_model.objects.create_user("translator", password="a long enough password")
    user.groups.add(roles.translators(language))
    client.force_login(user)
    return user


def translations(*pages) -> list[Translation]:
    keys = [page.translation_key for page in pages]
    return list(Translation.objects.filter(source__object_id__in=keys).order_by("pk"))


def exported(*pages) -> polib.POFile:
    return exchange.export(translations(*pages))


def fill(po: polib.POFile, words: dict[str, str]) -> polib.POFile:
    """Translate the entries whose source begins as said."""
    for entry in po:
        for beginning, target in words.items():
            if entry.msgid.startswith(beginning):
                entry.msgstr = target
    return po


def data(po: polib.POFile) -> bytes:
    return str(po).encode()


def nobody_refuses(_translation) -> str:
    return ""


def read(po, locale, refuse=nobody_refuses, **options) -> exchange.Reading:
    return exchange.read(upload_of(po if isinstance(po, bytes) else data(po)), locale, refuse, **options)


def refused(po, locale, refuse=nobody_refuses, **options) -> list[Problem]:
    """What is told of a file that is refused."""
    with pytest.raises(FileRefusedError) as error:
        read(po, locale, refuse, **options)
    return error.value.problems.shown


def places(problems) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.kind) for problem in problems]


def line_of(po: bytes, text: str) -> int:
    """The line at which the entry with this text begins."""
    lines = po.decode().split("\n")
    found = next(number for number, line in enumerate(lines) if text in line)
    while lines[found - 1]:
        found -= 1
    return found + 1


def pending(reading, user, locale) -> TranslationImport:
    return TranslationImport.objects.create(user=user, locale=locale, file_name="agency.po", changes=reading.changes)


def english_of(page) -> Page:
    return page.get_translations().get(locale__language_code="en").specific


def draft_of(page) -> Page:
    return english_of(page).get_latest_revision_as_object()


GOOD = {
    "La loi": "The law",
    "Une phrase": "One sentence.",
    "La peine": 'The fine is <b>1500</b> euros, see <a id="a1">the law</a>.',
    "Une aide": "Help",
    "Appelez": "Call {value}.",
}


def test_file_says_site_language_and_number_of_sentences(law):
    po = exported(law)

    about = po.metadata
    assert (about["Language"], about["X-Target-Language"], about["X-Sentences"]) == ("en", "en", "3")
    assert about["X-Site-ID"] == exported(law).metadata["X-Site-ID"]


def test_entry_says_where_its_sentence_stands(law):
    entry = exported(law)[0]

    assert entry.msgctxt == f"{translations(law)[0].uuid}:title"
    assert (entry.msgid, entry.msgstr, entry.fuzzy) == ("La loi", "", False)
    assert entry.tcomment == "Text: La loi\nPlace: Title\nAt most 255 characters"


def test_place_inside_a_block_is_named_by_its_labels(law):
    assert "Place: Body › Text › Text" in exported(law)[2].tcomment


def test_sentence_that_a_machine_translated_is_marked_and_not_fuzzy(law):
    read_in(law, GOOD)
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)

    entry = exported(law)[0]

    assert entry.tcomment.endswith("\nTranslated by a machine: to be read and corrected.")
    assert not entry.fuzzy


def read_in(page, words) -> None:
    """Translate a page's sentences, beside the exchange."""
    made = translations(page)[0]
    made.import_po(fill(made.export_po(), words))
    drafting.save_draft(made)


def test_sentence_that_stands_twice_in_a_text_is_exported_once(home, language, translate):
    page = factories.standard_page(home, body=[block("text", text="<p>Même phrase.</p><p>Même phrase.</p>")])
    translate(page, language, publish=False)

    assert [entry.msgid for entry in exported(page)] == [page.title, "Même phrase."]


@pytest.mark.parametrize("paragraphs", [1, 30])
def test_export_takes_the_same_queries_for_any_number_of_sentences(
    home, language, translate, django_assert_num_queries, paragraphs
):
    text = "".join(f"<p>Phrase {number}.</p>" for number in range(paragraphs))
    page = factories.standard_page(home, body=[block("text", text=text)])
    translate(page, language, publish=False)
    found = translations(page)

    with django_assert_num_queries(6):
        assert len(exchange.export(found)) == paragraphs + 1


def test_export_refuses_two_languages_in_one_file(law, arabic_home, translate):
    translate(law, arabic_home.locale, publish=False)

    with pytest.raises(ValueError, match="one language"):
        exported(law)


def test_round_trip_of_two_pages_changes_drafts_alone(law, help_page, language, admin):
    live = [digest(english_of(page)) for page in (law, help_page)]
    reading = read(fill(exported(law, help_page), GOOD), language, partial(exchange.refusal, admin))

    count = exchange.apply(pending(reading, admin, language), admin)

    assert (count, reading.unchanged, reading.empty) == (5, 0, 0)
    assert (draft_of(law).title, draft_of(law).lead, draft_of(help_page).title) == ("The law", "One sentence.", "Help")
    assert 'see <a href="https://example.org">the law</a>' in draft_of(law).body[0].value["text"].source
    assert [digest(english_of(page)) for page in (law, help_page)] == live
    assert english_of(law).title == "La loi"


def test_history_of_each_page_says_what_was_taken_in(law, help_page, language, admin):
    reading = read(fill(exported(law, help_page), GOOD), language, partial(exchange.refusal, admin))

    exchange.apply(pending(reading, admin, language), admin)

    lines = PageLogEntry.objects.filter(action=applying.TAKEN_IN).order_by("pk")
    assert {(line.page_id, line.user_id, line.message) for line in lines} == {
        (english_of(law).pk, admin.pk, "3 sentences taken in from a file"),
        (english_of(help_page).pk, admin.pk, "2 sentences taken in from a file"),
    }


def test_title_in_the_lists_of_the_admin_is_text_and_no_html(law, language, admin):
    reading = read(fill(exported(law), {"La loi": "Law &amp; order"}), language)
    exchange.apply(pending(reading, admin, language), admin)

    assert (english_of(law).draft_title, draft_of(law).title) == ("Law & order", "Law & order")


def test_import_is_known_as_the_work_of_whoever_applied_it(law, language, admin):
    exchange.apply(pending(read(fill(exported(law), GOOD), language), admin, language), admin)

    rows = StringTranslation.objects.values_list("translation_type", "tool_name", "last_translated_by", "has_error")
    assert set(rows) == {("manual", "PO File", admin.pk, False)}


def test_import_takes_the_place_of_what_a_machine_translated(law, language, admin):
    read_in(law, GOOD)
    StringTranslation.objects.update(translation_type="machine", has_error=True)

    reading = read(fill(exported(law), {"La loi": "Law"}), language)
    exchange.apply(pending(reading, admin, language), admin)

    assert [(change["old"], change["new"]) for change in reading.changes] == [("The law", "Law")]
    row = StringTranslation.objects.get(data="Law")
    assert (row.translation_type, row.has_error) == ("manual", False)


def test_what_is_the_same_or_empty_is_counted_and_left(law, language, admin):
    read_in(law, {"La loi": "The law"})

    reading = read(fill(exported(law), {"Une phrase": "  \n"}), language)

    assert (reading.changes, reading.unchanged, reading.empty) == ([], 1, 2)


def test_space_around_a_sentence_is_taken_off(law, language):
    reading = read(fill(exported(law), {"La loi": "  The law \n"}), language)

    assert reading.changes[0]["new"] == "The law"


def test_line_breaks_and_separators_survive_the_round_trip(home, language, translate):
    page = factories.standard_page(home, lead="Lire")
    page.lead = 'Lire\r\nla\u2028loi\x85ici - \\n “mot” "mot"\tfin'
    StandardPage.objects.filter(pk=page.pk).update(lead=page.lead)  # stored before separators were refused
    translate(page, language, publish=False)

    po = fill(exported(page), {"Lire": "Read\r<br/>the law"})
    reading = read(po, language)

    assert "\u2028" not in str(po)
    assert [change["new"] for change in reading.changes] == ["Read\r<br/>the law"]


def test_separator_in_a_file_ends_no_line(law, language):
    po = data(fill(exported(law), {"Une phrase": "One#sentence."})).replace(b"#sentence", "\u2028sentence".encode())

    assert [change["new"] for change in read(po, language).changes] == ["One sentence."]


def test_tool_that_rewrites_line_breaks_does_no_harm(home, language, translate):
    page = factories.standard_page(home, lead="Lire\r\nla loi")
    translate(page, language, publish=False)

    po = fill(exported(page), {"Lire": "Read<br/>the law"})
    reading = read(data(po).replace(rb"\r", rb""), language)

    assert [change["source"] for change in reading.changes] == ["Lire\r<br/>la loi"]


def test_arabic_makes_the_round_trip(law, arabic_home, translate, admin):
    translate(law, arabic_home.locale, publish=False)
    arabic = Translation.objects.get(target_locale=arabic_home.locale, source__object_id=law.translation_key)

    po = fill(exchange.export([arabic]), {"Une phrase": "جملة واحدة."})
    reading = read(codecs.BOM_UTF8 + data(po), arabic_home.locale)
    exchange.apply(pending(reading, admin, arabic_home.locale), admin)

    assert arabic.get_target_instance().get_latest_revision_as_object().lead == "جملة واحدة."


BROKEN = [
    ("tags", 'The fine is <b>1500</b> euros, see <a id="a2">the law</a>.', "Tags of the source are missing"),
    ("tags", "The fine is 1500 euros, see the law.", 'put in </a> </b> <a id="a1"> <b>.'),
    ("tags", 'The <i>fine</i> is <b>1500</b>, <a id="a1">see</a>.', "take out </i> <i>."),
    ("tags", 'The fine is <b>1500 euros, see <a id="a1">the</b> law</a>.', "close the one that was opened last first"),
    ("tags", 'The fine < is <b>1500</b> euros, see <a id="a1">the law</a>.', "write &lt; for the sign"),
    ("tags", 'The fine is <b>1500</b> euros, see the law.<a id="a1"></a>', "A tag has no words in it"),
    ("script", "The fine is <script>alert(1)</script>.", "It has code in it (<script)"),
    ("script", 'The <b onclick="x()">1500</b> <a id="a1">law</a>.', "It has code in it (onclick=)"),
    ("script", 'The <b>1500</b> <a href="javascript:x()">law</a>.', "It has code in it (javascript:)"),
    ("script", 'The <b>1500</b> <a href="data:text/html,x">law</a>.', "It has code in it (data:text/)"),
    ("script", "The fine is &lt;script&gt; java&#115;cript:x()", "It has code in it (<script)"),
    ("control", 'The \b fine is <b>1500</b> euros, see <a id="a1">the law</a>.', "An invisible control character"),
    ("placeholders", 'The {x} is <b>1500</b>, see <a id="a1">the law</a>.', "{x} is not in the source"),
    ("length", 'The <b>1500</b> euros, see <a id="a1">the law</a>. ' + "x" * 1000, "characters, and its place takes"),
]


@pytest.mark.parametrize(("kind", "target", "reason"), BROKEN, ids=[reason for _kind, _target, reason in BROKEN])
def test_broken_sentence_is_refused_with_its_line_and_reason(law, language, kind, target, reason):
    po = data(fill(exported(law), GOOD | {"La peine": target}))

    found = refused(po, language)

    assert set(places(found)) == {(line_of(po, "La peine"), kind)}
    assert any(reason in problem.reason for problem in found)
    assert found[0].place.startswith("La peine est de <b>1500</b>")


def test_link_inside_a_link_is_refused():
    links = '<a id="a1">La loi</a> <a id="a2">ici</a>', '<a id="a1">The law <a id="a2">here</a></a>'

    assert [fault.kind for fault in checks.faults(links[0], "fr", links[1], "en")] == ["tags"]


def test_number_in_words_is_only_noted(help_page, language):
    help_page.lead = "Plusieurs milliers de femmes."
    drafting.start(factories.go_live(help_page), language)

    reading = read(fill(exported(help_page), {"Plusieurs": "Several thousand women."}), language)

    assert [len(change["notes"]) for change in reading.changes] == [1]


def test_missing_placeholder_is_refused(help_page, language):
    found = refused(fill(exported(help_page), {"Appelez": "Call."}), language)

    assert [(problem.kind, problem.reason) for problem in found] == [
        ("placeholders", "The placeholder {value} is missing: put it in as it is in the source.")
    ]


def test_number_that_differs_is_refused(law, language):
    target = 'The fine is <b>3750</b> euros, see <a id="a1">the law</a>.'
    po = data(fill(exported(law), {"La peine": target}))

    found = refused(po, language)

    assert set(places(found)) == {(line_of(po, "La peine"), "numbers")}
    assert "1500" in found[0].reason


def test_sentence_must_fit_its_field(law, language):
    found = refused(fill(exported(law), {"La loi": "The law " * 40}), language)

    assert [problem.reason for problem in found] == ["It has 319 characters, and its place takes 255: shorten it."]


def test_sentence_must_fit_its_block(home, language, translate):
    page = factories.standard_page(home, body=[block("statement", text="Une phrase.", detail="")])
    translate(page, language, publish=False)

    found = refused(fill(exported(page), {"Une phrase": "x" * 161}), language)

    assert [problem.kind for problem in found] == ["length"]


def test_all_problems_are_told_at_once(law, help_page, language):
    po = fill(exported(law, help_page), GOOD | {"Une phrase": "<b>One</b> sentence.", "Appelez": "Call."})
    po[0].flags.append("fuzzy")

    found = refused(po, language)

    assert [problem.kind for problem in found] == ["fuzzy", "tags", "placeholders"]
    assert StringTranslation.objects.count() == 0


def test_file_of_another_site_is_refused(law, language, settings):
    po = fill(exported(law), GOOD)
    settings.BASE_URL = "https://autre.example.org"

    found = refused(po, language)

    assert [(problem.kind, problem.reason) for problem in found] == [
        ("site", "This file comes from another site: import it there.")
    ]


def test_file_without_a_site_is_refused(law, language):
    po = exported(law)
    del po.metadata["X-Site-ID"]

    assert places(refused(po, language)) == [(1, "site")]


@pytest.mark.parametrize("header", ["Language", "X-Target-Language"])
def test_file_for_another_language_is_refused(law, language, header):
    po = fill(exported(law), GOOD)
    po.metadata[header] = "ar"

    assert places(refused(po, language)) == [(1, "language")]


def test_country_that_a_tool_adds_to_the_language_does_no_harm(law, language):
    po = fill(exported(law), GOOD)
    po.metadata["Language"] = "en_GB"

    assert len(read(po, language).changes) == 3


def test_sentences_of_another_language_are_not_taken(law, language, arabic_home):
    po = data(fill(exported(law), GOOD)).replace(b"Language: en", b"Language: ar")

    assert [problem.kind for problem in refused(po, arabic_home.locale)] == ["reach"]


def test_unknown_text_is_told_of_once(law, language):
    po = data(fill(exported(law), GOOD))
    po = po.replace(str(translations(law)[0].uuid).encode(), b"00000000-0000-4000-8000-000000000000")

    assert places(refused(po, language)) == [(line_of(po, "La loi"), "reach")]


def test_text_that_is_no_longer_translated_is_refused(law, language, admin):
    po = fill(exported(law), GOOD)
    Translation.objects.update(enabled=False)

    assert [problem.kind for problem in refused(po, language)] == ["reach"]


def test_text_out_of_reach_is_refused(law, language, django_user_model):
    stranger = django_user_model.objects.create_user("stranger")

    found = refused(fill(exported(law), GOOD), language, partial(exchange.refusal, stranger))

    assert [problem.kind for problem in found] == ["reach"]


def test_text_in_review_is_refused(law, language, admin, translator):
    po = fill(exported(law), GOOD)
    english_of(law).save_revision()
    Workflow.objects.get().start(english_of(law), admin)

    found = refused(po, language, partial(exchange.refusal, translator))

    assert [problem.reason for problem in found] == [
        "“La loi” is locked or in review: have it released, or leave its sentences out of the file."
    ]


def test_sentence_that_the_source_has_no_more_is_refused(law, language):
    po = data(fill(exported(law), GOOD))
    law.lead = "Une autre phrase."
    drafting.start(factories.go_live(law), language)

    found = refused(po, language)

    assert places(found) == [(line_of(po, "Une phrase"), "source")]
    assert "export again" in found[0].reason


def test_sentence_that_is_translated_in_two_ways_is_refused(law, language):
    po = fill(exported(law), GOOD)
    po.append(polib.POEntry(msgctxt=po[0].msgctxt, msgid=po[0].msgid, msgstr="Law"))

    found = refused(po, language)

    assert [problem.reason for problem in found] == [
        f"It is translated in another way at line {line_of(data(po), 'La loi')}: keep one of the two."
    ]


def test_sentence_that_is_translated_twice_in_one_way_changes_once(law, language):
    po = fill(exported(law), {"La loi": "The law"})
    po.append(polib.POEntry(msgctxt=po[0].msgctxt, msgid=po[0].msgid, msgstr="The law"))

    assert len(read(po, language).changes) == 1


def test_obsolete_entries_are_left_out(law, language):
    po = fill(exported(law), {"La loi": "The law"})
    po.append(polib.POEntry(msgctxt="x:title", msgid="Ancienne", msgstr="<script>", obsolete=True))

    reading = read(po, language)

    assert len(reading.changes) == 1


def test_plural_forms_and_missing_addresses_are_refused(law, language):
    po = exported(law)
    po.append(polib.POEntry(msgid="Un", msgid_plural="Des", msgstr_plural={0: "One", 1: "Many"}))
    po.append(polib.POEntry(msgid="La loi", msgstr="The law"))

    assert [problem.kind for problem in refused(po, language)] == ["plural", "address"]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda po: po.decode().encode("utf-16"), (1, "encoding")),
        (lambda po: po.decode().encode("utf-16-le"), (1, "encoding")),
        (lambda po: po.replace("é".encode(), b"\xe9"), (19, "encoding")),
        (lambda po: po.replace(b"charset=UTF-8", b"charset=ISO-8859-1"), (1, "encoding")),
        (lambda po: po.replace(b"; charset=UTF-8", b""), (1, "encoding")),
        (lambda po: b"PK\x03\x04 no text at all", (1, "header")),
        (lambda po: b"", (1, "header")),
        (lambda po: b"/etc/passwd", (1, "header")),
        (lambda po: po[po.index(b"msgctxt") :], (1, "header")),
        (lambda po: po.replace(b'msgstr "Caf', b'msgstr Caf'), (19, "syntax")),
        (lambda po: po.replace("é\"".encode(), "é".encode()), (19, "syntax")),
        (lambda po: po.replace(b'msgstr "Caf', b'msgstr "a "quoted" Caf'), (19, "syntax")),
        (lambda po: po.replace(b'msgid "La loi"', b""), (19, "syntax")),
        (lambda po: po.replace(b"Caf", b"Caf\x07"), (19, "control")),
        (lambda po: po.replace(b"Caf", b"\x80"), (19, "encoding")),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_file_that_cannot_be_read_is_refused_with_its_line(law, language, spoil, expected):
    po = spoil(data(fill(exported(law), {"La loi": "Café"})))

    found = refused(po, language)

    assert places(found) == [expected]
    assert len(found[0].reason) > 20


def test_each_line_that_is_no_po_is_told(law, language):
    po = data(fill(exported(law), GOOD)).replace(b'msgstr "', b"msgstr ")

    assert [problem.kind for problem in refused(po, language)] == ["syntax"] * 4


def test_file_of_fifty_megabytes_is_refused_at_once(law, language):
    large = b"x" * 50 * 1024 * 1024
    started = time.monotonic()

    found = refused(large, language)

    assert [problem.reason for problem in found] == ["The file is larger than 5 MB: split it into several."]
    assert time.monotonic() - started < 1


def test_entry_that_would_take_long_to_join_is_refused(law, language):
    po = data(fill(exported(law), GOOD)) + b'\nmsgctxt "x"\nmsgid ""\n' + b'"a"\n' * 1_000_000
    started = time.monotonic()

    assert [problem.kind for problem in refused(po, language)] == ["size"]
    assert time.monotonic() - started < 10


def test_second_header_is_not_taken_for_the_first(law, language):
    po = data(fill(exported(law), GOOD)) + b'\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'

    assert [problem.kind for problem in refused(po, language)] == ["site"]


def test_text_is_never_taken_for_the_name_of_a_file(tmp_path, monkeypatch):
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (tmp_path / 'msgid ""\nmsgstr "Content-Type: text').mkdir()
    (tmp_path / header).write_text(header + '\nmsgid "secret"\nmsgstr "secret"\n')
    monkeypatch.chdir(tmp_path)

    assert len(polib.pofile(header)) == 1
    assert len(files.parse(header.encode())) == 0


def test_import_is_applied_once(law, language, admin):
    waiting = pending(read(fill(exported(law), GOOD), language), admin, language)
    exchange.apply(waiting, admin)
    revisions = Revision.objects.count()

    with pytest.raises(NotAppliedError, match="imported already"):
        exchange.apply(waiting, admin)
    assert waiting.applied_at
    assert Revision.objects.count() == revisions


def test_import_of_somebody_else_is_refused(law, language, admin, translator):
    waiting = pending(read(fill(exported(law), GOOD), language), translator, language)

    with pytest.raises(NotAppliedError, match="Somebody else uploaded this file"):
        exchange.apply(waiting, admin)
    assert StringTranslation.objects.count() == 0


def test_nothing_is_applied_where_one_sentence_was_changed_since(law, help_page, language, admin):
    read_in(help_page, {"Une aide": "Assistance"})
    waiting = pending(read(fill(exported(law, help_page), GOOD), language), admin, language)
    StringTranslation.objects.filter(data="Assistance").update(data="Support")

    with pytest.raises(NotAppliedError, match="changed here since the file was read"):
        exchange.apply(waiting, admin)
    assert list(StringTranslation.objects.values_list("data", flat=True)) == ["Support"]
    assert draft_of(law).title == "La loi"
    assert waiting.applied_at is None


def test_nothing_is_applied_where_the_source_was_changed_since(law, language, admin):
    waiting = pending(read(fill(exported(law), GOOD), language), admin, language)
    law.lead = "Une autre phrase."
    drafting.start(factories.go_live(law), language)

    with pytest.raises(NotAppliedError, match="changed here since the file was read"):
        exchange.apply(waiting, admin)
    assert StringTranslation.objects.count() == 0


def test_nothing_is_applied_where_one_text_may_no_longer_be_changed(law, help_page, language, admin, translator):
    refuse = partial(exchange.refusal, translator)
    waiting = pending(read(fill(exported(law, help_page), GOOD), language, refuse), translator, language)
    english_of(law).save_revision()
    Workflow.objects.get().start(english_of(law), admin)

    with pytest.raises(NotAppliedError, match="“La loi” is locked or in review"):
        exchange.apply(waiting, translator)
    assert StringTranslation.objects.count() == 0


def test_nothing_is_applied_where_a_draft_would_not_be_valid(law, language, admin):
    reading = read(fill(exported(law), GOOD), language)
    reading.changes[0]["new"] = "x" * 300

    with pytest.raises(NotAppliedError, match="nothing was changed"):
        exchange.apply(pending(reading, admin, language), admin)
    assert StringTranslation.objects.count() == 0


def upload_of(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("agency.po", content)


def send(client, po, locale: str = "en", follow: bool = False):
    content = po if isinstance(po, bytes) else data(po)
    return client.post(reverse("exchange_upload"), {"locale": locale, "file": upload_of(content)}, follow=follow)


def test_export_view_gives_one_file_of_what_was_asked_for(translator, client, law, help_page):
    wanted = translations(help_page)[0]

    response = client.get(reverse("exchange_export"), {"locale": "en", "translation": wanted.pk})

    assert response["Content-Type"] == "text/x-gettext-translation; charset=utf-8"
    assert response["Content-Disposition"].endswith('.po"')
    assert [entry.msgid for entry in polib.pofile(response.content.decode())] == ["Une aide", "Appelez {value}."]


def test_export_view_gives_a_whole_language(admin_client, law, help_page):
    response = admin_client.get(reverse("exchange_export"), {"locale": "en"})

    found = {entry.msgid for entry in polib.pofile(response.content.decode())}
    assert {"La loi", "Une aide"} <= found


def test_export_view_leaves_out_what_may_not_be_opened(translator, client, law, language):
    made = drafting.start(factories.fact().wordings.get(), language)
    codes = "access_admin", "change_page"
    translator.groups.get().permissions.set(Permission.objects.filter(codename__in=codes))

    whole = client.get(reverse("exchange_export"), {"locale": "en"})
    named = client.get(reverse("exchange_export"), {"locale": "en", "translation": made.pk})

    assert "La loi" in whole.content.decode()
    assert str(made.uuid) not in whole.content.decode()
    assert (named.status_code, named["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("asked", ["0", "x", "1 2"])
def test_export_view_knows_no_other_translations(admin_client, law, asked):
    response = admin_client.get(reverse("exchange_export"), {"locale": "en", "translation": asked}, follow=True)

    assert response.status_code == 404


def test_views_refuse_a_language_out_of_reach(translator, client, law, arabic_home):
    addresses = [
        client.get(reverse("exchange_export"), {"locale": "ar"}),
        client.get(reverse("exchange_upload"), {"locale": "ar"}),
        send(client, exported(law), "ar"),
    ]

    assert [(response.status_code, response.get("Location")) for response in addresses] == [(302, "/admin/")] * 3
    assert TranslationImport.objects.count() == 0


def test_form_offers_the_languages_within_reach(translator, client, law, arabic_home):
    response = client.get(reverse("exchange_upload"))

    assert [one.language_code for one in response.context["form"].fields["locale"].queryset] == ["en"]


def test_upload_shows_before_and_after_and_changes_nothing(translator, client, law):
    response = send(client, fill(exported(law), GOOD))

    html = response.content.decode()
    assert response.status_code == 200
    assert 'La peine est de <code dir="ltr">&lt;b&gt;</code>1500<code dir="ltr">&lt;/b&gt;</code>' in html
    assert 'The fine is <code dir="ltr">&lt;b&gt;</code>1500<code dir="ltr">&lt;/b&gt;</code>' in html
    assert StringTranslation.objects.count() == 0
    assert TranslationImport.objects.get().user == translator


def test_apply_makes_drafts(translator, client, law):
    waiting = send(client, fill(exported(law), GOOD)).context["pending"]

    response = client.post(reverse("exchange_apply", args=[waiting.pk]), {"next": "/admin/pages/"})

    assert response["Location"] == "/admin/pages/"
    assert draft_of(law).title == "The law"
    assert english_of(law).title == "La loi"


def test_apply_leads_to_no_other_site(translator, client, law):
    waiting = send(client, fill(exported(law), GOOD)).context["pending"]

    response = client.post(reverse("exchange_apply", args=[waiting.pk]), {"next": "https://example.org/"})

    assert response["Location"] == reverse("exchange_upload") + "?locale=en"


def test_apply_says_what_is_stale(translator, client, law):
    waiting = send(client, fill(exported(law), GOOD)).context["pending"]
    read_in(law, {"La loi": "Another"})

    response = client.post(reverse("exchange_apply", args=[waiting.pk]), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert StringTranslation.objects.get().data == "Another"


def test_apply_knows_only_the_imports_of_the_person(translator, client, law, language, admin):
    waiting = pending(read(fill(exported(law), GOOD), language), admin, language)

    assert client.post(reverse("exchange_apply", args=[waiting.pk]), follow=True).status_code == 404
    assert StringTranslation.objects.count() == 0


def test_problems_are_listed_with_line_sentence_and_reason(translator, client, law):
    po = data(fill(exported(law), GOOD | {"La loi": "<script>alert(1)</script>"}))

    response = send(client, po)

    html = response.content.decode()
    assert response.status_code == 422
    assert f"<td>{line_of(po, 'La loi')}</td>" in html
    assert "<script>alert(1)" not in html
    assert response.context["problems"].shown[0].kind == "script"
    assert TranslationImport.objects.count() == 0


def test_file_that_changes_nothing_leaves_nothing_behind(translator, client, law):
    response = send(client, exported(law), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["info"]
    assert TranslationImport.objects.count() == 0


def test_views_cost_the_same_for_any_number_of_sentences(translator, client, home, language, translate):
    counts = []
    client.get(reverse("translations_board"))
    for paragraphs in (1, 20):
        text = "".join(f"<p>Phrase {number}.</p>" for number in range(paragraphs))
        page = factories.standard_page(home, body=[block("text", text=text)])
        translate(page, language, publish=False)
        po = exported(page)
        for entry in po:
            entry.msgstr = entry.msgid.replace("Phrase", "Sentence")
        with CaptureQueriesContext(connection) as queries:
            assert len(send(client, po).context["reading"].changes) == paragraphs + 1
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_one_translation_takes_its_own_file(translator, client, law):
    made = translations(law)[0]
    content = data(fill(made.export_po(), GOOD))

    response = client.post(
        reverse("wagtail_localize:upload_pofile", args=[made.pk]), {"file": upload_of(content), "next": "/admin/pages/"}
    )
    client.post(reverse("exchange_apply", args=[response.context["pending"].pk]), {"next": "/admin/pages/"})

    assert response.context["leads_to"] == "/admin/pages/"
    assert draft_of(law).lead == "One sentence."
    assert english_of(law).lead == "Une phrase."


def test_one_translation_takes_our_file_with_it_alone(translator, client, law, help_page):
    made = translations(law)[0]

    response = client.post(
        reverse("wagtail_localize:upload_pofile", args=[made.pk]), {"file": upload_of(data(fill(exported(law), GOOD)))}
    )
    refused = client.post(
        reverse("wagtail_localize:upload_pofile", args=[made.pk]),
        {"file": upload_of(data(fill(exported(law, help_page), GOOD)))},
    )

    assert len(response.context["reading"].changes) == 3
    assert [problem.kind for problem in refused.context["problems"].shown] == ["reach"]


def test_one_translation_refuses_the_file_of_another(translator, client, law, help_page):
    content = data(fill(translations(help_page)[0].export_po(), GOOD))

    response = client.post(
        reverse("wagtail_localize:upload_pofile", args=[translations(law)[0].pk]), {"file": upload_of(content)}
    )

    assert (response.status_code, [problem.kind for problem in response.context["problems"].shown]) == (
        422,
        ["reach"],
    )


def test_one_translation_checks_its_own_file(translator, client, law):
    made = translations(law)[0]
    content = data(fill(made.export_po(), GOOD | {"La peine": "<img src=x onerror=alert(1)>"}))

    response = client.post(reverse("wagtail_localize:upload_pofile", args=[made.pk]), {"file": upload_of(content)})

    assert [problem.kind for problem in response.context["problems"].shown] == ["script"]


def test_one_translation_out_of_reach_is_refused(translator, client, law, arabic_home, translate):
    translate(law, arabic_home.locale, publish=False)
    made = Translation.objects.get(target_locale=arabic_home.locale, source__object_id=law.translation_key)

    response = client.post(
        reverse("wagtail_localize:upload_pofile", args=[made.pk]), {"file": upload_of(data(made.export_po()))}
    )

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_upload_without_a_file_says_so(translator, client, law):
    response = client.post(
        reverse("wagtail_localize:upload_pofile", args=[translations(law)[0].pk]), {"next": "/admin/pages/"}
    )

    assert response["Location"] == "/admin/pages/"
