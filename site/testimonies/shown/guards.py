"""No testimony goes live without a consent for it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.publication.sign_off import SignOffError
from testimonies.consent.consents import allowed_languages, problem
from testimonies.models import Testimony, TestimonyWording, Use


def only_with_consent(instance: Any) -> None:
    """Raises SignOffError; words need a consent for this web site in their language, the testimony in any."""
    wrong = ""
    if isinstance(instance, TestimonyWording):
        wrong = problem(instance.testimony, Use.WEBSITE, instance.locale.language_code)
    elif isinstance(instance, Testimony) and instance.is_erased:
        wrong = problem(instance, Use.WEBSITE, "")
    elif isinstance(instance, Testimony):
        consents = list(instance.consents.all()) if instance.pk else []
        if not allowed_languages(consents, Use.WEBSITE, timezone.localdate()):
            wrong = _("“%(name)s” has no valid consent for this web site: record one first.") % {"name": instance}
    if wrong:
        raise SignOffError(_("It cannot go live. %(reason)s") % {"reason": wrong})
