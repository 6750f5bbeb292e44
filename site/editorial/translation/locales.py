"""A language has a home page from the start: a draft, which shows nothing under the language's prefix until it is live."""

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Locale, Site

from editorial.access import roles
from editorial.translation import drafting


def ensure_locales() -> list[Locale]:
    """A locale for each language of the settings, the first one included; those that were created."""
    created = []
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locale, new = Locale.objects.get_or_create(language_code=code)
        if new:
            created.append(locale)
    return created


@receiver(post_save, sender=Locale)
def create_home_page(sender, instance, created, **kwargs):
    """Wagtail serves the default tree under the prefix of a language that has no home page."""
    if not created:
        return
    for site in Site.objects.select_related("root_page"):
        home = site.root_page.specific
        if home.locale_id != instance.pk and home.depth > 1:
            drafting.start(home, instance)
    if instance != Locale.get_default():
        roles.translators(instance)
