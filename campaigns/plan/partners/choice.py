"""Who of a campaign's partners may be invited or reminded, and why the others may not."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, PartnerMail, Partnership
from core.words import languages

Kind = PartnerMail.Kind
MOST = 500  # partners at a time: what a mail server takes, and a form
APART = timedelta(days=1)  # a reminder and the mail before it


@dataclass(frozen=True)
class Candidate:
    """`reason` says why it cannot be chosen; empty where it can."""

    partnership: Partnership
    reason: str

    @property
    def may_be_chosen(self) -> bool:
        return not self.reason


def candidates(campaign: Campaign, kind: str) -> list[Candidate]:
    """All who take part, in two queries."""
    mails = Prefetch("mails", PartnerMail.objects.filter(is_former=False))
    found = campaign.partnerships.filter(ended_at=None).select_related("partner", "campaign").prefetch_related(mails)
    ask = _not_invited if kind == Kind.INVITE else _not_reminded
    return [Candidate(one, refusal(one) or ask(list(one.mails.all()))) for one in found]


def refusal(partnership: Partnership) -> str:
    """Why nothing but a recall is mailed to it; empty where it may be mailed."""
    if partnership.ended_at:
        return _("It no longer takes part.")
    if partnership.campaign.is_over:
        return _("The campaign is over.")
    if not partnership.partner.may_be_mailed_since:
        return _("It has not agreed to be mailed: note the day of its consent in the list of partners.")
    return ""


def _not_invited(mails: list[PartnerMail]) -> str:
    invited = next((mail for mail in mails if mail.kind == Kind.INVITE), None)
    if invited is None:
        return ""
    if invited.sent_at is None:
        return _("Its invitation has not gone out yet.")
    return _("It was invited on %(day)s.") % {"day": _day(invited.sent_at)}


def _not_reminded(mails: list[PartnerMail]) -> str:
    if not any(mail.kind == Kind.INVITE and mail.sent_at for mail in mails):
        return _("It has not been invited yet.")
    if any(mail.sent_at is None for mail in mails):
        return _("A mail to it has not gone out yet.")
    last = max(mail.sent_at for mail in mails)
    if last > timezone.now() - APART:
        return _("It was mailed on %(day)s: remind it a day later at the earliest.") % {"day": _day(last)}
    return ""


def _day(moment) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


class MailForm(forms.Form):
    """Whom to mail, and what the team says first: a field for each language in which anybody is written to."""

    partners = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)

    def __init__(self, found: list[Candidate], *data):
        super().__init__(*data)
        self.shown = [one for one in found if one.may_be_chosen][:MOST]
        # One that was mailed meanwhile is passed over, and is no error.
        self.fields["partners"].choices = [(one.partnership.pk, "") for one in found]
        self.fields["partners"].error_messages["required"] = _("Choose at least one partner.")
        spoken = {one.partnership.partner.language for one in found if one.may_be_chosen}
        for code in (code for code in languages.codes() if code in spoken):
            self.fields[f"sentence_{code}"] = forms.CharField(
                label=_("Words of the team in %(language)s") % {"language": languages.language(code).name},
                required=False,
                max_length=600,
                widget=forms.Textarea({"rows": 3, "lang": code, "dir": languages.language(code).direction}),
                help_text=_("They stand at the head of the mail. You may leave this empty."),
            )

    @property
    def sentences(self) -> dict[str, str]:
        """Those of each language, by its code."""
        return {
            name.removeprefix("sentence_"): value.strip()
            for name, value in self.cleaned_data.items()
            if name.startswith("sentence_")
        }

    @cached_property
    def chosen(self) -> set[int]:
        """What is ticked: at first, everybody who can be."""
        if not self.is_bound:
            return {one.partnership.pk for one in self.shown}
        return {int(pk) for pk in self.data.getlist("partners") if pk.isascii() and pk.isdecimal()}
