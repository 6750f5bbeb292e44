"""One upload of each kind, the addresses of all that is served of it, and the states in which it can be."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import CampaignImage, CampaignMedia
from editorial.takedown.acts import take_down
from home.models import StandardPage
from tests import factories
from tests.core import specimens


@dataclass
class Uploads:
    """One of each kind; `addresses` are those of all that is served of them."""

    image: CampaignImage
    things: list
    addresses: dict[str, str]

    @property
    def body(self) -> list:
        return [factories.showing(thing) for thing in self.things]

    def statuses(self, client: Client) -> dict[str, int]:
        return {kind: client.get(address).status_code for kind, address in self.addresses.items()}

    def all(self, status: int) -> dict[str, int]:
        """An original is never served, to nobody."""
        return dict.fromkeys(self.addresses, status) | {"original": 404}


def uploads(tmp_path) -> Uploads:
    image, document, film = factories.image(tmp_path, size=(480, 270)), factories.document(), factories.video()
    film.thumbnail.save("film.png", ContentFile(specimens.picture("png")))
    sound = CampaignMedia.objects.create(
        title="Un son", type="audio", file=ContentFile(specimens.MP3, name="son.mp3"), transcript="Ce qui est dit."
    )
    addresses = {
        "document": document.url,
        "original": f"/media/{image.file.name}",
        "rendition": image.get_rendition("width-400").url,
        "thumbnail of the admin": image.get_rendition("max-165x165").url,
        "video": film.file.url,
        "captions": film.captions.url,
        "poster": film.thumbnail.url,
        "sound": sound.file.url,
    }
    return Uploads(image, [image, document, film, sound], addresses)


def never_shown(home, uploads) -> None:
    pass


def in_a_draft(home, uploads) -> None:
    home.add_child(instance=StandardPage(title="Un brouillon", slug="brouillon", live=False, body=uploads.body))


def in_the_draft_of_a_live_page(home, uploads) -> None:
    page = factories.standard_page(home)
    page.body = uploads.body
    page.save_revision()


def in_review(home, uploads) -> None:
    in_a_draft(home, uploads)
    page = StandardPage.objects.get(slug="brouillon")
    page.save_revision()
    page.get_workflow().start(page, None)


def before_the_launch(home, uploads) -> None:
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    factories.campaign_page(factories.campaign_index(home), later, body=uploads.body, social_image=uploads.image)


def unpublished(home, uploads) -> None:
    factories.standard_page(home, body=uploads.body).unpublish()


def replaced(home, uploads) -> None:
    page = factories.standard_page(home, body=uploads.body)
    page.body = []
    factories.go_live(page)


def deleted(home, uploads) -> None:
    factories.standard_page(home, body=uploads.body).delete()


def behind_a_password(home, uploads) -> None:
    above = factories.standard_page(home)
    restrict(above)
    factories.standard_page(above, body=uploads.body)


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="given out")


def on_an_alias_of_a_page_behind_a_password(home, uploads) -> None:
    page = factories.standard_page(home, body=uploads.body)
    restrict(page)
    alias = page.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="alias")
    assert alias.live


def taken_down(home, uploads) -> None:
    take_down(factories.standard_page(home, body=uploads.body), None)


def live(home, uploads) -> None:
    factories.standard_page(home, body=uploads.body)


def on_a_page_of_a_campaign_that_runs(home, uploads) -> None:
    factories.campaign_page(factories.campaign_index(home), body=uploads.body)


NOT_PUBLIC = [
    never_shown, in_a_draft, in_the_draft_of_a_live_page, in_review, before_the_launch, unpublished, replaced, deleted,
    taken_down, behind_a_password, on_an_alias_of_a_page_behind_a_password,
]  # fmt: skip
PUBLIC = [live, on_a_page_of_a_campaign_that_runs]
