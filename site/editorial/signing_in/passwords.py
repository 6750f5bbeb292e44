"""A forgotten password: asked for as often as the limits say, and answered alike whether the account exists or not."""

from allauth.core import ratelimit
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import PasswordResetView

TEMPLATES = "wagtailadmin/account/password_reset"


class ForgottenPasswordForm(PasswordResetForm):
    def save(self, **options) -> None:
        """The worker writes the mail: an answer that waited for the mail server would tell who has an account."""
        for user in self.get_users(self.cleaned_data["email"]):
            mail_link.enqueue(user.pk, get_language())


class ForgottenPassword(PasswordResetView):
    def get_form_class(self):
        return ForgottenPasswordForm

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        key = request.POST.get("email", "").strip().lower()
        if not ratelimit.consume(request, action="reset_password", key=key):
            return ratelimit.respond_429(request)
        return super().post(request, *args, **kwargs)


@task()
def mail_link(user_pk: int, language: str) -> None:
    """The link is made here, so that the records of tasks never hold one."""
    user = get_user_model().objects.filter(pk=user_pk, is_active=True).first()
    if user is None:
        return
    context = {
        "user": user,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    with override(language):
        PasswordResetForm().send_mail(
            f"{TEMPLATES}/email_subject.txt", f"{TEMPLATES}/email.txt", context, None, user.email
        )
