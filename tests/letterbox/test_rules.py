"""Where forms may stand, who must read them, and the way that open pages show to the form for errors."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import audiences
from core.models import BasePage
from core.protection.zones import DRESSED, Zone
from core.publication import page_rules
from core.publication.sign_off import SignOffError
from home.models import StandardPage
from letterbox.blocks import OneChoiceBlock
from letterbox.models import CorrectionPage, FormPage, Message
from letterbox.post import keeping
from serving.page_cache.changes.node import node
from tests import factories
from tests.letterbox.conftest import fields_of_a_form, form_page
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import cached

pytestmark = [pytest.mark.django_db]
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture(params=[{"audience": "young"}, {"audience": "outreach"}, {"zone": Zone.PROTECTED}])
def closed(request, home):
    """A section in which no form may stand."""
    return factories.standard_page(home, slug="section", **request.param)


def test_form_is_not_offered_in_a_closed_section_nor_below_it(closed, home, reader):
    below = factories.standard_page(closed, slug="dessous")

    assert [FormPage.can_exist_under(place) for place in (home, closed, below)] == [True, False, False]


@pytest.mark.usefixtures("in_english")
def test_form_that_a_program_puts_there_is_refused_with_a_reason(closed, reader):
    with pytest.raises((ValidationError, SignOffError)) as refused:
        form_page(closed)

    assert "section" in str(refused.value)


def test_section_with_a_form_cannot_be_closed(home, reader):
    section = factories.standard_page(home, slug="section")
    form_page(section)
    section = StandardPage.objects.get(pk=section.pk)
    assert page_rules.problems(section) == []

    section.audience = audiences.YOUNG

    assert len(page_rules.problems(section)) == 1


def test_form_below_what_was_closed_since_takes_nothing(home, reader, writer):
    section = factories.standard_page(home, slug="section")
    form = form_page(section)
    token = writer.token(form)
    StandardPage.objects.filter(pk=section.pk).update(audience=audiences.YOUNG)

    assert writer.shown(form).context["form"] is None
    assert writer.send(form, token=token).status_code == 503
    assert not Message.objects.exists()


def test_form_in_the_dress_of_the_protected_zone_takes_nothing(form, writer):
    assert writer.shown(form, DRESSED).context["form"] is None


@pytest.mark.parametrize("readers", ["Publication", "Statistiques"])
def test_form_without_a_reader_is_refused(home, reader, readers):
    """The first has nobody in it, the second may read no messages."""
    page = FormPage(title="A", slug="a", **fields_of_a_form(readers=Group.objects.get(name=readers)))

    with pytest.raises(ValidationError) as refused:
        factories.publish(home, page)

    assert "readers" in refused.value.message_dict


def test_editor_reads_at_the_field_that_a_form_needs_a_reader(client, home, admin, reader):
    client.force_login(admin)
    address = reverse("wagtailadmin_pages:add", args=["letterbox", "formpage", home.pk])
    assert client.get(address).status_code == 200

    response = client.post(address, {"title": "Sans lecteur", "slug": "sans-lecteur", "fields-count": "0"})

    assert "readers" in response.context["form"].errors
    assert not FormPage.objects.exists()


def test_form_with_two_fields_of_one_name_is_refused(home, reader):
    twice = [factories.block("short_text", label=label, help="", required=False) for label in ("Nom", " nom ")]

    with pytest.raises(ValidationError) as refused:
        factories.publish(home, FormPage(title="A", slug="a", **fields_of_a_form(fields=twice)))

    assert list(refused.value.message_dict) == ["fields"]


@pytest.mark.parametrize(("options", "wrong"), [(["Oui", "oui "], ["options"]), (["Oui", "Non"], [])])
def test_answer_that_is_there_twice_is_refused(options, wrong):
    block = OneChoiceBlock()
    value = block.to_python({"label": "A", "help": "", "required": False, "options": options})
    refused = {}
    try:
        block.clean(value)
    except ValidationError as error:
        refused = error.block_errors

    assert list(refused) == wrong


@pytest.mark.parametrize("days", [0, 6, 366, 32_000])
def test_time_for_which_messages_are_kept_is_bounded(home, reader, days):
    with pytest.raises(ValidationError) as refused:
        factories.publish(home, FormPage(title="A", slug="a", **fields_of_a_form(kept_days=days)))

    assert list(refused.value.message_dict) == ["kept_days"]


def way(page) -> str:
    return f'href="/fr/erreur/?page={page.pk}"'


def test_open_page_leads_to_the_form_for_errors_without_a_query(client, home, reader, request):
    page = factories.standard_page(home, slug="page")
    client.get(page.url)
    with CaptureQueriesContext(connection) as before:
        assert "erreur" not in client.get(page.url).content.decode()
    request.getfixturevalue("correction")
    client.get(page.url)
    with CaptureQueriesContext(connection) as after:
        html = client.get(page.url).content.decode()

    assert html.count(way(page)) == 1
    assert html.count("/fr/erreur/") == 1
    assert len(after) <= len(before)


def test_closed_page_leads_to_no_form(client, closed, correction, form):
    html = client.get(closed.url).content.decode()

    assert [address in html for address in ("/fr/erreur/", form.url)] == [False, False]


def test_message_on_an_error_bears_page_and_language_and_nothing_else(client, home, correction, writer, reader):
    page = factories.standard_page(home, slug="page", title="La page fausse")
    html = writer.shown(correction, f"?page={page.pk}").content.decode()
    assert "La page fausse" in html

    message = writer.send(correction, about=str(page.pk)).context["kept"]

    assert (message.about_id, message.language, message.kind) == (page.pk, "fr", "correction")
    assert keeping.open_sealed(message) == keeping.Opened([("Votre message", "Bonjour à vous.")], "")
    client.force_login(reader)
    assert "La page fausse" in client.get(reverse("letterbox_message", args=[message.pk])).content.decode()


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "1" * 40, "999999", "closed", "draft"])
def test_page_that_is_none_or_is_closed_is_not_named(home, correction, writer, number):
    named = factories.standard_page(home, slug="section", title="Cachée", zone=Zone.PROTECTED)
    if number == "draft":
        StandardPage.objects.filter(pk=named.pk).update(zone=Zone.OPEN, live=False)
    about = str(named.pk) if number in ("closed", "draft") else number

    shown = writer.shown(correction, f"?page={about}")
    message = writer.send(correction, about=about).context["kept"]

    assert shown.status_code == 200
    assert shown.context["about"] is None
    assert message.about is None


def test_form_is_translated_with_its_reader_and_its_days(form, english_home, translate):
    made = translate(form, english_home.locale)

    assert (made.readers, made.kept_days, made.kind) == (form.readers, form.kept_days, form.kind)
    assert len(made.fields) == 5


def test_link_is_kept_with_its_page_and_no_form_is_kept(tmp_path, home, correction, clock):
    page = factories.standard_page(home, slug="page")
    visitor = cached(tmp_path / "cache", at=node(), clock=clock)

    pages = [visitor.get(page.url).text for _visit in range(2)]
    tokens = [TOKEN.search(visitor.get(f"{correction.url}?page={page.pk}").text)[1] for _visit in range(2)]

    assert visitor.site.application.asked.count(page.url) == 1
    assert [way(page) in html for html in pages] == [True, True]
    assert tokens[0] != tokens[1]


def test_queries_of_all_types_know_forms(form, correction):
    """Such a query asks for the zone, say, of each type that is a page by itself."""
    assert {FormPage, CorrectionPage} <= set(BasePage.__subclasses__())
