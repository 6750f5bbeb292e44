"""What a reviewer says, and why something is taken down."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RejectionForm(forms.Form):
    comment = forms.CharField(
        label=_("What has to change"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The author reads it in a mail, and it stays in the history."),
    )


class TakedownForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, for the history"), required=False, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class ApprovalForm(forms.Form):
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It goes into the mail and stays in the history."),
    )


class PublicationForm(ApprovalForm):
    """`for_text` before it is shown: a task does not know of which text it makes a form."""

    accepts_incomplete = forms.BooleanField(
        label=_("Publish even where a translation is incomplete"),
        required=False,
        help_text=_("What is not translated shows in French. Recorded with your name."),
    )
