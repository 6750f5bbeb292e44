"""News, releases, the press room and events: what a machine finds wrong in them, and whether they fit a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

# The demonstration has French releases; what else the pages can show, in a language that is read from the right.
BUILD = """
from pathlib import Path
from tempfile import mkdtemp
from home.models import HomePage
from home.newsroom.models import NewsIndexPage
from tests import factories
from tests.factories import block
from tests.home.events import occasions
from tests.home.newsroom import news

french = NewsIndexPage.objects.get(locale__language_code="fr")
news.article(french, slug="un-fait", title="Un guide pour les communes", summary="Le guide est en ligne.", date="2025-01-10")
home = HomePage.objects.get(locale__language_code="ar")
index = news.index(home, title="الأخبار", slug="akhbar", intro="ما يتغير في الحملة.")
contact = news.contact(name="مكتب الصحافة", role="بيانات وهمية", email="presse@example.org", hours="من 9 إلى 18")
picture = factories.image(Path(mkdtemp()), credit="Prénom Nom", licence="cc-by-4.0")
shown = {"image": {"image": picture.pk, "alt_text": "مستطيل أخضر", "decorative": False}, "caption": "ملصق", "terms": ""}
film = {"video": factories.video().pk, "title": "فيلم", "terms": "للصحافة"}
material = [block("press_picture", **shown), block("press_film", **film)]
news.room(home, title="الصحافة", slug="sahafa", intro="للصحفيين.", contacts=[contact], body=material)
said = block("said", text="نتحدث إلى من يشترون.", name="Prénom Nom", role="متحدث")
news.release(index, slug="bayan", title="شراء فعل جنسي ممنوع", summary="تذكر الحملة بالقانون.", body=[said])
for number in range(21):
    news.article(index, slug=f"khabar-{number}", title="دليل للبلديات", summary="الدليل متاح.", date=f"2025-01-{number + 1:02}")
agenda = occasions.index(home, title="المواعيد", slug="mawaid")
said = {"title": "لقاء مفتوح", "summary": "لقاء للجميع.", "venue": "دار البلدية", "who": "الجميع", "how_to_join": "رابط"}
occasions.event(agenda, slug="liqa", is_online=True, access=["step_free"], registration="مجانا", **said)
occasions.event(agenda, slug="mulgha", is_cancelled=True, cancelled_note="مؤجل", kind="training", **said)
occasions.past(agenda, slug="madi", **said)
occasions.past(agenda, slug="madi-2", days=500, **said)
"""
PATHS = {
    "fr": ["", "actualites/", "actualites/un-fait/", "actualites/la-campagne-le-rappelle/", "presse/", "agenda/"],
    "ar": ["", "akhbar/", "akhbar/?page=2", "akhbar/?year=2025", "akhbar/khabar-1/", "akhbar/bayan/", "sahafa/"]
    + [f"mawaid/{path}" for path in ["", "?kind=training", "?kind=talk", "?when=past", "liqa/", "mulgha/", "madi/"]],
}
SMALL = """() => [...document.querySelectorAll("main nav a, .article-card h3 a, .newsroom-files a, .press-contact a, .event-card h3 a, .event-details a, [download]")]
    .filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module", autouse=True)
def built(site):
    site.run("shell", "-v", "0", "-c", BUILD)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_the_newsroom_are_accessible_and_fit(open_context, language, width):
    page = open_context(viewport={"width": width, "height": 900}, reduced_motion="reduce").new_page()
    found = {}
    for path in PATHS[language]:
        assert page.goto(f"/{language}/{path}").status == 200
        page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")
        violations = [
            (one["id"], [node["html"][:120] for node in one["nodes"]]) for one in Axe().run(page).response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth") - width
        small = page.evaluate(SMALL)
        if violations or wide > 0 or small:
            found[path] = violations, wide, small

    assert found == {}
