"""Every role against every address of wagtail-localize and every act that changes what the public sees.

Each act is tried by each role, through the admin, on a text in its source language and in a translation; what it changed is
read from the database. The table says who may; everybody else leaves everything as it was.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation, Translation, TranslationSource

from campaigns.results.models import Annotation
from core.models import CampaignDocument, CampaignImage, CampaignMedia, Operator
from editorial.access import roles
from editorial.models import OutsideReviewer, ReviewLink, TranslationImport, TranslationRun
from editorial.translation import drafting
from facts.models import Fact, FactWording
from home.models import HomePage, StandardPage
from tests import factories
from tests.core.files import file_states
from tests.core.files.file_states import NOT_PUBLIC, PUBLIC
from tests.editorial.conftest import make_people
from tests.editorial.editing import live, page_url, send_editor

pytestmark = pytest.mark.usefixtures("reference_index")

NOBODY: set[str] = set()
SUPER = {"administrator", "superuser"}
PUBLISHERS = {"publisher", *SUPER}
WRITERS = {"editor", *PUBLISHERS}  # of the source language
TRANSLATORS = {"english translator", *PUBLISHERS}
EVERYBODY = {
    "editor", "translator", "english translator", "arabic translator", "lawyer", "publisher", "analyst", "administrator",
    "superuser", "submitter", "anonymous",
}  # fmt: skip


@dataclass
class World:
    """A live page with its live English translation, a fact with words in both, a picture, a draft."""

    client: object
    page: StandardPage
    english: StandardPage
    draft: StandardPage
    section: StandardPage
    fact: Fact
    wording: FactWording
    english_wording: FactWording
    translation: Translation
    home: Page

    def edit(self, page, **extra):
        return send_editor(self.client, page, **extra)


@dataclass(frozen=True)
class Act:
    name: str
    do: Callable[[World], object]
    done: Callable[[World], bool]
    allowed: set[str] = field(default_factory=set)


def bulk(world: World, action: str, page, **data):
    return world.client.post(f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}", data)


def string_url(world: World) -> str:
    segment = StringSegment.objects.filter(source=world.translation.source).first()
    return f"/admin/localize/translate/{world.translation.pk}/strings/{segment.pk}/edit/"


def override_url(world: World) -> str:
    segment = OverridableSegment.objects.filter(source=world.translation.source).first()
    return (
        f"/admin/localize/translate/{world.translation.pk}/overrides/{segment.pk}/edit/" if segment else "/admin/none/"
    )


def localize(world: World, path: str) -> str:
    return f"/admin/localize/translate/{world.translation.pk}/{path}/"


def put(world: World, address: str):
    body = "value=Changed"
    return world.client.put(address, body, content_type="application/x-www-form-urlencoded")


def words(world: World) -> set[str]:
    return set(StringTranslation.objects.values_list("data", flat=True))


def arabic(world: World) -> Locale:
    return Locale.objects.get(language_code="ar")


def answered(address: Callable[[World], str]) -> tuple[Callable, Callable]:
    """An act that only reads: done where it is answered."""

    def do(world):
        world.status = world.client.get(address(world)).status_code

    return do, lambda world: world.status == 200


def snippet_url(name: str, made, *rest) -> str:
    return reverse(f"wagtailsnippets_{made._meta.app_label}_{made._meta.model_name}:{name}", args=[made.pk, *rest])


def text_url(name: str, text, *rest) -> str:
    return (page_url if isinstance(text, Page) else snippet_url)(name, text, *rest)


def compared(text) -> str:
    return text_url("revisions_compare", text, "earliest", "latest")


def revision_shown(text) -> str:
    return text_url("revisions_view", text, type(text).objects.get(pk=text.pk).latest_revision_id)


def snippet_words(world: World, made, **extra):
    address = snippet_url("edit", made)
    shown = world.client.get(address).context
    data = {}
    if shown and shown.get("form"):
        form = shown["form"]
        data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
        data = {name: value for name, value in data.items() if isinstance(value, (str, int))}
    return world.client.post(address, data | extra)


def png() -> SimpleUploadedFile:
    file = BytesIO()
    PillowImage.new("RGB", (8, 8), "#a3161a").save(file, "PNG")
    return SimpleUploadedFile("autre.png", file.getvalue(), "image/png")


def po_of(world: World) -> str:
    po = world.translation.export_po()
    po[0].msgstr = "Other words"
    return str(po)


IN_A_DAY = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

ACTS = [
    # wagtail-localize, address by address
    Act(
        "submit a page",
        lambda w: w.client.post(f"/admin/localize/submit/page/{w.page.pk}/", {"locales": [arabic(w).pk]}),
        lambda w: w.page.get_translations().filter(locale=arabic(w)).exists(),
        {"superuser"},
    ),
    Act(
        "submit a snippet",
        lambda w: w.client.post(
            f"/admin/localize/submit/snippet/facts/factwording/{w.wording.pk}/", {"locales": [arabic(w).pk]}
        ),
        lambda w: w.wording.get_translations().filter(locale=arabic(w)).exists(),
        {"superuser"},
    ),
    Act(
        "update and publish (the first bypass)",
        lambda w: w.client.post(
            f"/admin/localize/update/{w.translation.source_id}/", {"publish_translations": "on"}
        ),
        lambda w: live(w.english_draft) or w.changed_words(w.english),
        NOBODY,
    ),
    Act(
        "submit a live page (the second bypass)",
        lambda w: w.client.post(f"/admin/localize/submit/page/{w.page.pk}/", {"locales": [arabic(w).pk]}),
        lambda w: w.page.get_translations().filter(locale=arabic(w), live=True).exists(),
        NOBODY,
    ),
    Act("edit a sentence", lambda w: put(w, string_url(w)), lambda w: "Changed" in words(w), TRANSLATORS),
    Act(
        "delete a sentence",
        lambda w: w.client.delete(string_url(w)),
        lambda w: not StringTranslation.objects.filter(
            context__object_id=w.translation.source.object_id, data="The law"
        ).exists(),
        TRANSLATORS,
    ),
    Act("download a PO file", *answered(lambda w: localize(w, "pofile/download")), TRANSLATORS),
    Act("preview", *answered(lambda w: localize(w, "preview")), TRANSLATORS),
    Act(
        "translate by machine",
        lambda w: w.client.post(localize(w, "machine_translate"), {"next": "/admin/"}),
        lambda w: any(text.startswith("[en]") for text in words(w)),
        TRANSLATORS,
    ),
    Act(
        "stop a translation",
        lambda w: w.client.post(localize(w, "disable"), {"next": "/admin/"}),
        lambda w: not Translation.objects.get(pk=w.translation.pk).enabled,
        PUBLISHERS,
    ),
    Act(
        "publish in the translation editor",
        lambda w: (
            StringTranslation.objects.filter(data="The law").update(data="Other words"),
            w.client.post(page_url("edit", w.english), {"action": "publish"}),
        ),
        lambda w: w.changed_words(w.english),
        NOBODY,
    ),
    Act(
        "convert to an alias",
        lambda w: w.client.post(f"/admin/localize/page/{w.english.pk}/convert_to_alias/"),
        lambda w: Page.objects.get(pk=w.english.pk).alias_of_id is not None or w.changed_words(w.english),
        NOBODY,
    ),
    Act("read the report", *answered(lambda w: "/admin/localize/reports/translations/"), {*WRITERS, *TRANSLATORS, "arabic translator"}),
    Act(
        "read the report's rows",
        *answered(lambda w: "/admin/localize/reports/translations/results/"),
        {*WRITERS, *TRANSLATORS, "arabic translator"},
    ),
    Act(
        "list snippets",
        *answered(lambda w: "/admin/localize/api/snippets/facts/factwording/"),
        {*WRITERS, *TRANSLATORS, "arabic translator", "translator"},
    ),
    Act(
        "read a snippet",
        *answered(lambda w: f"/admin/localize/api/snippets/facts/factwording/{w.wording.pk}/"),
        {*WRITERS, *TRANSLATORS, "arabic translator", "translator"},
    ),
    # Pages, in the source and in a translation
    *(
        act
        for target, who in (("page", "source"), ("english", "translation"))
        for act in (
            Act(
                f"publish a {who}",
                lambda w, t=target: w.edit(getattr(w, t), lead="Autre", **{"action-publish": "1", "action": "publish"}),
                lambda w, t=target: w.changed_words(getattr(w, t)),
                NOBODY,
            ),
            Act(
                f"schedule a {who}",
                lambda w, t=target: w.edit(
                    getattr(w, t), lead="Autre", go_live_at=IN_A_DAY, **{"action-publish": "1", "action": "publish"}
                ),
                lambda w, t=target: Revision.objects.filter(approved_go_live_at__isnull=False).exists(),
                NOBODY,
            ),
            Act(
                f"unpublish a {who}",
                lambda w, t=target: w.client.post(page_url("unpublish", getattr(w, t))),
                lambda w, t=target: not live(getattr(w, t)),
                PUBLISHERS,
            ),
            Act(
                f"delete a {who}",
                lambda w, t=target: w.client.post(page_url("delete", getattr(w, t))),
                lambda w, t=target: not Page.objects.filter(pk=getattr(w, t).pk).exists(),
                NOBODY,  # it is public: editorial.takedown.before_deletion
            ),
            Act(
                f"move a {who}",
                lambda w, t=target: w.client.post(page_url("move_confirm", getattr(w, t), w.other_home(getattr(w, t)).pk)),
                lambda w, t=target: Page.objects.get(pk=getattr(w, t).pk).get_parent().pk == w.other_home(getattr(w, t)).pk,
                NOBODY,
            ),
            Act(
                f"copy a {who} live",
                lambda w, t=target: w.client.post(
                    page_url("copy", getattr(w, t)),
                    {"new_title": "x", "new_slug": "x", "new_parent_page": getattr(w, t).get_parent().pk, "publish_copies": "on"},
                ),
                lambda w, t=target: Page.objects.filter(slug="x", live=True).exists(),
                NOBODY,
            ),
            Act(
                f"make an alias of a {who}",
                lambda w, t=target: w.client.post(
                    page_url("copy", getattr(w, t)),
                    {"new_title": "x", "new_slug": "x", "new_parent_page": getattr(w, t).get_parent().pk, "alias": "on"},
                ),
                lambda w, t=target: Page.objects.filter(slug="x", live=True).exists(),
                NOBODY,
            ),
            Act(
                f"revert a {who} and publish",
                lambda w, t=target: w.edit(
                    getattr(w, t),
                    revision=getattr(w, t).revisions.order_by("pk").first().pk,
                    lead="Avant",
                    **{"action-publish": "1", "action": "publish"},
                ),
                lambda w, t=target: w.changed_words(getattr(w, t)),
                NOBODY,
            ),
            Act(
                f"publish a {who} in bulk",
                lambda w, t=target: (w.new_draft(getattr(w, t)), bulk(w, "publish", getattr(w, t))),
                lambda w, t=target: w.changed_words(getattr(w, t)),
                NOBODY,
            ),
            Act(
                f"unpublish a {who} in bulk",
                lambda w, t=target: bulk(w, "unpublish", getattr(w, t)),
                lambda w, t=target: not live(getattr(w, t)),
                PUBLISHERS,
            ),
            Act(
                f"delete a {who} in bulk",
                lambda w, t=target: bulk(w, "delete", getattr(w, t)),
                lambda w, t=target: not Page.objects.filter(pk=getattr(w, t).pk).exists(),
                NOBODY,
            ),
            Act(
                f"put a password on a {who}",
                lambda w, t=target: w.client.post(
                    reverse("wagtailadmin_pages:set_privacy", args=[getattr(w, t).pk]),
                    {"restriction_type": "password", "password": "secret", "groups": []},
                ),
                lambda w, t=target: PageViewRestriction.objects.filter(page=getattr(w, t)).exists(),
                PUBLISHERS,
            ),
            Act(
                f"lock a {who}",
                lambda w, t=target: w.client.post(page_url("lock", getattr(w, t))),
                lambda w, t=target: Page.objects.get(pk=getattr(w, t).pk).locked,
                PUBLISHERS,
            ),
        )
    ),
    Act(
        "move a section under another page",
        lambda w: w.client.post(page_url("move_confirm", w.draft, w.section.pk)),
        lambda w: Page.objects.get(pk=w.draft.pk).get_parent().pk == w.section.pk,
        {"editor", *SUPER},
    ),
    Act(
        "order the pages of the navigation",
        lambda w: w.client.post(reverse("wagtailadmin_pages:set_page_position", args=[w.section.pk]) + "?position=0"),
        lambda w: w.home.get_children().order_by("path").first().pk == w.section.pk,
        SUPER,
    ),
    # Snippets
    *(
        act
        for target, who in (("fact", "fact"), ("wording", "wording"), ("english_wording", "translated wording"))
        for act in (
            Act(
                f"publish a {who}",
                lambda w, t=target: snippet_words(
                    w, getattr(w, t), value="15000", label="autre", **{"action-publish": "1", "action": "publish"}
                ),
                lambda w, t=target: w.changed_words(getattr(w, t)),
                NOBODY,
            ),
            Act(
                f"unpublish a {who}",
                lambda w, t=target: w.client.post(snippet_url("unpublish", getattr(w, t))),
                lambda w, t=target: not type(getattr(w, t)).objects.get(pk=getattr(w, t).pk).live,
                PUBLISHERS,
            ),
            Act(
                f"delete a {who}",
                lambda w, t=target: w.client.post(snippet_url("delete", getattr(w, t))),
                lambda w, t=target: not type(getattr(w, t)).objects.filter(pk=getattr(w, t).pk).exists(),
                SUPER,
            ),
        )
    ),
    Act(
        "draft a wording in the source language",
        lambda w: snippet_words(w, w.wording, label="autre brouillon"),
        lambda w: FactWording.objects.get(pk=w.wording.pk).get_latest_revision_as_object().label == "autre brouillon",
        WRITERS,
    ),
    # Files that live pages show
    Act(
        "replace the file of an approved image",
        lambda w: w.client.post(
            reverse("wagtailimages:edit", args=[w.image.pk]),
            {"title": "Autre", "file": png(), "licence": "reserved", "collection": w.image.collection_id},
        ),
        lambda w: CampaignImage.objects.get(pk=w.image.pk).file.name != w.image.file.name,
        NOBODY,
    ),
    Act(
        "replace the file of an approved document",
        lambda w: w.client.post(
            reverse("wagtaildocs:edit", args=[w.document.pk]),
            {
                "title": w.document.title,
                "file": SimpleUploadedFile("autre.txt", b"autre"),
                "licence": "etalab-2.0",
                "collection": w.document.collection_id,
            },
        ),
        lambda w: CampaignDocument.objects.get(pk=w.document.pk).file.name != w.document.file.name,
        NOBODY,
    ),
    *(
        Act(
            f"delete an approved {name} {way}",
            lambda w, n=name, a=address: w.client.post(a(getattr(w, n))),
            lambda w, n=name: not type(getattr(w, n)).objects.filter(pk=getattr(w, n).pk).exists(),
            NOBODY,
        )
        for name, room in (("image", "wagtailimages"), ("document", "wagtaildocs"), ("video", "wagtailmedia"))
        for way, address in (
            ("by its button", lambda thing, room=room: reverse(f"{room}:delete", args=[thing.pk])),
            ("among others", lambda thing: f"/admin/bulk/core/{thing._meta.model_name}/delete/?id={thing.pk}"),
        )
    ),
    Act(
        "take a page down everywhere",
        lambda w: w.client.post(reverse("takedown", args=["wagtailcore", "page", w.page.pk]), {"confirmed": "yes"}),
        lambda w: not live(w.page) and not live(w.english),
        PUBLISHERS,
    ),
    Act(
        "import a PO file",
        lambda w: w.client.post(
            localize(w, "pofile/upload"),
            {"file": SimpleUploadedFile("x.po", po_of(w).encode(), "text/x-gettext-translation")},
        ),
        lambda w: TranslationImport.objects.exists(),
        TRANSLATORS,
    ),
    Act(
        "make a review link",
        lambda w: (
            w.in_review(),
            w.client.post(
                reverse("review_link_create", args=["home", "standardpage", w.draft.pk]),
                {"reviewer": f"outside-{w.reviewer.pk}", "days": 7},
            ),
        ),
        lambda w: ReviewLink.objects.exists(),
        {"lawyer", *PUBLISHERS},
    ),
    # Whoever reviews a text reads its revisions, and none of a text that is not theirs to review
    *(
        act
        for read, address, target, others in (
            ("compare the revisions of a page", compared, "draft", WRITERS),
            ("read a revision of a page", revision_shown, "draft", WRITERS),
            ("compare the revisions of a snippet", compared, "wording", {"translator", "arabic translator", *WRITERS, *TRANSLATORS}),
        )
        for act in (
            Act(
                f"{read} in review",
                *answered(lambda w, t=target, a=address: w.in_review(getattr(w, t)) or a(getattr(w, t))),
                {"lawyer", *others},
            ),
            Act(f"{read} that is in no review", *answered(lambda w, t=target, a=address: a(getattr(w, t))), others),
        )
    ),
    # Settings, and what belongs to the operator
    Act(
        "change the site's settings",
        lambda w: w.client.post(
            reverse("wagtailsettings:edit", args=["core", "operator", w.site_id]),
            {"name": "Autre", "address": "x", "director": "x", "host": "x", "contact_email": "x@example.org",
             "privacy_email": "x@example.org", "security_email": "x@example.org", "networks-count": "0"},
        ),
        lambda w: Operator.objects.filter(name="Autre").exists(),
        SUPER,
    ),
    Act(
        "change the workflow",
        lambda w: w.client.get(reverse("wagtailadmin_workflows:index")).status_code == 200
        and setattr(w, "status", 200),
        lambda w: w.status == 200,
        SUPER,
    ),
    Act(
        "give oneself a role",
        lambda w: setattr(w, "status", w.client.get(reverse("wagtailusers_users:index")).status_code),
        lambda w: w.status == 200,
        SUPER,
    ),
    Act(
        "read the names of testimonies in a chooser",
        *answered(lambda w: reverse("wagtailsnippetchoosers_testimonies_testimony:choose")),
        {"lawyer", "editor", *PUBLISHERS},
    ),
    Act("read the titles of pages in a chooser", *answered(lambda w: reverse("wagtailadmin_choose_page")), {"english translator", "arabic translator", *WRITERS}),
    Act(
        "remove a note of the analyst",
        lambda w: w.client.post(reverse("results_note_remove", args=[w.note.campaign_id, w.note.pk])),
        lambda w: not Annotation.objects.filter(pk=w.note.pk).exists(),
        {"analyst"},
    ),
    Act("see the results of campaigns", *answered(lambda w: reverse("results_index")), {"analyst", *WRITERS}),
    Act("see the campaigns that are planned", *answered(lambda w: reverse("wagtailsnippets_plan_campaign:list")), WRITERS),
    Act(
        "begin a translation from the board",
        lambda w: w.client.post(reverse("translations_begin"), {"locale": "ar", "bundle": ""}),
        lambda w: w.begun(),
        WRITERS,
    ),
]  # fmt: skip


class LiveWorld(World):
    status = 0
    before: dict
    english_draft: Page
    site_id: int
    reviewer: OutsideReviewer
    image: CampaignImage
    document: CampaignDocument
    note: Annotation
    video: CampaignMedia
    crowd: dict

    def changed_words(self, text) -> bool:
        model = type(text)
        found = model.objects.filter(pk=text.pk).first()
        return found is not None and found.live and self.read(found) != self.before[model, text.pk]

    def read(self, text) -> str:
        return json.dumps([getattr(text, name, "") for name in ("title", "lead", "label", "sentence", "value")])

    def other_home(self, page) -> Page:
        """A parent in another language than the page's own."""
        return Page.objects.exclude(locale=page.locale).get(depth=2, locale__language_code="ar")

    def new_draft(self, page) -> None:
        draft = type(page).objects.get(pk=page.pk)
        draft.lead = "Un brouillon"
        draft.save_revision()

    def in_review(self, text=None) -> None:
        draft = type(text or self.draft).objects.get(pk=(text or self.draft).pk)
        if not draft.workflow_in_progress:
            draft.get_workflow().start(draft, None)

    def begun(self) -> bool:
        return TranslationRun.objects.exists()


def _crowd() -> dict:
    """The people, a translator into each language, and somebody with wagtail-localize's global permission alone."""
    users = get_user_model().objects
    people = make_people()
    for name, code in (("english translator", "en"), ("arabic translator", "ar")):
        people[name] = users.create_user(name, f"{code}@example.org", "a long enough password")
        people[name].groups.add(roles.translators(Locale.objects.get(language_code=code)))
    people["submitter"] = users.create_user("submitter", "s@example.org", "a long enough password")
    people["submitter"].user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    people["anonymous"] = None
    return people


@pytest.fixture(scope="module")
def built(module_db, tmp_path_factory) -> LiveWorld:
    home = HomePage.objects.get()
    english_home, _arabic_home = (factories.home_in(code) for code in ("en", "ar"))
    crowd = _crowd()
    page = factories.standard_page(home, title="La loi", slug="la-loi", lead="Deux mois au plus.")
    english = factories.translate(page, english_home.locale, publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = StringSegment.objects.filter(source=translation.source, string__data="La loi").get()
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=english_home.locale, data="The law"
    )
    english = factories.go_live(_drafted(translation))
    draft = factories.standard_page(home, title="Un brouillon")
    draft.unpublish()
    fact = factories.fact()
    wording = fact.wordings.get()
    english_wording = factories.translate(wording, english_home.locale)
    made = LiveWorld(
        None, page, english, draft, factories.standard_page(home, title="Rubrique"), fact, wording, english_wording,
        translation, Page.objects.get(pk=home.pk),
    )  # fmt: skip
    made.crowd = crowd
    made.image = factories.image(tmp_path_factory.mktemp("pictures"))
    made.document = CampaignDocument.objects.create(title="Le guide", file=ContentFile(b"guide", name="guide.txt"))
    offered = [factories.block("downloads", heading="À lire", documents=[made.document.pk])]
    made.video = factories.video()
    offered.append(factories.block("video", video=made.video.pk, title="Un film"))
    factories.standard_page(home, social_image=made.image, body=offered)
    made.english_draft = factories.translate(draft, english_home.locale, publish=False)
    made.note = Annotation.objects.create(
        campaign=factories.campaign(), day="2026-11-20", text="Une grève", author=crowd["analyst"]
    )
    made.site_id = home.get_site().pk
    made.reviewer = factories.outside_reviewer()
    made.before = {
        (type(text), text.pk): made.read(text) for text in (page, english, draft, fact, wording, english_wording)
    }
    return made


@pytest.fixture
def world(built, db, client, settings) -> LiveWorld:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "editorial.board.machine.OfflineTranslator"}
    copy = deepcopy(built)
    copy.client = client
    return copy


@pytest.fixture
def crowd(world) -> dict:
    return world.crowd


def _drafted(translation):
    return drafting.save_draft(translation).as_object()


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_act_is_done_by_those_who_may_and_by_nobody_else(act, world, crowd):
    did = set()
    for name, person in crowd.items():
        with transaction.atomic():
            world.client.logout()
            if person:
                world.client.force_login(type(person).objects.get(pk=person.pk))
            world.status = 0
            act.do(world)
            if act.done(world):
                did.add(name)
            transaction.set_rollback(True)

    assert did == act.allowed


# A translator of no language is offered pictures and documents, and has no page that could show a film.
OFFERED = {"translator": ("document", "rendition", "thumbnail of the admin")}
SEE_TEXTS = EVERYBODY - {"analyst", "submitter", "anonymous", *OFFERED}


@pytest.mark.parametrize("state", [*NOT_PUBLIC, *PUBLIC], ids=lambda state: state.__name__)
def test_file_is_for_those_who_see_its_text_and_for_everybody_once_it_is_public(state, client, world, crowd, tmp_path):
    """Everybody in two states; in the others somebody who sees texts, somebody who sees none, and a stranger."""
    files = file_states.uploads(tmp_path)
    state(HomePage.objects.get(pk=world.home.pk), files)
    if state not in (file_states.in_a_draft, file_states.live):
        crowd = {name: crowd[name] for name in ("editor", "analyst", "anonymous")}
    had = {}
    for name, person in crowd.items():
        client.logout()
        if person:
            client.force_login(person)
        had[name] = files.statuses(client)

    allowed, offered = (EVERYBODY, {}) if state in PUBLIC else (SEE_TEXTS, OFFERED)
    expected = {name: files.all(200 if name in allowed else 404) for name in crowd}
    for name, kinds in offered.items():
        expected.get(name, {}).update(dict.fromkeys(kinds, 200))
    assert had == expected


def test_every_address_of_wagtail_localize_is_ours_or_harmless():
    """A new version that adds an address must be looked at before it is served."""
    from wagtail_localize import wagtail_hooks as theirs

    from editorial.translation import localize as ours

    (included,) = theirs.register_admin_urls()
    known = {str(pattern.pattern) for pattern in ours.urls}
    left = {str(pattern.pattern) for pattern in included.url_patterns} - known

    assert left == {"jsi18n/"}


def test_translation_source_of_another_site_is_not_reached(client, crowd, world):
    client.force_login(crowd["editor"])

    assert client.get("/admin/localize/update/999999/", follow=True).status_code == 404
    assert TranslationSource.objects.count() >= 1
