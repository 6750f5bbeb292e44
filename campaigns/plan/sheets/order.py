"""What to make: formats, languages and codes. Codes are chosen by what they are for, since there may be thousands."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.plan.models import Campaign, ChannelKind, TrackedLink
from campaigns.plan.sheets.words import LivePages, name_of, read
from core.words import languages
from press.composition.inking import Ink
from press.content import PressError
from press.films import encoding
from press.films.formats import FILMS
from press.formats import SHEETS, USUAL, Family

GENERAL = Q(placement=None, partner=None)
PLACED = Q(placement__isnull=False, partner=None)
PARTNERS = Q(partner__isnull=False)
KINDS = {"general": GENERAL, "placed": PLACED, "partners": PARTNERS}


@dataclass(frozen=True)
class Group:
    """The codes of a channel that are for the same: itself, its places, its partners."""

    kind: str
    channel: int
    label: str
    is_poster: bool

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.channel}"

    @property
    def condition(self) -> Q:
        return Q(channel=self.channel) & KINDS[self.kind]


def groups(campaign: Campaign) -> list[Group]:
    """In one query, whatever the number of codes."""
    channels = active(campaign).order_by("channel__kind", "channel__name").values("channel", "channel__name")
    counts = {kind: Count("pk", filter=condition) for kind, condition in KINDS.items()}
    rows = channels.annotate(is_poster=Count("pk", filter=Q(channel__kind=ChannelKind.POSTER)), **counts)
    return [
        Group(kind, row["channel"], _label(kind, row["channel__name"], row[kind]), bool(row["is_poster"]))
        for row in rows
        for kind in KINDS
        if row[kind]
    ]


def active(campaign: Campaign):
    return campaign.links.filter(retired_at=None)


def _label(kind: str, channel: str, number: int) -> str:
    said = {"channel": channel, "number": number}
    if kind == "general":
        return _("%(channel)s: the code of the channel itself") % said
    if kind == "placed":
        return ngettext("%(channel)s: %(number)s place", "%(channel)s: %(number)s places", number) % said
    return ngettext("%(channel)s: %(number)s partner", "%(channel)s: %(number)s partners", number) % said


class OrderForm(forms.Form):
    formats = forms.MultipleChoiceField(label=_("Formats"), widget=forms.CheckboxSelectMultiple, required=False)
    films = forms.MultipleChoiceField(label=_("Films"), widget=forms.CheckboxSelectMultiple, required=False)
    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    groups = forms.MultipleChoiceField(label=_("Codes"), widget=forms.CheckboxSelectMultiple, required=False)
    codes = forms.CharField(
        label=_("Single codes"),
        required=False,
        help_text=_("Separated by spaces, as in abc234 xyz567."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, campaign: Campaign, data=None):
        self.campaign, self.code_groups = campaign, groups(campaign)
        live = LivePages(campaign).by_language
        self.missing = [name_of(code) for code in campaign.languages if code not in live]
        self.without_films = encoding.missing()
        super().__init__(data)
        choices = {
            # What another ink spares is of the size of the one above it.
            "formats": [
                (key, f"{form.label} ({form.size})" if form.ink is Ink.COLOUR else form.label)
                for key, form in SHEETS.items()
            ],
            "films": [(key, f"{form.label} ({form.size})") for key, form in FILMS.items()],
            "languages": [(code, name_of(code)) for code in languages.codes() if code in live],
            "groups": [(group.key, group.label) for group in self.code_groups],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered
            self.fields[name].initial = [key for key, _label in offered]
        self.fields["formats"].initial, self.fields["films"].initial = list(USUAL), []
        self.fields["groups"].initial = [self.code_groups[self._default()].key] if self.code_groups else []

    @property
    def families(self) -> list[tuple[str, list]]:
        """The boxes of the formats, by where their sheets are seen."""
        boxes = {box.data["value"]: box for box in self["formats"]}
        return [(one.label, [boxes[key] for key, form in SHEETS.items() if form.family is one]) for one in Family]

    def _default(self) -> int:
        """A general code, of a poster channel where there is one: what everybody may print."""
        ranks = [(group.kind != "general", not group.is_poster) for group in self.code_groups]
        return ranks.index(min(ranks))

    def clean(self):
        data = super().clean()
        chosen = [group for group in self.code_groups if group.key in data.get("groups", ())]
        condition = Q(code__in=self._single(data.get("codes", "")))
        for group in chosen:
            condition |= group.condition
        self.links = list(active(self.campaign).filter(condition).select_related("page").order_by("channel", "pk"))
        if not self.links and not self.errors:
            self.add_error("groups", _("Choose at least one code: each sheet bears one."))
        if not self.keys and not self.errors:
            self.add_error("formats", _("Choose at least one format and one language."))
        if data.get("films"):
            self._check_films(data["films"], data.get("languages", ()))
        return data

    @property
    def keys(self) -> list[str]:
        """Of the sheets and films that are asked for."""
        said = getattr(self, "cleaned_data", {})
        return [*said.get("formats", ()), *said.get("films", ())]

    def _check_films(self, keys: list[str], spoken: list[str]) -> None:
        """What is missing to make them, and words that nobody could read in so short a time: told before anything is made."""
        if self.without_films:
            self.add_error("films", self.without_films)
            return
        pages = LivePages(self.campaign).by_language
        contents = [read(pages[language][0]).content for language in spoken if language in pages]
        shortest = {FILMS[key].seconds: FILMS[key] for key in keys}
        for content in contents:
            for _seconds, form in sorted(shortest.items()):
                try:
                    form.shots(content)
                except PressError as error:
                    self.add_error("films", f"{name_of(content.language)}: {error.message}")

    def _single(self, typed: str) -> set[str]:
        # Of a whole address, too, in a language or in none.
        wanted = {code.lower().rpartition("/s/")[2].partition("/")[0] for code in typed.replace(",", " ").split()}
        unknown = wanted - set(active(self.campaign).filter(code__in=wanted).values_list("code", flat=True))
        if unknown:
            text = _("These are no codes of this campaign, or they are retired: %(codes)s.")
            self.add_error("codes", text % {"codes": ", ".join(sorted(unknown))})
        return wanted - unknown

    @property
    def number(self) -> int:
        """Of files, as it was filled in, or as it is proposed."""
        if self.is_bound:
            said = self.cleaned_data if self.is_valid() else {}
            return len(self.keys) * len(said.get("languages", ())) * len(getattr(self, "links", ()))
        proposed = [len(self.fields[name].initial) for name in ("formats", "languages")]
        return proposed[0] * proposed[1] * self._links_proposed()

    def _links_proposed(self) -> int:
        key = next(iter(self.fields["groups"].initial), None)
        group = next((group for group in self.code_groups if group.key == key), None)
        return TrackedLink.objects.filter(group.condition, retired_at=None).count() if group else 0
