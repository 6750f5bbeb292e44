"""What to make: formats, languages and codes. Codes are chosen by what they are for, since there may be thousands."""

from collections.abc import Sequence
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
# Where films are shown, the likeliest first.
FOR_FILMS = (ChannelKind.SOCIAL, ChannelKind.TELEVISION, ChannelKind.DISPLAY)


@dataclass(frozen=True)
class Group:
    """The codes of a channel that are for the same: itself, its places, its partners."""

    kind: str
    channel: int
    label: str
    channel_kind: str

    def rank(self, kinds: Sequence[str]) -> tuple[int, int]:
        """Sorts by it: the channel itself first, then the earlier of these kinds."""
        place = kinds.index(self.channel_kind) if self.channel_kind in kinds else len(kinds)
        return (self.kind != "general", place)

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.channel}"

    @property
    def condition(self) -> Q:
        return Q(channel=self.channel) & KINDS[self.kind]


def groups(campaign: Campaign) -> list[Group]:
    """In one query, whatever the number of codes."""
    channels = active(campaign).order_by("channel__kind", "channel__name")
    counts = {kind: Count("pk", filter=condition) for kind, condition in KINDS.items()}
    rows = channels.values("channel", "channel__name", "channel__kind").annotate(**counts)
    return [
        Group(kind, row["channel"], _label(kind, row["channel__name"], row[kind]), row["channel__kind"])
        for row in rows
        for kind in KINDS
        if row[kind]
    ]


def active(campaign: Campaign):
    return campaign.links.filter(retired_at=None)


def film_code(campaign: Campaign) -> TrackedLink | None:
    """The code that is for films; None where no channel shows any."""
    found = active(campaign).filter(GENERAL, channel__kind__in=FOR_FILMS).select_related("channel", "page")
    return min(found, key=lambda link: (FOR_FILMS.index(link.channel.kind), link.pk), default=None)


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
    groups = forms.MultipleChoiceField(label=_("Codes of sheets"), widget=forms.CheckboxSelectMultiple, required=False)
    film_groups = forms.MultipleChoiceField(
        label=_("Codes of films"), widget=forms.CheckboxSelectMultiple, required=False
    )
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
            "film_groups": [(group.key, group.label) for group in self.code_groups],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered
            self.fields[name].initial = [key for key, _label in offered]
        planned = campaign.planned_sheets
        self.fields["formats"].initial = [key for key in planned if key in SHEETS] or list(USUAL)
        self.fields["films"].initial = [] if self.without_films else [key for key in planned if key in FILMS]
        self.fields["groups"].initial = [group.key for group in self._first((ChannelKind.POSTER,))]
        self.fields["film_groups"].initial = [
            group.key for group in self._first(FOR_FILMS) if group.channel_kind in FOR_FILMS and group.kind == "general"
        ]

    @property
    def families(self) -> list[tuple[str, list]]:
        """The boxes of the formats, by where their sheets are seen, and there by kind: (a sheet in colour, the same in other inks)."""
        boxes = {box.data["value"]: box for box in self["formats"]}
        kinds: dict[Family, dict[str, list]] = {one: {} for one in Family}
        for key, form in SHEETS.items():
            kind = key.removesuffix(f"-{form.ink.value}") if form.ink is not Ink.COLOUR else key
            kinds[form.family].setdefault(kind, []).append(boxes[key])
        return [(one.label, [(first, rest) for first, *rest in of.values()]) for one, of in kinds.items()]

    @property
    def has_code_for_films(self) -> bool:
        """Whether one is proposed: that of a poster would count who saw a film as somebody who stood before a poster."""
        return bool(self.fields["film_groups"].initial)

    def _first(self, kinds: Sequence[str]) -> list[Group]:
        """What is proposed: a general code, of such a channel where there is one."""
        return sorted(self.code_groups, key=lambda group: group.rank(kinds))[:1]

    def clean(self):
        data = super().clean()
        single = Q(code__in=self._single(data.get("codes", "")))
        self.links = self._chosen(data.get("groups", ()), single)
        self.film_links = self._chosen(data.get("film_groups", ()), single)
        if data.get("formats") and not self.links and not self.errors:
            self.add_error("groups", _("Choose at least one code: each sheet bears one."))
        if data.get("films") and not self.film_links and not self.errors:
            self.add_error("film_groups", _("Choose at least one code: each film shows its address."))
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

    def _chosen(self, keys: Sequence[str], single: Q) -> list[TrackedLink]:
        condition = single
        for group in self.code_groups:
            if group.key in keys:
                condition |= group.condition
        return list(active(self.campaign).filter(condition).select_related("page").order_by("channel", "pk"))

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
            sheets = len(said.get("formats", ())) * len(getattr(self, "links", ()))
            films = len(said.get("films", ())) * len(getattr(self, "film_links", ()))
            return (sheets + films) * len(said.get("languages", ()))
        proposed = [len(self.fields[name].initial) for name in ("formats", "languages")]
        return proposed[0] * proposed[1] * self._links_proposed()

    def _links_proposed(self) -> int:
        key = next(iter(self.fields["groups"].initial), None)
        group = next((group for group in self.code_groups if group.key == key), None)
        return TrackedLink.objects.filter(group.condition, retired_at=None).count() if group else 0
