"""What every page has."""

from http import HTTPMethod

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField as WagtailStreamField
from wagtail.models import Page, PageViewRestriction, Workflow, WorkflowPage
from wagtail.search import index
from wagtail.signals import page_published
from wagtail_localize.fields import SynchronizedField

from core.audiences import AUDIENCES, BUYERS, voice_of
from core.editor import panels as editor_panels
from core.editor.audience_panel import AudiencePanel
from core.editor.copying import DraftCopyForm
from core.files import sharing
from core.navigation import signposts
from core.navigation.frame import Frame
from core.protection import discretion
from core.protection.panel import ZonePanel
from core.protection.zones import DISCREET, Zone, protect
from core.publication import page_rules, varying
from core.publication.sign_off import SignedOff, without
from core.text import tokens
from core.text.token_widgets import TokenPageForm
from core.words import search
from serving import served
from serving.page_cache import offering

# Pixels of the narrowest telephone that is looked at, in the editor's preview too.
NARROW = 360
MOBILE, *WIDER = Page.DEFAULT_PREVIEW_SIZES
# As `FROM_ROW` of what is signed off, of pages alone.
FROM_ROW = frozenset({"content_type", "owner", "alias_of"})


class BasePage(SignedOff, Page):
    """Sharing, zone, search and sitemap fields; one address in all languages.

    Abstract: wagtail-localize does not support another base model than Wagtail's own.
    """

    social_title = models.CharField(
        _("title when shared"), max_length=100, blank=True, help_text=_("Empty: the page's title.")
    )
    social_description = models.CharField(
        _("description when shared"), max_length=200, blank=True, help_text=_("Empty: the search description.")
    )
    social_image = models.ForeignKey(
        "core.CampaignImage",
        verbose_name=_("image when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    zone = models.CharField(
        _("zone"),
        max_length=10,
        choices=Zone,
        default=Zone.OPEN,
        help_text=_("All that is under a protected page is protected too."),
    )
    listed_in_search = models.BooleanField(_("found by the site's own search"), default=True)
    indexed = models.BooleanField(
        _("found by search engines"), default=True, help_text=_("Also lists the page in the sitemap.")
    )

    # Short links and printed codes point at an address whatever the language, so it is the same in all of them.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    # What its address may carry for it, in the query; None for a page with questions of any kind, which is never kept.
    query_parameters: frozenset[str] | None = frozenset({DISCREET})

    has_addresses_below = False  # of things that are no pages, which its `route` finds by the last part of the address

    # A page is read; one that a visitor may send something to says so, and changes nothing by it: see `core.navigation.routing`.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    base_form_class = TokenPageForm
    copy_form_class = DraftCopyForm

    variant = ""  # the wording in which it is served, where it has several

    audience = ""  # for whom it is, of `core.audiences`

    audience_column = ""  # where a query finds the audience, of a type whose pages are not all for the same

    leads_everywhere = False  # a type that names the pages of all readers

    takes_messages = (
        False  # a form, to which no page of the protected zone and none for sheltered readers leads from its frame
    )

    is_in_menus = True  # a type to which its room leads by itself is in none

    always_protected = False  # a type that has no other zone

    counted_in_browser: tuple[str, ...] | None = None  # indicators that a script may count here; None for all

    preview_sizes = [MOBILE | {"device_width": NARROW}, *WIDER]

    search_fields = [
        *Page.search_fields,
        index.SearchField("search_text"),
        index.FilterField("listed_in_search"),
    ]
    title_panels = [ZonePanel(), AudiencePanel(attrs={"hidden": True}), *Page.content_panels]
    body_panels = []
    setting_panels = [
        MultiFieldPanel(
            [FieldPanel("zone"), FieldPanel("listed_in_search"), FieldPanel("indexed")], heading=_("Zone and search")
        ),
        *Page.settings_panels,
    ]
    sharing_panels = [
        FieldPanel("social_title"),
        FieldPanel("social_description"),
        FieldPanel("social_image"),
    ]

    class Meta:
        abstract = True

    @property
    def voice(self) -> str:
        return voice_of(self.audience)

    @property
    def voice_stylesheet(self) -> str:
        """The static file with the colours of its voice, where the site's own stylesheet lacks them."""
        return getattr(AUDIENCES.get(self.voice), "stylesheet", "")

    @property
    def is_dark_by_day(self) -> bool:
        """Whether its ground is dark whatever the reader's screen asks for: that of buyers' pages."""
        return self.voice == BUYERS

    @classmethod
    def get_edit_handler(cls):
        tabs = [
            ObjectList([*cls.title_panels, *cls.body_panels, *editor_panels.panels()], heading=_("Content")),
            ObjectList(
                [
                    MultiFieldPanel(Page.promote_panels, heading=_("Search engines and menus")),
                    MultiFieldPanel([*cls.sharing_panels, *sharing.panels()], heading=_("Sharing")),
                ],
                heading=_("Promote"),
            ),
            ObjectList(cls.setting_panels, heading=_("Settings")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        """The types that name this one as a parent; Wagtail's own page names none, and nobody makes one."""
        return [model for model in super().clean_subpage_models() if model is not Page]

    @classmethod
    def for_serving(cls) -> models.QuerySet:
        """What is read of a page that a visitor asked for; a page type joins here what its template always shows."""
        return cls.objects.select_related("social_image", *sharing.relations()).annotate(**varying.annotations())

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if DISCREET in request.GET:
            self.zone = Zone.PROTECTED  # in this answer alone
        Frame.of(request).page = self
        tokens.hold(self, request)
        offering.offer(request, self)
        varying.vary(request, self)
        served.mark(request, served.of_page(self))
        response = protect(super().serve(request, *args, **kwargs), self.zone)
        return offering.share(request, response, self) if self.zone == Zone.OPEN else response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        Frame.of(request).page = self
        with translation.override(self.locale.language_code):
            tokens.hold(self, request)
            return super().serve_preview(request, mode_name).render()

    def serve_password_required_response(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        Frame.of(request).shelter(self)
        return super().serve_password_required_response(request, *args, **kwargs)

    def save(self, *args, **kwargs):
        if self.alias_of_id and self.locale_id != self.alias_of.locale_id:
            # It would show the first language in silence.
            self.live = False
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        draft = super().with_content_json(without(content, FROM_ROW))
        draft._cached_parent_obj = self.get_parent()  # where treebeard keeps it: a draft has the place of its row
        if Page.locale.is_cached(self):  # and its language
            draft.locale = self.locale
        return draft

    def get_view_restrictions(self) -> models.QuerySet:
        """The restrictions of this page and of those above it, in one query; Wagtail's own way for an alias."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        on_page = models.Q(page__path__in=paths, page__alias_of=None)
        return PageViewRestriction.objects.filter(on_page | models.Q(page__aliases__path__in=paths)).distinct()

    def get_workflow(self) -> Workflow | None:
        """That of this page or of the nearest above it, in one query; Wagtail takes two to four, and one more for `has_workflow`."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        found = WorkflowPage.objects.filter(page__path__in=paths, workflow__active=True).select_related("workflow")
        nearest = found.order_by("-page__depth").first()
        return nearest and nearest.workflow

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def full_clean(self, *args, **kwargs):
        parent = self.get_parent() if self.path else None
        if parent is not None and getattr(parent.specific, "zone", Zone.OPEN) == Zone.PROTECTED:
            self.zone = Zone.PROTECTED
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.expire_at and self.go_live_at and self.expire_at <= self.go_live_at:
            raise ValidationError({"expire_at": _("The page would expire before it goes live.")})
        if self.zone == Zone.PROTECTED:
            discretion.refuse_what_tells(self)
        if wrong := page_rules.problems(self):
            raise ValidationError(wrong)
        signposts.refuse_wrong_ways(self)

    def get_admin_display_title(self) -> str:
        """Says in lists and choosers of the admin that a page is protected."""
        title = super().get_admin_display_title()
        return f"{title} ({gettext('protected zone')})" if self.zone == Zone.PROTECTED else title

    @cached_property
    def search_text(self) -> str:
        """All the words of the page, as `core.words.search` normalises them."""
        texts = [self.search_description, self.social_description, *search.words_of(self)]
        for field in self.search_fields:
            if isinstance(field, index.SearchField) and field.field_name != "search_text":
                texts.append(str(field.get_value(self) or ""))
        for field in self._meta.get_fields():
            if isinstance(field, WagtailStreamField):
                texts.extend(str(text) for text in field.get_searchable_content(getattr(self, field.name)))
        return search.normalise(" ".join(texts), self.locale.language_code)

    @property
    def team_title(self) -> str:
        """As the team tells it from others that may have its title, where one list names them."""
        return self.title

    @property
    def shared_title(self) -> str:
        if self.zone == Zone.PROTECTED:
            return discretion.neutral(self.social_title) or discretion.neutral_title(self)
        return self.social_title or self.seo_title or self.title

    @property
    def shared_description(self) -> str:
        shared = self.social_description or self.search_description
        return discretion.neutral(shared) if self.zone == Zone.PROTECTED else shared

    @property
    def described(self) -> str:
        """What search engines say under its title."""
        return (
            self.shared_description
            if self.zone == Zone.PROTECTED
            else self.search_description or self.shared_description
        )


@receiver(page_published)
def protect_all_below(sender, instance, **kwargs):
    """What is protected protects, in every language, the pages that were under it before."""
    if getattr(instance, "zone", Zone.OPEN) != Zone.PROTECTED:
        return
    below = models.Q()
    for version in Page.objects.filter(translation_key=instance.translation_key):
        below |= models.Q(path__startswith=version.path)
    for content_type in Page.objects.filter(below).order_by().values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if issubclass(model, BasePage):
            model.objects.filter(below).exclude(zone=Zone.PROTECTED).update(zone=Zone.PROTECTED)


def zone_of_any() -> Coalesce:
    """For a query of plain pages: the zone of each, of whatever type; open for a page that has none."""
    zones = [f"{model._meta.model_name}__zone" for model in BasePage.__subclasses__()]
    return Coalesce(*zones, models.Value(Zone.OPEN.value))


def full_title(page: Page, site_name: str) -> str:
    """What the browser's tab says: the page, then the site; of a protected page nothing that tells."""
    if getattr(page, "zone", Zone.OPEN) == Zone.PROTECTED:
        return discretion.neutral_title(page)
    title = page.seo_title or page.title
    return title if site_name in ("", title) else f"{title} – {site_name}"
