"""Whether mails would leave: the server is greeted, and signed in to; nothing is sent."""

from django.conf import settings
from django.core.mail import mailers

from core.upkeep.doctor import Finding, check, ok, problem, warning

PATIENCE = 5  # seconds


@check("mail")
def mail() -> Finding:
    known = settings.MAILERS["default"]
    if not known["BACKEND"].endswith("smtp.EmailBackend"):
        return warning(
            "Mails are printed, not sent: nobody is asked for a review, and no password can be set anew.",
            "Set MAIL_URL, as in smtp://user:password@host:587.",
        )
    options = known["OPTIONS"]
    where = f"{options['host']}:{options['port']}"
    sender = mailers.default
    sender.timeout = PATIENCE
    try:
        sender.open()
        answered = sender.connection.noop()[0]
    except Exception as error:
        return problem(f"The mail server {where} refuses us: {type(error).__name__}.", _remedy(error))
    finally:
        sender.close()
    if answered != 250:
        return problem(f"The mail server {where} answers {answered}.", "See its log.")
    if settings.DEFAULT_FROM_EMAIL == "no-reply@localhost":
        return warning(f"The mail server {where} answers; the sender is no-reply@localhost.", "Set MAIL_FROM.")
    return ok(f"The mail server {where} answers{' and knows us' if options['username'] else ''}.")


def _remedy(error: Exception) -> str:
    if "Authentication" in type(error).__name__:
        return "Look at user and password in MAIL_URL."
    if "NotSupported" in type(error).__name__:
        return "It offers no STARTTLS or no sign-in: write smtps:// in MAIL_URL, or leave the user out."
    return "Look at host and port in MAIL_URL, and whether this machine may reach them."
