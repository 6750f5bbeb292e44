"""The pages with a form: who reads what is sent, for how long it is kept, and the fields."""

from http import HTTPMethod

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core import audiences
from core.models import BasePage
from core.text.fields import StreamField, TokenTextField
from letterbox.blocks import FIELD_BLOCKS, twice_in
from letterbox.models.message import VIEW, Kind

SHORTEST, LONGEST = 7, 365  # days
MOST_FIELDS = 12
TEMPLATE = "letterbox/form_page.html"


def may_read() -> models.Q:
    """The groups that a form may name."""
    app, _dot, code = VIEW.partition(".")
    codes = models.Q(permissions__codename=code, permissions__content_type__app_label=app)
    return models.Q(pk__in=Group.objects.filter(codes).values("pk"))


class MessageFormPage(models.Model):
    """What both types are, beside a page: a query of all types asks for those that are a `BasePage` by themselves."""

    lead = TokenTextField(_("lead"), max_length=500, blank=True)
    fields = StreamField(FIELD_BLOCKS, verbose_name=_("fields"), min_num=1, max_num=MOST_FIELDS)
    asks_for_address = models.BooleanField(
        _("asks for an e-mail address"), default=True, help_text=_("Visitors need not give one.")
    )
    readers = models.ForeignKey(
        Group,
        verbose_name=_("role that reads the messages"),
        on_delete=models.PROTECT,
        limit_choices_to=may_read,
        related_name="+",
        help_text=_("Nobody else reads them, those who may do everything else included."),
    )
    read_by = models.CharField(
        _("who reads them, as visitors are told"), max_length=120, help_text=_("Such as: the press officer.")
    )
    kept_days = models.PositiveSmallIntegerField(
        _("days for which messages are kept"),
        default=90,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
    )
    answer_template = models.TextField(
        _("beginning of an answer"), max_length=2_000, blank=True, help_text=_("Proposed to whoever answers a message.")
    )

    audience = audiences.PUBLIC
    takes_messages = True
    query_parameters = None  # each form that is shown has a token of its own
    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]
    private_page_options = []  # whoever has something to say has no password
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [
        FieldPanel("lead"),
        FieldPanel("fields"),
        FieldPanel("asks_for_address"),
        MultiFieldPanel(
            [
                FieldPanel("readers", required_on_save=True),
                FieldPanel("read_by"),
                FieldRowPanel([FieldPanel("kept_days")]),
                FieldPanel("answer_template"),
            ],
            heading=_("What becomes of the messages"),
        ),
    ]

    class Meta:
        abstract = True

    sent = None  # what became of what this request sent: see `letterbox.post.receiving`

    @cached_property
    def purpose(self) -> str:
        """What its tokens are good for."""
        return f"letterbox {self.pk}"

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        from letterbox.rules import is_place_for_forms

        return super().can_exist_under(parent) and is_place_for_forms(parent.specific)

    def clean(self):
        super().clean()
        if twice := twice_in(block.value["label"] for block in self.fields):
            said = _("Two fields are called “%(name)s”: whoever reads the answers could not tell them apart.")
            raise ValidationError({"fields": said % {"name": twice}})
        if self.readers_id and not self.readers.user_set.filter(is_active=True).exists():
            raise ValidationError(
                {
                    "readers": _(
                        "Nobody has this role: nobody would read what is sent. Choose another, or give it to somebody."
                    )
                }
            )

    def with_content_json(self, content):
        """A version of long ago may name a role that was deleted since: it names none."""
        gone = not Group.objects.filter(pk=content["readers"]).exists()
        return super().with_content_json(content | {"readers": None} if gone else content)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        from letterbox.post.receiving import receive

        if request.method == HTTPMethod.POST:
            return receive(request, self)
        return self.answered(request, *args, **kwargs)

    def answered(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        if self.sent is not None:
            response.status_code = self.sent.status
        return response

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from letterbox.post.receiving import shown

        return super().get_context(request, *args, **kwargs) | shown(request, self)


class FormPage(MessageFormPage, BasePage):  # noqa: DJ008 (pages have one)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[(kind.value, kind.label) for kind in Kind if kind != Kind.CORRECTION],
        default=Kind.CONTACT,
    )

    template = TEMPLATE
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    body_panels = [FieldPanel("kind"), *MessageFormPage.body_panels]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")


class CorrectionPage(MessageFormPage, BasePage):  # noqa: DJ008 (pages have one)
    """To this form every open page leads, with its own number; its title is the words of that link."""

    kind = Kind.CORRECTION
    is_in_menus = False
    max_count_per_parent = 1
    template = TEMPLATE
    parent_page_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("form for errors on a page")
        verbose_name_plural = _("forms for errors on a page")
