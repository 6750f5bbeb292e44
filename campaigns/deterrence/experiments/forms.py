"""Planning an experiment: what is varied and how, what is expected, by what it is measured, and how long it runs."""

from collections.abc import Iterator

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from campaigns.deterrence.experiments.models import LETTERS, Experiment, VariantWording
from campaigns.deterrence.experiments.places import places
from campaigns.deterrence.experiments.running import rules
from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign
from core.publication.visibility import public
from core.text.tokens import kept

MOST_PAGES = 100


def pages_for(campaign: Campaign) -> list[Page]:
    """Open pages of the first language that somebody may vary: the campaign's own first, then those for its audience."""
    found = public(Page.objects.live().filter(locale=Locale.get_default(), alias_of=None)).specific()
    own = {page.pk for page in belonging.pages(campaign)}
    fit = [
        page
        for page in found
        if getattr(page, "query_parameters", None) is not None
        and not rules.is_protected(page)
        and (page.pk in own or not isinstance(page, tuple(belonging.WAYS)))
        and getattr(page, "audience", None) in (campaign.audience, "public")
    ]
    return sorted(fit, key=lambda page: (page.pk not in own, page.audience != campaign.audience))[:MOST_PAGES]


def choices(campaign: Campaign) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(page, its places), the values naming both."""
    for page in pages_for(campaign):
        found = [(f"{page.pk}:{place.key}", place.label) for place in places(page)]
        if found:
            yield page.title, found


class ExperimentForm(forms.ModelForm):
    where = forms.ChoiceField(
        label=_("what is varied"),
        help_text=_("One sentence or call to action of one page. Its own words are the wording A."),
    )

    class Meta:
        model = Experiment
        fields = ["name", "hypothesis", "outcome", "planned"]
        widgets = {"hypothesis": forms.Textarea(attrs={"rows": 3})}

    field_order = ["name", "hypothesis", "where", "outcome", "planned"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["where"].choices = [("", "—"), *choices(self.instance.campaign)]
        if self.instance.page_id:
            self.initial["where"] = f"{self.instance.page_id}:{self.instance.place}"
        drafts = {one.letter: one.get_latest_revision_as_object() for one in self._kept().values()}
        for letter in LETTERS:
            self._add_wording(letter, drafts.get(letter))

    def _kept(self) -> dict[str, VariantWording]:
        if not self.instance.pk:
            return {}
        return {one.letter: one for one in self.instance.wordings.filter(locale=self.instance.page.locale_id)}

    def _add_wording(self, letter: str, draft: VariantWording | None) -> None:
        said = {"letter": letter.upper()}
        self.fields[f"text_{letter}"] = forms.CharField(
            label=_("Wording %(letter)s") % said,
            max_length=160,
            required=letter == LETTERS[0],
            initial=kept(draft.text) if draft else "",
        )
        self.fields[f"detail_{letter}"] = forms.CharField(
            label=_("Wording %(letter)s, detail") % said,
            max_length=400,
            required=False,
            initial=kept(draft.detail) if draft else "",
            help_text=_("Empty where the page’s own words have none."),
        )

    def clean(self):
        cleaned = super().clean()
        page, _colon, place = (cleaned.get("where") or "").partition(":")
        if not place:
            return cleaned
        self.instance.page, self.instance.place = Page.objects.get(pk=page), place
        self.instance.page_key = self.instance.page.translation_key
        for letter in self._written():
            self._check(letter)
        return cleaned

    def _written(self) -> list[str]:
        return [letter for letter in LETTERS if self.cleaned_data.get(f"text_{letter}")]

    def _wording(self, letter: str) -> VariantWording:
        wording = self._kept().get(letter) or VariantWording(
            experiment=self.instance, letter=letter, locale=self.instance.page.locale, live=False
        )
        wording.text, wording.detail = self.cleaned_data[f"text_{letter}"], self.cleaned_data[f"detail_{letter}"]
        return wording

    def _check(self, letter: str) -> None:
        """With the rules of the wording itself; the experiment need not exist yet."""
        if wrong := rules.wrong_in(self._wording(letter)):
            self.add_error(f"text_{letter}", wrong)

    @transaction.atomic
    def save(self, commit=True):
        experiment = super().save()
        kept, written = self._kept(), self._written()
        for letter in written:
            wording = self._wording(letter)
            wording.experiment = experiment
            self._keep(wording)
        experiment.wordings.filter(letter__in=kept.keys() - set(written)).delete()
        return experiment

    def _keep(self, wording: VariantWording) -> None:
        """As a draft of whoever wrote it; what is live stays until other words are approved."""
        if wording.pk is None:
            wording.save()
        else:
            before = wording.get_latest_revision_as_object()
            if (before.text, before.detail) == (wording.text, wording.detail):
                return
        wording.save_revision(user=self.user)


class SizeForm(forms.Form):
    """How many views it takes to see a difference."""

    rate = forms.DecimalField(
        label=_("outcomes of 100 views now"), min_value=0.01, max_value=99, decimal_places=2, localize=True
    )
    difference = forms.DecimalField(
        label=_("smallest difference that matters, in points"),
        min_value=0.01,
        max_value=50,
        decimal_places=2,
        localize=True,
    )
    wordings = forms.IntegerField(label=_("number of wordings"), min_value=2, max_value=4, initial=2)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("why it ends before its size"), max_length=300)
