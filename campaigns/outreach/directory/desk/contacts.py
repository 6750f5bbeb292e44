"""What the State has in each département, in the admin: its commission and its delegation for women's rights."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.outreach.directory import stale
from campaigns.outreach.directory.desk.forms import ContactForm
from campaigns.outreach.directory.desk.frame import propose, require, show, told
from campaigns.outreach.directory.models import TerritoryContact
from campaigns.outreach.directory.proposals.acts import ADD
from campaigns.outreach.directory.proposals.kinds import CONTACTS
from country.territories import TERRITORIES

TAB = "directory_contacts"


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each territory, with what it has or that it has nothing yet."""
    require(request)
    state, before = request.GET.get("state", ""), stale.before()
    there = {contact.pk: contact for contact in TerritoryContact.objects.all()}
    rows = [(code, name, there.get(code)) for code, name in TERRITORIES.items()]
    rows = [row for row in rows if _is_in(state, row[2], before)]
    states = [("", _("All")), ("missing", _("nothing written yet")), ("stale", _("not verified for 12 months"))]
    context = {"rows": rows, "before": before, "states": [(*one, one[0] == state) for one in states]}
    return show(request, "contacts.html", TAB, context)


def _is_in(state: str, contact: TerritoryContact | None, before: date) -> bool:
    if state == "missing":
        return contact is None
    if state == "stale":
        return contact is not None and contact.withdrawn_at is None and contact.verified_on < before
    return True


@require_admin_access
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """What is said of a territory, and the form that proposes something else to those who may."""
    require(request)
    if code not in TERRITORIES:
        raise Http404
    found = TerritoryContact.objects.filter(pk=code).first()
    name = f"{TERRITORIES[code]} ({code})"
    if not request.user.has_perm(ADD):
        return show(request, "entry.html", TAB, {"subject": name, "told": told(CONTACTS, found)})
    initial = CONTACTS.values(found) if found else {"verified_on": timezone.localdate().isoformat()}
    form = ContactForm(request.POST or None, initial=initial, reference=code, is_new=found is None)
    return propose(request, form, TAB, {"subject": name})


urls = [
    path("directory/contacts/", index, name=TAB),
    path("directory/contacts/<str:code>/", contact, name="directory_contact"),
]
