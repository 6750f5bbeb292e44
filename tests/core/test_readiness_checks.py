"""Checks of pictures, media and links: each failure names what fails and where it is mended."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.models import CampaignDocument, CampaignMedia
from tests import factories
from tests.factories import block
from tests.readiness import failures, messages, subject

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


def figure(image, alt="Un rectangle", **fields):
    return block("figure", image={"image": image.pk, "alt_text": alt, "decorative": False} | fields, caption="")


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_picture_without_alternative_fails_where_the_page_is_edited(index, tmp_path):
    page = factories.campaign_page(index, title="La loi", body=[figure(factories.image(tmp_path), alt=" ")])

    (failure,) = failures("alternatives", subject(page))

    assert "“Un rectangle vert” on “La loi”" in failure.message
    assert failure.url == edit(page)


def test_picture_passes_with_alternative_or_as_decoration(index, tmp_path):
    image = factories.image(tmp_path)
    body = [figure(image), figure(image, alt="", decorative=True)]

    assert failures("alternatives", subject(factories.campaign_page(index, body=body))) == []


@pytest.mark.parametrize("alt", ["IMG_2041.jpg", "affiche.webp", "DSC 0012"])
def test_name_of_a_file_is_no_alternative(index, tmp_path, alt):
    page = factories.campaign_page(index, body=[figure(factories.image(tmp_path), alt=alt)])

    (message,) = messages("alternatives", subject(page))

    assert alt in message


def test_withdrawn_picture_needs_no_alternative(index, tmp_path):
    image = factories.image(tmp_path)
    page = factories.campaign_page(index, body=[figure(image, alt="")])
    image.withdraw(taken_down=True)

    assert failures("alternatives", subject(page)) == []


def test_video_needs_captions_and_transcript(index):
    video = factories.video()
    page = factories.campaign_page(index, body=[block("video", video=video.pk, title="Le film")])
    assert failures("captions", subject(page)) == []

    CampaignMedia.objects.update(captions="", transcript="")

    found = failures("captions", subject(page))
    assert [failure.url for failure in found] == [reverse("wagtailmedia:edit", args=[video.pk])] * 2


def test_video_of_another_language_fails_in_this_one(index, english_home, translate):
    page = factories.campaign_page(index, body=[block("video", video=factories.video().pk, title="Le film")])
    translate(index, english_home.locale)
    english = translate(page, english_home.locale)

    (failure,) = failures("captions", subject(page, language="en"))

    assert failure.url == edit(english)
    assert failures("captions", subject(page)) == []


@pytest.fixture
def linked(home):
    return factories.standard_page(home, slug="aide", title="De l’aide")


def text(html: str) -> list[dict]:
    return [block("text", text=f"<p>{html}</p>")]


def test_link_to_a_page_that_is_public_passes(index, linked):
    body = text(f'<a linktype="page" id="{linked.pk}">De l’aide</a>')
    body += [block("call_to_action", text="De l’aide", page=linked.pk, address="", detail="")]

    assert failures("links", subject(factories.campaign_page(index, body=body))) == []


def test_link_to_a_page_that_is_not_public_in_the_language_fails(index, linked, english_home, translate):
    body = [block("call_to_action", text="De l’aide", page=linked.pk, address="", detail="")]
    page = factories.campaign_page(index, body=body)
    translate(index, english_home.locale)
    english = translate(page, english_home.locale)
    draft = translate(linked, english_home.locale, publish=False)

    (failure,) = failures("links", subject(page, language="en"))
    assert "“De l’aide”, which is not public" in failure.message
    assert failure.url == edit(english)

    factories.go_live(draft)
    assert failures("links", subject(page, language="en")) == []


def test_link_to_a_deleted_page_or_document_fails(index, linked):
    body = text('<a linktype="page" id="99999">Rien</a><a linktype="document" id="99999">Rien</a>')

    assert len(failures("links", subject(factories.campaign_page(index, body=body)))) == 2


def test_link_to_a_page_of_the_same_campaign_passes_before_its_launch(index):
    campaign = factories.campaign(launched_at=None)
    first = factories.campaign_page(index, campaign)
    second = factories.campaign_page(index, campaign, body=text(f'<a linktype="page" id="{first.pk}">La suite</a>'))
    other = factories.campaign_page(index, factories.campaign(launched_at=None))
    third = factories.campaign_page(index, campaign, body=text(f'<a linktype="page" id="{other.pk}">La suite</a>'))

    assert failures("links", subject(first, second)) == []
    assert len(failures("links", subject(first, second, third))) == 1


def test_link_to_a_page_behind_a_password_fails(index, linked):
    page = factories.campaign_page(index, body=text(f'<a linktype="page" id="{linked.pk}">De l’aide</a>'))
    PageViewRestriction.objects.create(page=linked, restriction_type=PageViewRestriction.PASSWORD, password="x")

    (message,) = messages("links", subject(page))

    assert "password" in message


def test_link_to_a_withdrawn_document_fails(index, django_user_model, tmp_path):
    from django.core.files.base import ContentFile

    document = CampaignDocument.objects.create(title="Le guide 100 %", file=ContentFile(b"x", name="guide.txt"))
    page = factories.campaign_page(index, body=[block("downloads", heading="Guides", documents=[document.pk])])
    assert failures("links", subject(page)) == []

    document.withdraw(taken_down=True)

    (message,) = messages("links", subject(page))
    assert "“Le guide 100 %”" in message


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("/fr/aide/", False),
        ("http://localhost/fr/aide", False),
        ("http://localhost/fr/aide/?a=1#b", False),
        ("/fr/", False),
        ("/fr/nulle-part/", True),
        ("http://localhost/en/aide/", True),
        ("/s/abc234", False),
        ("https://example.org/fr/nulle-part/", False),
        ("mailto:x@example.org", False),
        ("#content", False),
        ("http://[", False),
        ("/fr/100%/", True),
    ],
)
def test_address_that_was_typed_must_lead_to_a_public_page(index, linked, address, wrong):
    page = factories.campaign_page(index, body=text(f'<a href="{address}">De l’aide</a>'))

    assert bool(failures("links", subject(page))) is wrong


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("check", "queries"), [("alternatives", 1), ("captions", 1), ("links", 6)])
def test_check_costs_the_same_with_one_and_three_pages(
    index, linked, tmp_path, django_assert_num_queries, number, check, queries
):
    image, video = factories.image(tmp_path), factories.video()
    body = [
        figure(image),
        block("video", video=video.pk, title="Le film"),
        *text(f'<a linktype="page" id="{linked.pk}">a</a><a href="/fr/aide/">b</a><a linktype="document" id="9">c</a>'),
    ]
    about = subject(*(factories.campaign_page(index, body=body) for _ in range(number)))

    with django_assert_num_queries(queries):
        failures(check, about)
