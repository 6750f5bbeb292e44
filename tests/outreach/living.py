"""A real site with the rights pages of the demonstration alone: built in seconds, in the languages that are asked for."""

from pathlib import Path

from tests.live import LiveSite, fresh_database

BUILD = """
from wagtail.models import Locale, Site
from campaigns.outreach.models import RightsPage
from core.words.catalogues import compile_catalogues
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from facts.models import FactWording, HelplineWording
from facts.shelf import mentioned
from demo import build, pages, translate
from demo.accounts import create_accounts
from home.models import HomePage
from tests import factories

class Words(dict):
    def get(self, sentence, default=""):
        return super().get(sentence) or sentence  # in French, as long as nobody has translated it

def into(locale):
    words = Words(translate.catalogue(locale.language_code))
    sources = [*HelplineWording.objects.filter(locale=french), *FactWording.objects.filter(locale=french, fact__in=shown)]
    for source in [*sources, home, *RightsPage.objects.filter(locale=french).order_by("path")]:
        translation = drafting.start(source, locale)
        translate.fill(translation, words)
        drafting.save_draft(translation)
        revision = translation.get_target_instance().latest_revision
        factories.approve(revision)
        revision.publish()

compile_catalogues()
create_accounts()
french = Locale.get_default()
home = HomePage.objects.get()
with build.unsent():
    facts = build.build_facts()
    build.build_helplines()
    build.build_operator()
    build.change(home, **pages.home())
    build.build_rights(home, facts, {{}})
    shown = {{fact for page in RightsPage.objects.all() for fact in mentioned(page)}}
    ensure_locales()
    for locale in Locale.objects.filter(language_code__in={languages}):
        into(locale)
"""
SETTINGS = {
    "SECRET_KEY": "only for tests, which keep nothing",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BASE_URL": "http://127.0.0.1",
}


def built(var: Path, languages: list[str]) -> LiveSite:
    site = LiveSite(var, SETTINGS | fresh_database())
    site.prepare()
    site.run("shell", "-v", "0", "-c", BUILD.format(languages=languages))
    return site
