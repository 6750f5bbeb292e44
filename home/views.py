"""Views of the front door that are no pages."""

import logging
from smtplib import SMTPException

from django import forms
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItemPerHour

from core.navigation.frame import Frame
from core.web.public_forms import PublicForm, WordsField, public_form
from serving import rates

AN_HOUR = RateLimitItemPerHour(20)  # from one address: each is a mail to the team
logger = logging.getLogger(__name__)


class ProblemForm(PublicForm):
    purpose = "accessibility problem"

    message = WordsField(
        label=_("What was the problem?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The page, what you wanted to do, and what you use: browser, screen reader, magnifier…"),
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only if you want an answer."),
    )


@public_form
def report_problem(request: HttpRequest) -> HttpResponse:
    """Send what a visitor reports to the team by mail; nothing is stored."""
    frame = Frame.of(request)
    frame.shelter()  # every page leads here, those for young people too
    operator = frame.operator
    recipient = operator.accessibility_email or operator.contact_email
    if not recipient:
        raise Http404
    form = ProblemForm(request.POST if request.method == "POST" else None)
    context, status = {"form": form}, 200
    if form.is_valid() and not rates.allows(request.META, limit=AN_HOUR):
        form.add_error(
            None, _("Many messages came from your network. Your text is still here: please try again in an hour.")
        )
        status = 429
    elif form.is_valid():
        context |= {"sent": True} if _send(form, recipient) else {"failed": True}
    elif form.errors:
        status = 422
    frame.speak("report_problem")
    response = render(request, "home/report_problem.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _send(form: ProblemForm, recipient: str) -> bool:
    """Whether the mail server took it."""
    text = form.cleaned_data["message"]
    if form.cleaned_data["reply_to"]:
        text += f"\n\n{_('Answer to:')} {form.cleaned_data['reply_to']}"
    try:
        send_mail(str(_("Accessibility problem")), text, None, [recipient])
    except (OSError, SMTPException):
        logger.exception("a reported accessibility problem could not be sent")
        return False
    return True
