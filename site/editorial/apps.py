from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Sign-off and translation")

    def ready(self):
        from wagtail_localize.models import StringTranslation

        from core.words import guarded_text
        from editorial import calendar_events, erasing, readiness  # noqa: F401 (they register themselves, or connect their receivers)
        from editorial.access import file_viewers  # noqa: F401 (they register themselves, or connect their receivers)
        from editorial.sign_off import approvals, mails  # noqa: F401 (they register themselves, or connect their receivers)
        from editorial.translation import days as translated_on
        from editorial.translation import drafting, locales, propagation, segments  # noqa: F401 (they register themselves, or connect their receivers)
        from serving.page_cache import unseen

        drafting.install()
        segments.install()
        translated_on.install()
        guarded_text.guard(StringTranslation)
        unseen("editorial_")  # approvals, reviews, boards and runs: the team's work
