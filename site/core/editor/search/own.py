"""What this room finds: pages and files."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from core.editor.search.sources import SHOWN, Asked, Found, Section


def pages(user, asked: Asked) -> Iterator[Section]:
    """By their words, drafts too; each with its language and its type. First those whose title holds what was typed."""
    may = page_permission_policy.explorable_instances(user).select_related("locale")
    named = may.filter(Q(title__icontains=asked.text) | Q(draft_title__icontains=asked.text)).order_by("title", "pk")
    found = may.search(asked.query_of_pages)
    rows = list(dict.fromkeys([*named[: SHOWN + 1], *found[: SHOWN + 1]]))
    if not rows:
        return
    place = f"{reverse('wagtailadmin_pages:search')}?{urlencode({'q': asked.text})}"
    number = max(found.count(), len(rows)) if len(rows) > SHOWN else len(rows)
    yield Section(_("Pages"), "doc-empty-inverse", [_page(one) for one in rows[:SHOWN]], number, place, 30)


def _page(page: Page) -> Found:
    state = _("public") if page.live else _("draft")
    about = f"{page.page_type_display_name} · {state} · {page.slug}"  # which tells those of one title apart
    return Found(
        page.get_admin_display_title(),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        about,
        page.locale.language_code,
    )


def files(user, asked: Asked) -> Iterator[Section]:
    """Images and documents by title and tags."""
    yield from _files(user, asked, get_image_model(), _("Images"), "image", "wagtailimages")
    yield from _files(user, asked, get_document_model(), _("Documents"), "doc-full-inverse", "wagtaildocs")


def _files(user, asked: Asked, model: type[Model], label: str, icon: str, urls: str) -> Iterator[Section]:
    policy = policy_registry.get_by_type(model)
    may = policy.instances_user_has_any_permission_for(user, {"add", "change", "choose", "delete"})
    rows = list(may.search(asked.query)[: SHOWN + 1])
    if rows:
        found = [Found(one.title, reverse(f"{urls}:edit", args=[one.pk])) for one in rows[:SHOWN]]
        yield Section(label, icon, found, len(rows), f"{reverse(f'{urls}:index')}?{urlencode({'q': asked.text})}")
