"""The guarded views take the place of wagtail-localize's: the first address that matches is served."""

from django.urls import path
from wagtail import hooks

from editorial.localize import GuardedSubmitPageTranslationView, GuardedUpdateTranslationsView


@hooks.register("register_admin_urls", order=-10)
def guarded_urls():
    return [
        path("localize/update/<int:translation_source_id>/", GuardedUpdateTranslationsView.as_view()),
        path("localize/submit/page/<int:page_id>/", GuardedSubmitPageTranslationView.as_view()),
    ]
