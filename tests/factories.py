"""Things to test with, each published and complete with the least that it needs."""

from datetime import timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision
from wagtail.signals import page_published, published

from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage
from campaigns.prevention.catalogue.models import CataloguePage
from campaigns.prevention.kits.blocks import SAFETY_BLOCKS
from campaigns.prevention.kits.models import KitEdition, KitFile, KitPage
from core.models import CampaignDocument, CampaignImage, CampaignMedia
from core.publication.sign_off import digest, digest_of
from editorial.models import Approval, OutsideReviewer, ReviewLink, Step
from editorial.translation import drafting
from facts.models import Fact, FactWording, Helpline, HelplineWording
from home.models import HomePage, SearchPage, StandardPage
from testimonies.consent.recording import record
from testimonies.models import Consent, Testimony, TestimonyWording
from tests.core import specimens

_numbers = count(1)


def publish(parent: Page, page: Page) -> Page:
    """Add a page under its parent, and publish it once it is approved."""
    parent.refresh_from_db()
    page.live = False
    parent.add_child(instance=page)
    return first_live(page)


def go_live(made: Any) -> Any:
    """Publish a page or a snippet as it is now, approved by both steps of the sign-off."""
    revision = made.save_revision()
    approve(revision)
    revision.publish()
    return type(made).objects.get(pk=made.pk)


def first_live(made: Any) -> Any:
    """What `go_live` makes of something new, at half the cost: most tests begin with it. `test_factories` compares the two."""
    if made.go_live_at or made.expire_at:
        return go_live(made)
    written = fields_of(made)
    made.full_clean()
    revision = Revision.objects.create(
        content_object=made,
        base_content_type=made.get_base_content_type(),
        content=made.serializable_data(),
        object_str=str(made),
    )
    approve(revision)
    now = timezone.now()
    said = {"live": True, "has_unpublished_changes": False, "first_published_at": now, "last_published_at": now}
    said |= {"latest_revision": revision, "live_revision": revision}
    if isinstance(made, Page):
        said |= {"latest_revision_created_at": revision.created_at, "draft_title": made.title}
    said |= {name: value for name, value in fields_of(made).items() if value != written[name]}  # a zone, a title
    streams = [field for field in made._meta.concrete_fields if isinstance(field, StreamField)]
    said |= {field.name: field.to_python(revision.content[field.name]) for field in streams}  # with keys for each item
    type(made).objects.filter(pk=made.pk).update(**said)
    public = type(made).objects.get(pk=made.pk)
    if isinstance(made, Page):
        page_published.send(sender=type(made), instance=public, revision=revision)
    published.send(sender=type(made), instance=public, revision=revision)
    return public


def fields_of(made: Any) -> dict[str, Any]:
    return {field.attname: field.value_from_object(made) for field in made._meta.concrete_fields}


def approve(revision: Revision, *steps: Step) -> None:
    """What the sign-off leaves behind: an approval of exactly these words for each step."""
    words = digest_of(revision)
    Approval.objects.bulk_create(
        Approval(
            base_content_type=revision.base_content_type,
            object_id=revision.object_id,
            step=step,
            digest=words,
            revision=revision,
            reviewer="Une juriste",
        )
        for step in steps or (Step.LEGAL, Step.PUBLICATION)
    )


def home_in(language: str) -> Any:
    """The live home page of another language."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    return first_live(HomePage.objects.get(locale=Locale.get_default()).get_translation(locale).specific)


def translate(source: Any, locale: Locale, publish: bool = True) -> Any:
    """A page or a snippet in another language: approved and published, or as the draft that it is at first."""
    made = drafting.start(source, locale).get_target_instance()
    if publish:
        approve(made.latest_revision)
        made.latest_revision.publish()
    return type(made).objects.get(pk=made.pk)


def outsider() -> Any:
    """An account that does not use the admin."""
    return get_user_model().objects.create_user("outsider", "outsider@example.org", "a long enough password")


def outside_reviewer(**fields: Any) -> OutsideReviewer:
    """A lawyer without an account, at an address that two people answered for."""
    defaults = {"name": "Me Durand", "email": "durand@example.org", "confirmed_at": timezone.now()}
    return OutsideReviewer.objects.create(**defaults | fields)


def review_link(*texts: Any, **fields: Any) -> ReviewLink:
    """An open link of an outside reviewer that shows the latest drafts of these texts."""
    reviewer = outside_reviewer()
    defaults = {"outside": reviewer, "reviewer": reviewer.name, "email": reviewer.email}
    link = ReviewLink.objects.create(**defaults | {"expires_at": timezone.now() + timedelta(days=1)} | fields)
    for text in texts:
        link.items.create(
            base_content_type=text.get_base_content_type(),
            object_id=str(text.pk),
            revision=text.latest_revision,
            digest=digest(text.get_latest_revision_as_object()),
        )
    return link


def standard_page(parent: Page, **fields: Any) -> StandardPage:
    number = next(_numbers)
    return publish(parent, StandardPage(**{"title": f"Page {number}", "slug": f"page-{number}"} | fields))


def search_page(parent: Page) -> SearchPage:
    return publish(parent, SearchPage(title="Recherche", slug="recherche", listed_in_search=False))


def campaign(**fields: Any) -> Campaign:
    """A campaign in French that runs now; one that starts later is not launched yet."""
    starts_at = fields.get("starts_at", timezone.now() - timedelta(days=1))
    defaults = {
        "name": f"Campagne {next(_numbers)}",
        "audience": "buyers",
        "frame": "law",
        "languages": ["fr"],
        "starts_at": starts_at,
        "launched_at": starts_at if starts_at <= timezone.now() else None,
    }
    return Campaign.objects.create(**defaults | fields)


def campaign_index(parent: Page) -> CampaignIndexPage:
    return publish(parent, CampaignIndexPage(title="Campagnes", slug="campagnes"))


def campaign_page(index: Page, of: Campaign | None = None, **fields: Any) -> CampaignPage:
    number = next(_numbers)
    defaults = {"title": f"Campagne {number}", "slug": f"campagne-{number}", "statement": f"Une phrase {number}."}
    return publish(index, CampaignPage(campaign=of or campaign(), **defaults | fields))


def fact(
    value: str = "1500",
    unit: str = "euro",
    sentence: str = "La loi prévoit {value}, même une seule fois.",
    **fields: Any,
) -> Fact:
    """A live fact with live French words."""
    number = next(_numbers)
    defaults = {"name": f"Fait {number}", "source_title": "Code pénal", "source_url": "https://www.legifrance.gouv.fr/"}
    made = first_live(Fact.objects.create(value=value, unit=unit, live=False, **defaults | fields))
    words(made, sentence=sentence)
    return made


def words(
    of: Fact,
    language: str = "fr",
    sentence: str = "La loi prévoit {value}, même une seule fois.",
    label: str = "d’amende",
) -> FactWording:
    locale = Locale.objects.get(language_code=language)
    return first_live(FactWording.objects.create(fact=of, locale=locale, label=label, sentence=sentence, live=False))


def helpline(title: str = "Une écoute", audiences: tuple[str, ...] = ("buyers",), **fields: Any) -> Helpline:
    """A listening service for these audiences, unless the fields say otherwise."""
    defaults = {
        "name": f"Ligne {next(_numbers)}",
        "number": "39 19",
        "audiences": list(audiences),
        "kind": Helpline.Kind.LISTENING,
        "listens_to": list(audiences),
    }
    made = first_live(Helpline.objects.create(live=False, **defaults | fields))
    french = {"locale": Locale.get_default(), "title": title, "purpose": "Écoute et oriente."}
    first_live(HelplineWording.objects.create(helpline=made, live=False, **french))
    return made


def image(tmp_path, size: tuple[int, int] = (1600, 900), **fields: Any) -> CampaignImage:
    """A green picture in a file of its own."""
    path = tmp_path / f"image-{next(_numbers)}.png"
    PillowImage.new("RGB", size, "#14502c").save(path)
    with path.open("rb") as file:
        return CampaignImage.objects.create(
            **{"title": "Un rectangle vert", "file": ImageFile(file, name=path.name)} | fields
        )


def block(name: str, /, **value: Any) -> dict[str, Any]:
    return {"type": name, "value": value}


def inline(made: Fact, text: str = "ancien texte") -> str:
    return f'<a linktype="fact" id="{made.pk}">{text}</a>'


def shown(*things: Any) -> StandardPage:
    """A live page that shows these pictures, documents and films: by it their files are public."""
    return standard_page(HomePage.objects.order_by("pk").first(), body=[showing(one) for one in things])


def showing(thing: Any) -> dict[str, Any]:
    """The block by which a page shows it."""
    if isinstance(thing, CampaignImage):
        picture = {"image": thing.pk, "alt_text": "Un rectangle", "decorative": False}
        return block("figure", image=picture, caption="")
    if isinstance(thing, CampaignDocument):
        return block("downloads", heading="À lire", documents=[{"type": "item", "id": str(uuid4()), "value": thing.pk}])
    return block("video", video=thing.pk, title="Un film")


def document(**fields: Any) -> CampaignDocument:
    """A text of one line."""
    file = ContentFile(b"Une ligne.\n", name=f"document-{next(_numbers)}.txt")
    return CampaignDocument.objects.create(**{"title": "Un document", "file": file, "language": "fr"} | fields)


def document_of_before(name: str, data: bytes) -> CampaignDocument:
    """As it was stored when any kind was taken."""
    made = document()
    stored = default_storage.save(f"documents/{name}", ContentFile(data))
    CampaignDocument.objects.filter(pk=made.pk).update(file=stored)
    return CampaignDocument.objects.get(pk=made.pk)


def media_of_before(name: str, data: bytes) -> CampaignMedia:
    """As video and sound were stored when any kind was taken."""
    made = video()
    stored = default_storage.save(f"media/{name}", ContentFile(data))
    CampaignMedia.objects.filter(pk=made.pk).update(file=stored)
    return CampaignMedia.objects.get(pk=made.pk)


def video() -> CampaignMedia:
    """A video that is complete, but for its pictures."""
    return CampaignMedia.objects.create(
        title="Un film",
        type="video",
        file=ContentFile(specimens.MP4, name=f"film-{next(_numbers)}.mp4"),
        captions=ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour", name="film.vtt"),
        transcript="Tout ce qui est dit.",
        language="fr",
    )


def consent(to: Testimony, **fields: Any) -> Consent:
    """A consent for this web site, in French, that began yesterday and holds for a year."""
    today = timezone.localdate()
    defaults = {
        "uses": ["website"],
        "languages": ["fr"],
        "valid_from": today - timedelta(days=1),
        "valid_until": today + timedelta(days=365),
    }
    return record(Consent(testimony=to, **defaults | fields), None)


def voice(words: str = "On ne m’a rien demandé.", agreed: dict[str, Any] | None = None, **fields: Any) -> Testimony:
    """A live testimony with live French words and a consent for them."""
    defaults = {"name": f"Témoignage {next(_numbers)}", "pseudonym": "Nadia"}
    made = Testimony.objects.create(live=False, **defaults | fields)
    consent(made, **agreed or {})
    made = go_live(made)
    said(made, words=words)
    return made


def said(
    of: Testimony, language: str = "fr", words: str = "On ne m’a rien demandé.", **fields: Any
) -> TestimonyWording:
    """Words of a testimony that are live in a language."""
    locale = Locale.objects.get(language_code=language)
    return first_live(TestimonyWording.objects.create(testimony=of, locale=locale, words=words, live=False, **fields))


def catalogue(parent: Page, **fields: Any) -> CataloguePage:
    return publish(parent, CataloguePage(**{"title": "Dossiers", "slug": "dossiers"} | fields))


def kit(parent: CataloguePage, **fields: Any) -> KitPage:
    """A kit that may be published: all parts of safety, one session of two activities that take 55 minutes in all."""
    number = next(_numbers)
    text = "<p>Un paragraphe du dossier.</p>"
    activity = {"minutes": 25, "grouping": "small", "text": text, "materials": ""}
    session = {
        "title": "Ce que dit la loi",
        "aim": "Savoir qui la loi protège.",
        "activities": [activity | {"title": "Accueil"}, activity | {"title": "Étude de cas", "minutes": 30}],
    }
    defaults = {
        "title": f"Dossier {number}",
        "slug": f"dossier-{number}",
        "lead": "Le groupe saura qui la loi protège.",
        "levels": ["4e", "3e"],
        "themes": ["law"],
        "objectives": [block("text", text=text)],
        "safety": [block(name, text=text) for name, _block in SAFETY_BLOCKS],
        "sessions": [block("session", **session)],
        "sources": [block("source", title="Code de l’éducation", url="https://www.legifrance.gouv.fr/", date=None)],
        "reviewers": [block("reviewer", name="Une relectrice", role="enseignante", date="2026-09-01")],
    }
    return publish(parent, KitPage(**defaults | fields))


def kit_edition(of: KitPage, formats: tuple[str, ...] = ("pdf", "zip"), **fields: Any) -> KitEdition:
    """The next version of a kit, finished now, with one file of four bytes for each format."""
    last = of.editions.first()
    defaults = {"number": last.number + 1 if last else 1, "made_from": "0" * 64}
    made = KitEdition.objects.create(kit=of, **defaults | fields)
    files = [
        KitFile(
            edition=made,
            part="archive" if name == "zip" else "guide",
            format=name,
            title=of.title,
            file=ContentFile(b"fake", name=f"{of.slug}.{name}"),
            size=4,
            sha256=sha256(b"fake").hexdigest(),
        )
        for name in formats
    ]
    made.finish(files, set(), [])
    if "finished_at" in fields:
        KitEdition.objects.filter(pk=made.pk).update(finished_at=fields["finished_at"])
        made.refresh_from_db()
    return made
