"""What a readiness check is asked about, in tests: pages as the runner hands them over."""

from wagtail.models import Locale, Page

from core.publication.readiness import CHECKS, Failure, Subject


def subject(*sources: Page, language: str = "fr", thing=None, audience: str = "buyers") -> Subject:
    """The stored rows of these pages of the first language, and of their versions in another."""
    locale = Locale.objects.get(language_code=language)
    sources = [Page.objects.get(pk=page.pk).specific for page in sources]
    found = [page.get_translations(inclusive=True).filter(locale=locale).first() for page in sources]
    return Subject(
        thing=thing,
        audience=audience,
        locale=locale,
        sources=sources,
        pages=[page.specific for page in found if page],
        missing=[page for page, version in zip(sources, found, strict=True) if version is None],
    )


def failures(check: str, about: Subject) -> list[Failure]:
    return CHECKS[check].ask(about)


def messages(check: str, about: Subject) -> list[str]:
    return [failure.message for failure in failures(check, about)]
