"""A release as PDF and ODT: from the same words, never before its page, and never with a figure of before."""

import io
import zipfile
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.files.storage import storages
from django.utils import timezone

from core.models import CampaignImage
from core.publication.sign_off import SignOffError
from editorial.takedown.acts import take_down, undo
from home.newsroom import making, printed
from home.newsroom.following import releases_with
from home.newsroom.models import ArticleFile, ArticlePage
from press.content import PressError
from tests import factories
from tests.factories import block
from tests.home.newsroom import news
from tests.serving.page_cache.visits import committed

pytestmark = pytest.mark.usefixtures("reference_index")


@pytest.fixture
def fact(home):
    return factories.fact("1500", sentence="La loi prévoit {value}.")


@pytest.fixture
def release(home, fact, tmp_path):
    """With each block that it may hold, and a contact."""
    news.room(home, contacts=[news.contact(name="Service de presse", email="presse@example.org")])
    body = [
        block("text", text=f"<h2>La loi</h2><p>Un texte : {factories.inline(fact)}.</p><ul><li>un point</li></ul>"),
        block("said", text="Nous le demandons.", name="Prénom Nom", role="porte-parole"),
        block("notice", kind="information", heading="À savoir", text="<p>Un exemple.</p>"),
        block("fact_card", fact=fact.pk),
        factories.showing(factories.image(tmp_path)),
        block("table", caption="Années", column_1="Pays", column_2="Depuis", column_3="", column_4="", rows=[]),
    ]
    body[-1]["value"]["rows"] = [{"cell_1": "France", "cell_2": "2016", "cell_3": "", "cell_4": ""}]
    made = news.release(news.index(home), title="Un communiqué", slug="annonce", body=body)
    making.make(made.pk)
    return made


def got(client, form: str = "pdf", language: str = "fr"):
    return client.get(f"/{language}/actualites/annonce/{form}/")


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def words(answer) -> str:
    with zipfile.ZipFile(io.BytesIO(bytes_of(answer))) as file:
        return file.read("content.xml").decode()


def test_pdf_is_tagged_and_in_its_language(client, release):
    answer = got(client)

    with pikepdf.open(io.BytesIO(bytes_of(answer))) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.docinfo["/Title"] == "Un communiqué"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="annonce-fr.pdf"' in answer.headers["Content-Disposition"]
    assert not answer.cookies


def test_odt_says_what_the_page_says(client, release):
    said = words(got(client, "odt"))

    told = [
        "Un communiqué",
        "La loi",
        "1 500",
        "un point",
        "Nous le demandons",
        "Prénom Nom",
        "porte-parole",
        "À savoir",
    ]
    told += ["Un exemple", "Code pénal", "France", "2016", "Service de presse", "presse@example.org"]
    assert [word for word in told if word not in said.replace("\u202f", " ").replace("\xa0", " ")] == []


def test_file_ends_with_the_sources_of_its_figures_and_the_address_of_its_page(client, release, fact):
    fact.source_date = date(2016, 4, 13)
    factories.go_live(fact)

    with committed():
        said = words(got(client, "odt"))

    assert said.count(fact.source_title) == 1  # although the text and a card show it
    assert "13 avril 2016" in said.replace("\xa0", " ")
    assert release.full_url in said


def test_figure_of_the_summary_has_its_source_in_the_file(client, home):
    said = factories.fact("78", name="opinion", sentence="En 2019, {value} étaient pour.", source_title="Un sondage")
    news.release(news.index(home), slug="annonce", summary=f"En bref : {{fact:{said.pk}}}.", body=[])

    with committed():
        told = words(got(client, "odt"))

    assert "En bref" in told
    assert "Un sondage" in told


def test_page_leads_to_its_files(client, release):
    shown = client.get(release.url).content.decode()

    assert 'href="/fr/actualites/annonce/pdf/"' in shown
    assert 'href="/fr/actualites/annonce/odt/"' in shown


def test_file_is_made_anew_before_anybody_has_a_figure_of_before(client, release, fact):
    before = ArticleFile.objects.get(format="odt")
    assert got(client, "odt").headers["ETag"] == f'"{before.sha256}"'

    fact.value = "3750"
    factories.go_live(fact)

    with committed():
        said = words(got(client, "odt"))

    assert "3 750" in said.replace("\u202f", " ").replace("\xa0", " ")
    assert ArticleFile.objects.get(format="odt").sha256 != before.sha256
    assert not storages["private"].exists(before.file.name)


def test_change_of_a_fact_has_the_worker_make_them_anew(release, fact):
    assert releases_with(fact) == [release.pk]


def test_same_words_are_not_made_again(client, release):
    before = list(ArticleFile.objects.values_list("made_at", flat=True))

    making.make(release.pk)

    assert list(ArticleFile.objects.values_list("made_at", flat=True)) == before


def test_picture_that_was_withdrawn_is_in_no_file(client, release):
    assert "Pictures" in parts(got(client, "odt"))

    CampaignImage.objects.get().withdraw(taken_down=True)

    assert "Pictures" not in parts(got(client, "odt"))


def parts(answer) -> str:
    with zipfile.ZipFile(io.BytesIO(bytes_of(answer))) as file:
        return " ".join(file.namelist())


def test_news_has_no_file(client, home):
    news.article(news.index(home), slug="annonce")

    assert [got(client, form).status_code for form in ("pdf", "odt", "docx")] == [404, 404, 404]


def test_file_of_what_was_unpublished_is_neither_given_nor_kept(client, release):
    names = [file.file.name for file in ArticleFile.objects.all()]
    assert [storages["private"].exists(name) for name in names] == [True, True]

    with committed():
        release.unpublish()

    assert got(client).status_code == 404
    assert not ArticleFile.objects.exists()
    assert [storages["private"].exists(name) for name in names] == [False, False]


def test_under_embargo_the_file_for_the_press_says_so_and_the_public_one_does_not(home):
    page = news.release(news.index(home), embargo=timezone.now() + timedelta(hours=1))

    assert "Embargo" in repr(printed.document(page))

    page.embargo = timezone.now() - timedelta(hours=1)
    assert "Embargo" not in repr(printed.document(page))


def test_release_is_taken_down_in_every_language_and_put_back(client, admin, english_home, translate, release):
    translate(release, english_home.locale)
    making.make(ArticlePage.objects.get(locale=english_home.locale).pk)
    paths = [
        "/fr/actualites/annonce/",
        "/en/actualites/annonce/",
        "/fr/actualites/annonce/pdf/",
        "/en/actualites/annonce/pdf/",
    ]
    assert [client.get(path).status_code for path in paths] == [200] * 4

    with committed():
        taken = take_down(release, admin, "Une erreur.")
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert "annonce" not in client.get("/fr/actualites/atom/").content.decode()

    with committed():
        undo(taken, admin)
    for page in ArticlePage.objects.all():
        making.make(page.pk)
    assert [client.get(path).status_code for path in paths] == [200] * 4


def test_arabic_release_is_made(client, arabic_home, translate, release):
    page = translate(release, arabic_home.locale)

    assert {file.problem for file in making.make(page.pk).values()} == {""}


def test_release_that_nobody_approved_is_nowhere(client, home):
    index = news.index(home)
    page = ArticlePage(title="Projet", slug="annonce", summary="Bref.", kind="release", live=False)
    index.add_child(instance=page)
    page.save_revision()

    with pytest.raises(SignOffError):
        page.latest_revision.publish()
    assert client.get("/fr/actualites/annonce/").status_code == 404


def test_file_that_no_worker_has_made_is_made_for_who_asks(client, release):
    ArticleFile.objects.all().delete()
    assert 'href="/fr/actualites/annonce/odt/"' in client.get(release.url).content.decode()

    assert "Nous le demandons" in words(got(client, "odt"))


def test_what_keeps_a_file_back_is_told_once_and_tried_again_when_it_is_approved_again(client, release, monkeypatch):
    tried = []

    def refuse(document):
        tried.append(document)
        raise PressError("Trop long.")

    monkeypatch.setitem(printed.MAKERS, "pdf", ("application/pdf", refuse))
    making.make(release.pk, anew=True)
    ArticleFile.objects.filter(format="pdf").delete()

    assert [got(client).status_code for _time in range(3)] == [404, 404, 404]
    assert ArticleFile.objects.get(format="pdf").problem == "Trop long."
    assert "/pdf/" not in client.get(release.url).content.decode()
    assert len(tried) == 1
    monkeypatch.undo()
    making.make(release.pk, anew=True)
    assert got(client).status_code == 200
