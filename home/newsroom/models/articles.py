"""A piece of news or a press release in one language."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core import audiences
from core.models import BasePage
from core.publication.visibility import public
from core.text.fields import StreamField, TokenTextField
from home.newsroom.blocks import ARTICLE_BLOCKS
from home.newsroom.embargo import ArticleForm, at, wake_at
from home.newsroom.panels import files_panel
from serving.page_cache import shown_until, withdrawn


class ArticleQuerySet(PageQuerySet):
    def told(self) -> "ArticleQuerySet":
        """Those that a visitor may see, the newest first, without their texts."""
        return public(self.public()).order_by("-date", "-pk").defer_streamfields()


class ArticlePage(BasePage):
    """Its embargo is that of the page from which it was translated, which is asked at each save."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        RELEASE = "release", _("press release")

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.NEWS,
        help_text=_("A press release is in the press room, too, and is made as PDF and ODT."),
    )
    date = models.DateField(
        _("date"), blank=True, help_text=_("Empty: the day of the embargo, or else today. The archive goes by it.")
    )
    embargo = models.DateTimeField(_("embargo until"), null=True, blank=True, db_index=True)
    summary = TokenTextField(
        _("summary"), max_length=400, help_text=_("In one or two sentences: it stands in lists, the feed and searches.")
    )
    body = StreamField(ARTICLE_BLOCKS, verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(ArticleQuerySet)()
    base_form_class = ArticleForm
    audience = audiences.PUBLIC
    has_addresses_below = True
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("kind", overridable=False),
        SynchronizedField("date", overridable=False),
        SynchronizedField("embargo", overridable=False),
    ]
    parent_page_types = ["newsroom.NewsIndexPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    body_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date"), FieldPanel("embargo")]),
        FieldPanel("summary"),
        FieldPanel("body"),
        files_panel(),
    ]

    class Meta:
        verbose_name = _("news item or press release")
        verbose_name_plural = _("news and press releases")
        indexes = [models.Index(fields=["-date"], name="articles_by_date")]

    @property
    def is_release(self) -> bool:
        return self.kind == self.Kind.RELEASE

    @property
    def held_until(self) -> datetime | None:
        """When its embargo ends; None where none keeps it back."""
        return self.embargo if self.embargo and self.embargo > timezone.now() else None

    @property
    def embargo_told(self) -> str:
        return at(self.embargo)

    @property
    def is_open_from(self) -> datetime:
        """When it became public."""
        first = self.first_published_at or timezone.now()
        return max(first, self.embargo) if self.embargo else first

    @property
    def is_changed_at(self) -> datetime:
        return max(self.last_published_at or self.is_open_from, self.is_open_from)

    @cached_property
    def original(self) -> "ArticlePage | None":
        """The page from which it was translated: the first that there was; None of that one."""
        others = ArticlePage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        first = others.only("title", "embargo", "date").order_by("pk").first()
        return first if first and (self.pk is None or first.pk < self.pk) else None

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Its files lie at `pdf/` and `odt/`."""
        from home.newsroom.printed import MAKERS

        if self.live and len(path_components) == 1 and path_components[0] in MAKERS:
            return RouteResult(self, kwargs={"file_format": path_components[0]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, file_format: str = "") -> HttpResponse:
        if self.held_until:
            shown_until(request, self.embargo)  # the answer that there is nothing here
            raise Http404
        if file_format:
            from home.newsroom.downloads import answer

            return answer(request, self, file_format)
        return super().serve(request)

    @property
    def room(self) -> Any:
        """The PressRoomPage of its language, whose contacts stand below it; None of what is no release."""
        from home.newsroom.models.rooms import PressRoomPage

        return PressRoomPage.in_language(self.locale_id) if self.is_release else None

    def get_context(self, request: HttpRequest, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "room": self.room,
            "files": self._files(),
            "feed": f"{(self.get_url(request) or '').removesuffix(f'{self.slug}/')}atom/",
        }

    def _files(self) -> list[tuple[str, int]]:
        """(format, bytes) of each file that can be had; none known of the size where it is made when somebody asks."""
        from home.newsroom.printed import MAKERS

        if not self.is_release:
            return []
        made = {file.format: file for file in self.files.all()} if self.pk else {}
        return [
            (name, made[name].size if name in made else 0)
            for name in MAKERS
            if not (name in made and made[name].problem)
        ]

    def with_content_json(self, content):
        """Each version has the embargo that it would be approved with: of a translation, that of its original."""
        draft = super().with_content_json(content)
        if draft.original is not None:
            draft.embargo = draft.original.embargo
        return draft

    def full_clean(self, *args, **kwargs):
        self._settle()
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.date and not self.embargo and not self.go_live_at and self.date > timezone.localdate():
            raise ValidationError(
                {"date": _("This day is to come. Give an embargo, or choose the day on which it is public.")}
            )

    def save(self, *args, **kwargs):
        self._settle()
        saved = super().save(*args, **kwargs)
        if self.original is None:
            self._lead_translations()
        if self.live and self.held_until:  # it may have been public before
            withdrawn()
            transaction.on_commit(lambda: wake_at(self.embargo), robust=True)
        return saved

    def _settle(self) -> None:
        self.__dict__.pop("original", None)
        if self.original is not None:
            self.embargo = self.original.embargo
        self.date = self.date or timezone.localdate(self.embargo)

    def _lead_translations(self) -> None:
        """Its embargo holds in each language, whatever the state of the page there."""
        versions = ArticlePage.objects.filter(
            Q(translation_key=self.translation_key) | Q(alias_of__translation_key=self.translation_key)
        )
        versions.exclude(pk=self.pk).update(embargo=self.embargo)
