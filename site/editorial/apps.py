from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Sign-off and translation")

    def ready(self):
        from wagtail_localize.models import StringTranslation

        from core import guarded_text
        from core.page_cache import unseen
        from editorial import (  # noqa: F401 (they register themselves, or connect their receivers)
            approvals,
            calendar_events,
            drafting,
            erasing,
            file_viewers,
            locales,
            mails,
            propagation,
            readiness,
            segments,
            translated_on,
        )

        drafting.install()
        segments.install()
        translated_on.install()
        guarded_text.guard(StringTranslation)
        unseen("editorial_")  # approvals, reviews, boards and runs: the team's work
