"""A real site with the pages for young people of the demonstration alone: built in seconds, in the languages asked for."""

from pathlib import Path

from tests.live import LiveSite, fresh_database
from tests.outreach.living import SETTINGS

BUILD = """
from wagtail.models import Locale
from campaigns.prevention.models import ChatPage, QuizPage, YouthPage
from core.words.catalogues import compile_catalogues
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from facts.models import FactWording, HelplineWording
from facts.shelf import mentioned
from demo import build, pages, translate, youth
from demo.accounts import create_accounts
from home.models import HomePage, StandardPage
from tests import factories

class Words(dict):
    def get(self, sentence, default=""):
        return super().get(sentence) or sentence  # in French, as long as nobody has translated it

def into(locale):
    words = Words(translate.catalogue(locale.language_code))
    sources = [*HelplineWording.objects.filter(locale=french), *FactWording.objects.filter(locale=french, fact__in=shown)]
    for model in (HomePage, StandardPage, YouthPage, ChatPage, QuizPage):
        sources += model.objects.filter(locale=french).order_by("path")
    for source in sources:
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
    professionals = build.add(home, StandardPage(**pages.professionals(facts)))
    understand = build.add(home, StandardPage(**pages.understand(facts)))
    ways = {{"professionals": professionals.pk, "understand": understand.pk}}
    youth.build(build.add, build.change, home, facts, ways)
    shown = {{fact for model in (YouthPage, StandardPage) for page in model.objects.all() for fact in mentioned(page)}}
    ensure_locales()
    for locale in Locale.objects.filter(language_code__in={languages}):
        into(locale)
"""


def built(var: Path, languages: list[str]) -> LiveSite:
    site = LiveSite(var, SETTINGS | fresh_database())
    site.prepare()
    site.run("shell", "-v", "0", "-c", BUILD.format(languages=languages))
    return site
