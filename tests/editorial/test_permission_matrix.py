"""Every role against every address of wagtail-localize and every act that changes what the public sees.

Each act is tried by each role, through the admin, on a text in its source language and in a translation; what it changed is
read from the database. The table says who may; everybody else leaves everything as it was.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail as mail_module
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
from core.periodic_jobs import publish_scheduled
from core.sign_off import SignOffError
from editorial import drafting, outside_reviewers, review_links, roles
from editorial.models import Approval, OutsideReviewer, ReviewLink, TranslationImport, TranslationRun
from facts.models import Fact, FactWording
from home.models import StandardPage
from tests import factories
from tests.core import file_states
from tests.core.file_states import NOT_PUBLIC, PUBLIC
from tests.editorial.conftest import act as approve_step

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
        """Send the editor's form as it was shown, with something added."""
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = self.client.get(address).context
        data = {}
        if form and form.get("form"):
            shown = form["form"]
            data = {
                name: value
                for name, value in ((one, shown[one].value()) for one in shown.fields)
                if value is not None and not hasattr(value, "stream_block")
            }
            data |= {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
            data = {name: value for name, value in data.items() if isinstance(value, (str, int))}
        return self.client.post(address, data | extra)


@dataclass(frozen=True)
class Act:
    name: str
    do: Callable[[World], object]
    done: Callable[[World], bool]
    allowed: set[str] = field(default_factory=set)


def live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def page_url(name: str, page, *rest) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *rest])


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


def snippet_url(name: str, made) -> str:
    return reverse(f"wagtailsnippets_{made._meta.app_label}_{made._meta.model_name}:{name}", args=[made.pk])


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
                PUBLISHERS,
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
                PUBLISHERS,
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
    # Settings, and what belongs to the operator
    Act(
        "change the site's settings",
        lambda w: w.client.post(
            reverse("wagtailsettings:edit", args=["core", "operator", w.site_id]),
            {"name": "Autre", "address": "x", "director": "x", "host": "x", "contact_email": "x@example.org",
             "privacy_email": "x@example.org", "security_email": "x@example.org"},
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

    def in_review(self) -> None:
        draft = StandardPage.objects.get(pk=self.draft.pk)
        if not draft.workflow_in_progress:
            draft.get_workflow().start(draft, None)

    def begun(self) -> bool:
        return TranslationRun.objects.exists()


@pytest.fixture
def crowd(people, english_home, arabic_home, django_user_model):
    """The people, a translator into each language, and somebody with wagtail-localize's global permission alone."""
    from django.contrib.auth.models import Permission

    roles.restore()
    for name, code in (("english translator", "en"), ("arabic translator", "ar")):
        people[name] = django_user_model.objects.create_user(name, f"{code}@example.org", "a long enough password")
        people[name].groups.add(roles.translators(Locale.objects.get(language_code=code)))
    people["submitter"] = django_user_model.objects.create_user("submitter", "s@example.org", "a long enough password")
    people["submitter"].user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    people["anonymous"] = None
    return people


@pytest.fixture
def world(client, crowd, home, english_home, translate, settings, tmp_path) -> LiveWorld:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "editorial.machine.OfflineTranslator"}
    page = factories.standard_page(home, title="La loi", slug="la-loi", lead="Deux mois au plus.")
    english = translate(page, english_home.locale, publish=False)
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
    english_wording = translate(wording, english_home.locale)
    made = LiveWorld(
        client, page, english, draft, factories.standard_page(home, title="Rubrique"), fact, wording, english_wording,
        translation, Page.objects.get(pk=home.pk),
    )  # fmt: skip
    made.image = factories.image(tmp_path)
    made.document = CampaignDocument.objects.create(title="Le guide", file=ContentFile(b"guide", name="guide.txt"))
    offered = [factories.block("downloads", heading="À lire", documents=[made.document.pk])]
    made.video = factories.video()
    offered.append(factories.block("video", video=made.video.pk, title="Un film"))
    factories.standard_page(home, social_image=made.image, body=offered)
    made.english_draft = translate(draft, english_home.locale, publish=False)
    made.note = Annotation.objects.create(
        campaign=factories.campaign(), day="2026-11-20", text="Une grève", author=crowd["analyst"]
    )
    made.site_id = home.get_site().pk
    made.reviewer = factories.outside_reviewer()
    made.before = {
        (type(text), text.pk): made.read(text) for text in (page, english, draft, fact, wording, english_wording)
    }
    return made


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
def test_file_is_for_those_who_see_its_text_and_for_everybody_once_it_is_public(state, client, crowd, home, tmp_path):
    files = file_states.uploads(tmp_path)
    state(home, files)
    had = {}
    for name, person in crowd.items():
        client.logout()
        if person:
            client.force_login(person)
        had[name] = files.statuses(client)

    allowed, offered = (EVERYBODY, {}) if state in PUBLIC else (SEE_TEXTS, OFFERED)
    expected = {name: files.all(200 if name in allowed else 404) for name in crowd}
    for name, kinds in offered.items():
        expected[name] |= dict.fromkeys(kinds, 200)
    assert had == expected


def test_every_address_of_wagtail_localize_is_ours_or_harmless():
    """A new version that adds an address must be looked at before it is served."""
    from wagtail_localize import wagtail_hooks as theirs

    from editorial import localize as ours

    (included,) = theirs.register_admin_urls()
    known = {str(pattern.pattern) for pattern in ours.urls}
    left = {str(pattern.pattern) for pattern in included.url_patterns} - known

    assert left == {"jsi18n/"}


def test_translation_source_of_another_site_is_not_reached(client, crowd, world):
    client.force_login(crowd["editor"])

    assert client.get("/admin/localize/update/999999/", follow=True).status_code == 404
    assert TranslationSource.objects.count() >= 1


# Two approvals by one person, in every way: each begins with a text in legal review that its editor wrote, and ends with whatever
# that person can do to put it live.


@dataclass
class Alone:
    """One person who is in the groups of both steps, and whom the site believes to be alone."""

    client: object
    text: object
    people: dict
    person: object
    send_mails: object

    def joins(self, person):
        """Puts an account into both groups."""
        person.groups.add(*Group.objects.filter(name__in=[roles.LAWYER.name, roles.PUBLISHER.name]))
        return type(person).objects.get(pk=person.pk)

    def second_account(self, email: str):
        made = type(self.person).objects.create_user("second", email, "a long enough password")
        return self.joins(made)

    def tries(self, act: Callable, *args, **kwargs) -> None:
        """Refused or not: what counts is whether the text is live in the end."""
        try:
            with transaction.atomic():
                act(*args, **kwargs)
        except (SignOffError, review_links.ClosedLinkError):
            pass

    def approves(self, person=None) -> None:
        """The step that the text is at, as the editor's button does."""
        self.tries(approve_step, self.fresh(), person or self.person)

    def approves_elsewhere(self, account) -> None:
        """An account that has another address by now."""
        account.refresh_from_db()
        assert (account.email, account.groups.count()) == ("other@example.com", 2)
        self.approves(type(account).objects.get(pk=account.pk))

    def approves_by_link(self, address: str) -> None:
        token = re.search("/review/([^/]+)/", address)[1]
        self.tries(review_links.decide, token, approved=True, name="Me Durand", comment="")

    def mailed(self, mailbox: str) -> str:
        return next(mail.body for mail in reversed(mail_module.outbox) if mail.to == [mailbox])

    def makes_link(self, reviewer, maker=None) -> None:
        with self.send_mails():
            self.tries(review_links.create, self.fresh(), reviewer=reviewer, days=7, user=maker or self.person)

    def fresh(self):
        return type(self.text).objects.get(pk=self.text.pk)

    def reads_the_admin(self) -> str:
        """All that shows something of a text or of its links, as somebody who may see everything."""
        self.client.force_login(self.person)
        places = [
            reverse("review_link_create", args=["home", "standardpage", self.text.pk]),
            reverse("outside_reviewers"),
            page_url("edit", self.text),
            page_url("history", self.text),
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_reports:workflow"),
            reverse("translations_board"),
        ]
        return "".join(self.client.get(place).content.decode() for place in places)

    def sends(self, address: str, **data) -> None:
        self.client.force_login(self.person)
        self.client.post(address, data)


def both_steps(one: Alone) -> None:
    one.approves()
    one.approves()


def own_link(one: Alone) -> None:
    """To somebody invented, at an address that nobody but oneself has confirmed."""
    invented = outside_reviewers.propose(name="Me Durand", email="durand@example.org", user=one.person)
    one.tries(outside_reviewers.confirm, invented, one.person)
    one.makes_link(invented)
    for link in ReviewLink.objects.all():
        one.approves_by_link(review_links.address(link))
    one.approves()


def own_link_to_a_confirmed_reviewer(one: Alone) -> None:
    one.makes_link(factories.outside_reviewer())
    one.approves_by_link(one.mailed("durand@example.org"))
    one.approves()


def own_link_to_a_second_mailbox(one: Alone) -> None:
    second = one.second_account("second@example.org")
    one.makes_link(second)
    one.approves_by_link(one.mailed("second@example.org"))
    one.approves()


def link_to_oneself_by_a_colleague(one: Alone) -> None:
    one.makes_link(one.person, maker=one.people["administrator"])
    one.approves_by_link(one.mailed(one.person.email))
    one.approves()


def link_of_a_colleague_that_is_read(one: Alone) -> None:
    one.makes_link(factories.outside_reviewer(), maker=one.people["administrator"])
    found = re.search("/review/[^/]+/", one.reads_the_admin())
    if found:
        one.approves_by_link(found[0])
    one.approves()
    one.approves()


def link_to_whom_one_proposed(one: Alone) -> None:
    reviewer = outside_reviewers.propose(name="Me Durand", email="durand@example.org", user=one.person)
    outside_reviewers.confirm(reviewer, one.people["lawyer"])
    reviewer.refresh_from_db()
    one.makes_link(reviewer, maker=one.people["administrator"])
    one.approves_by_link(one.mailed("durand@example.org"))
    one.approves()


def second_account_with_the_same_mailbox(one: Alone) -> None:
    one.approves()
    one.approves(one.second_account(f"{one.person.email.upper()}"))


def second_account_with_a_tag(one: Alone) -> None:
    one.approves()
    one.approves(one.second_account(one.person.email.replace("@", "+2@")))


def second_account_that_changes_its_own_address(one: Alone) -> None:
    """On its own page, after the first has approved."""
    second = one.second_account(one.person.email.replace("@", "+2@"))
    one.approves()
    one.client.force_login(second)
    one.client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Se",
            "name_email-last_name": "Cond",
            "name_email-email": "other@example.com",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    one.approves_elsewhere(second)


def second_account_whose_address_an_administrator_changes(one: Alone) -> None:
    second = one.second_account(one.person.email.replace("@", "+2@"))
    one.approves()
    one.client.force_login(one.people["superuser"])
    one.client.post(
        reverse("wagtailusers_users:edit", args=[second.pk]),
        {
            "username": second.username,
            "email": "other@example.com",
            "first_name": "Se",
            "last_name": "Cond",
            "is_active": "on",
            "groups": [group.pk for group in second.groups.all()],
        },
    )
    one.approves_elsewhere(second)


def lawyer_who_wrote(one: Alone) -> None:
    """Words of one's own, which another publishes: nobody has read them but who wrote them, and one."""
    text = one.fresh()
    text.current_workflow_state.cancel(user=one.person)
    text.lead = "Trois mois."
    text.save_revision(user=one.person)
    text.get_workflow().start(text, one.people["editor"])
    one.approves()
    one.approves(one.people["publisher"])


def by_the_api_of_the_admin(one: Alone) -> None:
    one.approves()
    one.sends(reverse("wagtailadmin_api:pages:action", args=[one.text.pk, "publish"]))


def in_bulk(one: Alone) -> None:
    one.approves()
    one.sends(f"/admin/bulk/wagtailcore/page/publish/?id={one.text.pk}", include_descendants="on")


def with_its_parent(one: Alone) -> None:
    one.approves()
    one.sends(f"/admin/bulk/wagtailcore/page/publish/?id={one.text.get_parent().pk}", include_descendants="on")


def by_the_editor_s_form(one: Alone) -> None:
    one.approves()
    one.client.force_login(one.person)
    LiveWorld.edit(one, one.text, **{"action-workflow-action": "1", "workflow-action-name": "approve"})


def at_a_date(one: Alone) -> None:
    one.text.current_workflow_state.cancel(user=one.person)
    text = one.fresh()
    text.go_live_at = timezone.now() - timedelta(minutes=1)
    text.save_revision(user=one.people["editor"])
    text.get_workflow().start(text, one.people["editor"])
    both_steps(one)
    publish_scheduled()


def in_a_second_review(one: Alone) -> None:
    """The first is cancelled; another lawyer approves in the second."""
    one.approves()
    one.fresh().current_workflow_state.cancel(user=one.person)
    text = one.fresh()
    text.get_workflow().start(text, one.people["editor"])
    one.approves(one.people["lawyer"])
    one.approves()


WAYS = [
    both_steps, own_link, own_link_to_a_confirmed_reviewer, own_link_to_a_second_mailbox, link_to_oneself_by_a_colleague,
    link_of_a_colleague_that_is_read, link_to_whom_one_proposed, second_account_with_the_same_mailbox,
    second_account_with_a_tag, second_account_that_changes_its_own_address,
    second_account_whose_address_an_administrator_changes, lawyer_who_wrote, by_the_api_of_the_admin, in_bulk, with_its_parent, by_the_editor_s_form,
    at_a_date, in_a_second_review,
]  # fmt: skip


@pytest.fixture(params=["publisher", "superuser"])
def alone(request, client, draft, people, django_capture_on_commit_callbacks) -> Alone:
    """An account in the groups of both steps, superusers included, and what its editor has handed in."""
    draft.get_workflow().start(draft, people["editor"])
    made = Alone(client, draft, people, people[request.param], lambda: django_capture_on_commit_callbacks(execute=True))
    made.person = made.joins(made.person)
    return made


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_two_approvals_by_one_person_put_nothing_live(way, alone):
    way(alone)

    assert not live(alone.text)


def test_two_approvals_by_two_people_put_it_live(alone):
    """As in each of the ways above, with a second person."""
    alone.approves()
    alone.approves(alone.joins(alone.people["administrator"]))

    assert live(alone.text)


@pytest.mark.parametrize("kind", ["translation", "fact"])
@pytest.mark.parametrize("way", [both_steps, second_account_with_the_same_mailbox], ids=lambda way: way.__name__)
def test_two_approvals_by_one_person_put_no_other_text_live(request, alone, way, kind):
    if kind == "translation":
        french = factories.standard_page(request.getfixturevalue("home"))
        english = request.getfixturevalue("english_home").locale
        alone.text = request.getfixturevalue("translate")(french, english, publish=False)
    else:
        alone.text = Fact.objects.create(name="Un fait", value="1500", unit="euro", live=False)
        alone.text.save_revision(user=alone.people["editor"])
    alone.text.get_workflow().start(alone.text, alone.people["editor"])

    way(alone)

    assert [one.step for one in Approval.objects.of(alone.text).valid()] == ["legal"]
    assert not alone.fresh().live
