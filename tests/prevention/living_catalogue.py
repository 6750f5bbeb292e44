"""A real site with a catalogue of kits in French and in Arabic, and nothing else: built in seconds."""

from pathlib import Path

from tests.live import LiveSite, fresh_database

BUILD = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Locale, Site
from core.models import Operator
from campaigns.prevention.kits.models import KitPage
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from editorial.sign_off.mails import unsent
from home.models import HomePage
from tests import factories
from tests.prevention import kits

LEADS = ["Le groupe saura qui la loi protège, qui elle punit, et où trouver de l’aide.",
    "Chacune et chacun saura dire non, l’entendre, et en parler à une personne de confiance.",
    "Reconnaître ce qui se joue derrière un cadeau, une promesse ou une dette, et orienter sans juger."]
KITS = [("Le consentement, ça s’apprend", ["6e", "5e"], ["consent"], 55), ("Images intimes et réseaux", ["4e", "3e"], ["images", "law"], 110),
    ("L’emprise : la reconnaître, en sortir", ["3e", "lycee"], ["grip", "help"], 165), ("La loi de 2016 en une séance", ["lycee", "adults"], ["law"], 60),
    ("Repérer et orienter : travail social", ["social"], ["spotting", "help"], 240), ("Repérer et orienter : hôtellerie", ["hotels"], ["spotting"], 300),
    ("Stéréotypes de genre et publicité", ["6e", "5e", "4e"], ["stereotypes"], 50)]
ARABIC = {{"Le consentement, ça s’apprend": "الموافقة تُتعلَّم", "Images intimes et réseaux": "الصور الحميمة والشبكات الاجتماعية",
    "L’emprise : la reconnaître, en sortir": "السيطرة: كيف نتعرّف عليها ونخرج منها"}}
french = Locale.get_default()
home = HomePage.objects.get()
catalogue = factories.catalogue(home, title="Dossiers pédagogiques", lead="Des séances prêtes à mener, relues et sourcées, à imprimer ou à adapter.", show_in_menus=True)
Operator.objects.update_or_create(site=Site.objects.get(), defaults={{"name": "Mission de prévention"}})
SLIDES = [factories.block("slide", title="La loi te protège", text=kits.TEXT, notes="Laisser parler le groupe."),
    factories.block("slide", title="À qui parler", text=kits.TEXT, notes="")]
now = timezone.now()
for number, (title, levels, themes, minutes) in enumerate(KITS):
    session = lambda length: factories.block("session", title="Séance", aim="Savoir.", activities=[{{"title": "Accueil", "minutes": length, "grouping": "whole", "text": "<p>Le groupe lit la phrase du manteau jaune.</p>" if number == 3 else "<p>Accueil.</p>", "materials": ""}}])
    kit = kits.whole(catalogue, title=title, lead=LEADS[number % 3], levels=levels, themes=themes, sessions=[session(minutes // 2), session(minutes - minutes // 2)], slides=SLIDES, slug="dossier-%d" % number)
    for version in range(1 + number % 3):
        factories.kit_edition(kit, formats=("pdf", "odt", "docx", "zip") if number % 2 else ("pdf", "docx", "pptx", "zip"), note="Relu par une juriste.", finished_at=now - timedelta(days=40 * number - version))
    kit.editions.filter(pk=kit.editions.first().pk).update(archive_size=2_400_000 + number * 310_000)
    if number > 1:
        KitPage.objects.filter(pk=kit.pk).update(first_published_at=now - timedelta(days=200))
ensure_locales()
arabic = Locale.objects.get(language_code="ar")
with unsent():
    factories.go_live(home.get_translation(arabic).specific)
    def into(page, **words):
        made = drafting.start(page, arabic).get_target_instance()
        made = made.get_latest_revision_as_object()
        for name, value in words.items():
            setattr(made, name, value)
        return factories.go_live(made)
    into(catalogue, title="ملفات تربوية", lead="جلسات جاهزة، مُراجَعة وموثَّقة، للطباعة أو للتكييف.")
    for kit in KitPage.objects.filter(locale=french, title__in=ARABIC):
        made = into(kit, title=ARABIC[kit.title], lead="ستعرف المجموعة من يحميه القانون ومن يعاقبه، وأين تجد المساعدة.")
        factories.kit_edition(made, formats=("pdf", "docx", "zip"))
"""


def built(var: Path, **environment: str) -> LiveSite:
    site = LiveSite(var)
    site.environment |= (
        {
            "SECRET_KEY": "for a test alone, which keeps nothing",
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": site.url,
            "HTTPS": "off",
        }
        | fresh_database()
        | environment
    )
    site.prepare()
    site.run("shell", "-v", "0", "-c", BUILD.format())
    site.run("update_index", "-v", "0")
    return site
