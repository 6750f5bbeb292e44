"""Tells the operator, week by week, that nobody listens to buyers yet: their pages say so, and it is for the operator to end it."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audiences
from core.models import Operator
from facts.models import Helpline


def is_heard(audience: str) -> bool:
    """Whether a listening service for this audience is published."""
    live = Helpline.objects.filter(live=True, kind=Helpline.Kind.LISTENING)
    return any(audience in line.listens_to for line in live)


def tell() -> str:
    """One mail to the operator's contact address; says what it did. A kill in between sends it once more."""
    if is_heard(audiences.BUYERS):
        return "somebody listens"
    operator = Operator.objects.filter(site__is_default_site=True).first()
    if operator is None or not operator.contact_email:
        return "nobody listens, and the operator has no contact address"
    with override(settings.LANGUAGE_CODE):
        said = [
            _(
                "No listening service for buyers is published on this site: its pages say plainly that nobody listens yet."
            ),
            _(
                "Contract a service, or find one that agrees to be named. Then add it as a helpline: a listening service, which "
                "listens to buyers, with its words in every language."
            ),
            settings.BASE_URL.rstrip("/") + reverse("wagtailsnippets_facts_helpline:list"),
            _("This mail comes each week until then."),
        ]
        send_mail(_("Nobody listens to buyers yet"), "\n\n".join(said), None, [operator.contact_email])
    return "the operator was told that nobody listens"
