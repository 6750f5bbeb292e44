"""The report of all numbers of law that are typed, and of the facts that say them, or have said them."""

from collections import defaultdict

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale

from core.editor.reports import PagesReport
from facts.desk.reports import joined
from facts.models import Fact
from facts.typed.listing import IN_A_REQUEST, refresh
from facts.typed.models import AnsweredNumber, Kind, TypedNumber
from facts.typed.near import tell_all, visible
from facts.typed.numbers import former, key_of

FORMER = "former"


class TypedNumbersFilter(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=Locale.objects.all()
    )
    is_answered = django_filters.ChoiceFilter(
        label=_("State"), choices=[("False", _("open")), ("True", _("answered for"))]
    )
    is_live = django_filters.ChoiceFilter(
        label=_("Public"), choices=[("True", _("public")), ("False", _("in a draft alone"))]
    )
    near = django_filters.ChoiceFilter(
        label=_("Near a fact"),
        choices=[("says", _("a fact says the same")), (FORMER, _("a fact said so before it changed"))],
        method="near_a_fact",
    )

    class Meta:
        model = TypedNumber
        fields = ["kind", "locale", "is_answered", "is_live", "near"]

    def near_a_fact(self, queryset, name, value):
        facts = Facts()
        return queryset.saying(facts.former if value == FORMER else facts.today)


class Facts:
    """{key: the facts that say it today, or have said it before}; two queries."""

    def __init__(self):
        self.today, self.former = defaultdict(list), defaultdict(list)
        facts = {fact.pk: fact for fact in Fact.objects.filter(live=True).exclude(unit="").order_by("name")}
        for fact in facts.values():
            if key := key_of(fact.value, fact.unit):
                self.today[key].append(fact)
        for pk, keys in former(facts.values()).items():
            for key in keys:
                self.former[key].append(facts[pk])


class TypedNumbersReport(PagesReport):
    page_title = _("Typed numbers")
    header_icon = "edit"
    index_url_name = "typed_numbers_report"
    index_results_url_name = "typed_numbers_report_results"
    filterset_class = TypedNumbersFilter
    default_ordering = "page__title"
    list_export = ["text", "kind", "sentence", "page.title", "page.locale", "place", "says", "said", "answered_by"]
    custom_field_preprocess = {name: dict.fromkeys(PagesReport.FORMATS, joined) for name in ("says", "said")}
    export_headings = {
        "text": _("Number"),
        "page.title": _("Page"),
        "page.locale": _("Language"),
        "place": _("Place"),
        "says": _("Facts that say the same"),
        "said": _("Facts that said so before"),
        "answered_by": _("Answered for by"),
    }
    columns = [
        TitleColumn(
            "text",
            label=_("Number"),
            get_url=lambda number: reverse("typed_numbers", args=[number.page_id]),
        ),
        Column("sentence", label=_("Sentence")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("page", label=_("Page"), accessor=lambda number: number.page.get_admin_display_title()),
        Column("language", label=_("Language"), accessor=lambda number: number.page.locale.get_display_name()),
        Column("says", label=_("Facts that say the same"), accessor=lambda number: joined(number.says)),
        Column("said", label=_("Facts that said so before"), accessor=lambda number: joined(number.said)),
        Column("answered_by", label=_("Answered for by")),
    ]

    def get_queryset(self):
        refresh(IN_A_REQUEST)
        numbers = visible(TypedNumber.objects.with_answers(), self.request.user)
        return numbers.select_related("page__locale").order_by("page__title", "page", "pk")

    def decorate_paginated_queryset(self, object_list):
        """Three queries and one for each language, however many rows."""
        numbers, facts = list(object_list), Facts()
        tell_all(numbers)
        answers = AnsweredNumber.of(number.page for number in numbers)
        for number in numbers:
            said = (number.page.translation_key, number.page.locale_id, number.text, number.digest)
            number.says, number.said = facts.today.get(number.key, []), facts.former.get(number.key, [])
            number.answered_by = answers[said].name if said in answers else ""
        return numbers
