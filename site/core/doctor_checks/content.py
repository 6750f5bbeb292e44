"""What the code and the content need to be shown: catalogues, static files, the search index, home pages."""

from itertools import islice
from pathlib import Path

from django.conf import settings
from wagtail.models import Locale, Page, Site
from wagtail.search.models import IndexEntry

from core.upkeep.doctor import Finding, check, ok, problem, warning
from core.words import catalogues, guarded_text

MOST = 10  # texts that are named


@check("catalogues")
def compiled() -> Finding:
    behind = [
        path.parts[-3]
        for path in catalogues.paths()
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
    if behind:
        return problem(f"The words of the interface are not compiled: {', '.join(behind)}.", "Run `manage.py build`.")
    return ok("The words of the interface are compiled.")


@check("static")
def static_files() -> Finding:
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / ".built").exists():
        return ok(f"Static files lie in {settings.STATIC_ROOT}.")
    return problem(
        f"No static files lie in {settings.STATIC_ROOT}.", "Start with `manage.py serve`, which collects them."
    )


@check("search", needs_database=True)
def index() -> Finding:
    pages, entries = Page.objects.filter(depth__gt=1).count(), IndexEntry.objects.count()
    if entries < pages // 2:
        return problem(
            f"The search index has {entries} entries, and the site {pages} pages.", "Run `manage.py update_index`."
        )
    return ok(f"The search index has {entries} entries, and the site {pages} pages.")


@check("languages", needs_database=True)
def home_pages() -> Finding:
    """A language of the site under whose prefix there is nothing."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    homes = site.root_page.get_translations(inclusive=True).live() if site else Page.objects.none()
    shown = set(homes.values_list("locale__language_code", flat=True))
    missing = [code for code in Locale.objects.values_list("language_code", flat=True) if code not in shown]
    if settings.LANGUAGE_CODE not in shown:
        return problem(f"There is no live home page in {settings.LANGUAGE_CODE}.", "Publish it in the admin.")
    if missing:
        return warning(
            f"No live home page: {', '.join(sorted(missing))}. Nothing is shown under these prefixes.",
            "Translate and publish the home page, or delete the locale: Settings → Locales.",
        )
    return ok(f"There is a home page in {', '.join(sorted(shown))}.")


@check("unseen", needs_database=True)
def plain_words() -> Finding:
    """Texts of before the rule of `core.words.plain_text`, or that came around it."""
    found = list(islice(guarded_text.stored_problems(), MOST + 1))
    if not found:
        return ok("No text holds a character that nobody sees, or that is no digit in a number.")
    told = "; ".join(f"{row._meta.label} {row.pk}, {field}: {reason}" for row, field, reason in found[:MOST])
    return warning(
        f"Texts that are not what they look like: {told}{' …' if len(found) > MOST else ''}",
        "Open each in the admin and type the place anew: the form says where it is.",
    )
