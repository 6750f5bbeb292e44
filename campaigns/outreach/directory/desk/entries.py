"""The entries of the directory in the admin: their list, and the form by which a change of one is proposed."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.outreach.directory import stale
from campaigns.outreach.directory.desk.forms import EntryForm
from campaigns.outreach.directory.desk.frame import propose, require, show, told
from campaigns.outreach.directory.forms import initial
from campaigns.outreach.directory.models import Entry, Organisation
from campaigns.outreach.directory.proposals.acts import ADD
from campaigns.outreach.directory.proposals.kinds import ENTRIES
from campaigns.outreach.directory.sheets import download
from campaigns.outreach.directory.vocabulary import Need
from country.territories import TERRITORIES

TAB = "directory_entries"
SHOWN = 50
CSV = "text/csv; charset=utf-8"
NATIONAL = "national"


class FilterForm(forms.Form):
    """Which entries are listed; what is not known chooses nothing less."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    territory = forms.ChoiceField(label=gettext_lazy("Territory"), required=False)
    need = forms.ChoiceField(
        label=gettext_lazy("Need"), required=False, choices=[("", gettext_lazy("All")), *Need.choices]
    )
    source = forms.ChoiceField(label=gettext_lazy("Source"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("live", gettext_lazy("public")),
            ("stale", gettext_lazy("not verified for 12 months")),
            ("withdrawn", pgettext_lazy("entry of the directory", "withdrawn")),
            ("demonstration", gettext_lazy("demonstration")),
        ],
    )

    def __init__(self, *args):
        super().__init__(*args)
        everything = [("", _("All"))]
        national = [(NATIONAL, _("the whole country"))]
        listed = [(code, f"{code} {name}") for code, name in sorted(TERRITORIES.items())]
        self.fields["territory"].choices = everything + national + listed
        sources = Entry.objects.order_by("source_title").values_list("source_title", flat=True).distinct()
        self.fields["source"].choices = everything + [(one, one) for one in sources]

    def entries(self) -> QuerySet[Entry]:
        chosen = Entry.objects.select_related("organisation")
        said = self.cleaned_data if self.is_valid() else {}
        if said.get("q"):
            chosen = chosen.filter(
                Q(name__icontains=said["q"])
                | Q(city__icontains=said["q"])
                | Q(reference__icontains=said["q"])
                | Q(organisation__name__icontains=said["q"])
            )
        if said.get("territory"):
            chosen = chosen.filter(territory="" if said["territory"] == NATIONAL else said["territory"])
        if said.get("need"):
            # The list as it is written, which both databases can search.
            written = Cast("services", CharField())
            chosen = chosen.annotate(written=written).filter(written__contains=f'"{said["need"]}"')
        if said.get("source"):
            chosen = chosen.filter(source_title=said["source"])
        return chosen.filter(STATES.get(said.get("state") or "", Q())).order_by("name", "pk")


STATES = {
    "live": Q(withdrawn_at=None),
    "withdrawn": Q(withdrawn_at__isnull=False),
    "demonstration": Q(organisation__is_demonstration=True),
}


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    require(request)
    form = FilterForm(request.GET)
    entries = _chosen(form)
    page = Paginator(entries, SHOWN).get_page(request.GET.get("p"))
    context = {"form": form, "page": page, "before": stale.before(), "number": page.paginator.count}
    return show(request, "entries.html", TAB, context)


def _chosen(form: FilterForm) -> QuerySet[Entry]:
    entries = form.entries()
    is_stale = form.is_valid() and form.cleaned_data["state"] == "stale"
    # The day is that of the request, not that of the start of the process.
    return entries.filter(stale.stale()).order_by(F("verified_on"), "pk") if is_stale else entries


@require_admin_access
@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The entries that the filters choose, as the import takes them back."""
    require(request)
    return attached(download.rows(_chosen(FilterForm(request.GET))), f"directory-{timezone.localdate()}.csv")


def attached(rows, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(rows, content_type=CSV, headers=headers)


@require_admin_access
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """What an entry says, and the form that proposes something else to those who may."""
    require(request)
    found = get_object_or_404(Entry.objects.select_related("organisation"), pk=pk)
    if not request.user.has_perm(ADD):
        return show(request, "entry.html", TAB, {"subject": found.name, "told": told(ENTRIES, found)})
    values = initial(ENTRIES.values(found))
    form = EntryForm(request.POST or None, initial=values, reference=found.reference)
    return propose(request, form, TAB, {"subject": found.name, "organisations": _names()})


@require_admin_access
def add(request: HttpRequest) -> HttpResponse:
    require(request, ADD)
    start = {"verified_on": timezone.localdate().isoformat(), "languages": "fr"}
    form = EntryForm(request.POST or None, initial=start, reference="", is_new=True)
    return propose(request, form, TAB, {"subject": _("Propose a new entry"), "organisations": _names()})


def _names() -> QuerySet:
    return Organisation.objects.values_list("name", flat=True)


urls = [
    path("directory/", index, name=TAB),
    path("directory/entries.csv", as_csv, name="directory_csv"),
    path("directory/add/", add, name="directory_add"),
    path("directory/<int:pk>/", entry, name="directory_entry"),
]
