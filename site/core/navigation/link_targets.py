"""What the links of a campaign's pages lead to inside the site, read together, and what is wrong with each."""

from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from core.models import CampaignDocument
from core.navigation import links
from core.publication.readiness import Subject
from core.publication.visibility import public


class LinkTargets:
    """Six queries at most. The subject's own pages count as public where they are live: they open together."""

    def __init__(self, subject: Subject, found: list[links.Link]):
        self.chosen = Page.objects.in_bulk({link.target for link in found if link.kind == "page"})
        self.documents = CampaignDocument.objects.in_bulk({link.target for link in found if link.kind == "document"})
        own = [page for page in subject.pages if page.live]
        keys = {page.translation_key for page in self.chosen.values()}
        here = public(
            Page.objects.filter(locale__language_code=subject.language, alias_of=None, translation_key__in=keys)
        )
        self.here = {page.translation_key: page for page in [*here, *own]}
        self.paths = self._public_paths([link.target for link in found if link.kind == "address"], own)
        self.locked = list(PageViewRestriction.objects.values_list("page__path", flat=True))

    def _public_paths(self, addresses: list[str], own: list[Page]) -> set[str]:
        """Of the addresses that somebody typed, the paths of pages that are public."""
        paths = links.url_paths(addresses)
        if not paths:
            return set()
        live = public(Page.objects.filter(alias_of=None, url_path__in=paths)).values_list("url_path", flat=True)
        return {paths[url_path] for url_path in [*live, *(page.url_path for page in own)] if url_path in paths}

    def problem(self, page: Page, link: links.Link) -> str:
        """A whole sentence, or nothing where the link is right."""
        if link.kind == "page":
            return self._page(page, self.chosen.get(link.target))
        if link.kind == "document":
            return self._document(page, self.documents.get(link.target))
        path = links.path_of_page(link.target)
        if path and path not in self.paths:
            said = {"page": page.title, "address": link.target}
            return _("“%(page)s” links to %(address)s, where there is no public page.") % said
        return ""

    def _page(self, page: Page, chosen: Page | None) -> str:
        if chosen is None:
            return _("“%(page)s” links to a page that no longer exists.") % {"page": page.title}
        here = self.here.get(chosen.translation_key)
        said = {"page": page.title, "target": chosen.title}
        if here is None:
            return _("“%(page)s” links to “%(target)s”, which is not public in this language.") % said
        if any(here.path.startswith(path) for path in self.locked):
            return _("“%(page)s” links to “%(target)s”, which asks for a password or an account.") % said
        return ""

    def _document(self, page: Page, document: CampaignDocument | None) -> str:
        if document is None:
            return _("“%(page)s” offers a document that no longer exists.") % {"page": page.title}
        if not document.may_be_shown:
            said = {"page": page.title, "document": document.title}
            return _("“%(page)s” offers the document “%(document)s”, which was withdrawn.") % said
        return ""
