"""A form in a real browser: walked on a telephone without JavaScript, read at the desk, in French and from right to left.

On a site of its own, with one form: no other page matters here.
"""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from cryptography.fernet import Fernet
from playwright.sync_api import Page, expect

from tests.browser.acts import follow
from tests.live import PASSWORD, LiveSite

BUILD = f"""
import json
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from core.models import User
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from home.models import HomePage
from letterbox.models import FormPage
from letterbox.post.keeping import Written, keep
from tests import factories
from tests.letterbox.conftest import fields_of_a_form
for language in ("fr", "ar"):
    user = User.objects.create_user(language, f"{{language}}@example.org", {PASSWORD!r}, last_name="Camille Dupont")
    user.groups.add(Group.objects.get(name="Rédaction"))
    UserProfile.objects.create(user=user, preferred_language=language)
home = HomePage.objects.get(locale=Locale.get_default())
lead = "Une question sur une campagne, une demande de la presse, une offre de relais."
made = factories.publish(home, FormPage(title="Nous écrire", slug="ecrire", lead=lead, **fields_of_a_form()))
ensure_locales()
arabic = Locale.objects.get(language_code="ar")
factories.go_live(home.get_translation(arabic).specific)
translated = factories.go_live(drafting.start(made, arabic).get_target_instance())
said = "Bonjour à vous.\\n\\nPouvez-vous nous envoyer des affiches pour notre salle ?"
message = keep(made, Written("x", [("Votre message", said), ("Vous êtes", "Une association")], "association@example.org"))
print("places", json.dumps({{"fr": made.url, "ar": translated.url, "message": reverse("letterbox_message", args=[message.pk])}}))
"""
PHONE = {"width": 360, "height": 740}
DIRECTION = {"fr": "ltr", "ar": "rtl"}


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory) -> Iterator[LiveSite]:
    site = LiveSite(tmp_path_factory.mktemp("letterbox"))
    site.environment |= {
        "SECRET_KEY": "for a test alone, which keeps nothing",
        "MESSAGE_KEY": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": site.url,
        "HTTPS": "off",
        "REQUIRE_SECOND_FACTOR": "off",
    }
    site.prepare()
    printed = site.run("shell", "-v", "0", "-c", BUILD).stdout
    site.places = json.loads(printed.partition("places ")[2])
    site.start()
    yield site
    site.stop()


def sent(page: Page) -> None:
    """A person is slower than a robot; one who is not sends once more."""
    status = page.locator("main [role=status]")
    for _time in range(60):
        follow(page.locator("main button"))
        if status.is_visible():
            return
        expect(page.locator("main textarea")).to_have_value("Bonjour à vous.")
    raise AssertionError("the form was never taken")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_visitor_without_javascript_sends_a_message_from_a_telephone(open_context, site, language):
    page = open_context(java_script_enabled=False, locale="fr-FR", viewport=PHONE).new_page()
    page.goto(site.places[language])
    page.locator("main textarea").fill("Bonjour à vous.")
    page.locator("main [type=radio]").first.check()

    sent(page)

    expect(page.locator(".letterbox-reference")).to_be_visible()
    assert page.context.cookies() == []


def faults(page: Page) -> dict:
    found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
    return {"wide": page.evaluate("document.documentElement.scrollWidth") > PHONE["width"], "axe": found}


NONE = {"wide": False, "axe": []}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_form_refusal_and_thanks_fit_a_telephone_and_have_no_fault(open_context, site, language):
    page = open_context(locale="fr-FR", viewport=PHONE).new_page()
    found = {}
    page.goto(site.places[language])
    assert page.locator("html").get_attribute("dir") == DIRECTION[language]
    found["form"] = faults(page)
    follow(page.locator("main button"))
    found["refused"] = faults(page)
    page.locator("main textarea").fill("Bonjour à vous.")
    sent(page)
    found["thanks"] = faults(page)

    assert found == dict.fromkeys(found, NONE)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_desk_fits_a_telephone_and_has_no_fault(sign_in, site, language):
    desk = sign_in(language)
    desk.set_viewport_size(PHONE)
    found = {}
    for name, address in {"list": "/admin/messages/", "message": site.places["message"]}.items():
        desk.goto(address, wait_until="networkidle")
        assert desk.locator("html").get_attribute("dir") == DIRECTION[language]
        found[name] = faults(desk)

    assert found == dict.fromkeys(found, NONE)
