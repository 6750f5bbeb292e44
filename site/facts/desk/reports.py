"""The report of facts and where they are shown."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex

from facts.models import Fact


def due():
    """Facts past their review date, out of force, or without a source."""
    today = timezone.localdate()
    return Fact.objects.filter(
        Q(review_by__lt=today) | Q(in_force_until__lt=today) | Q(source_url="") | Q(source_title="")
    )


def joined(found: list) -> str:
    return ", ".join(str(one) for one in found)


class FactsReport(ReportView):
    page_title = _("Facts to review")
    header_icon = "clipboard-list"
    index_url_name = "facts_report"
    index_results_url_name = "facts_report_results"
    default_ordering = "review_by"
    list_export = ["name", "value", "unit", "source_title", "source_url", "review_by", "why", "pages"]
    custom_field_preprocess = {name: dict.fromkeys(ReportView.FORMATS, joined) for name in ("why", "pages")}
    columns = [
        TitleColumn("name", label=_("Fact"), url_name="wagtailsnippets_facts_fact:edit"),
        Column("why", label=_("Why"), accessor=lambda fact: joined(fact.why)),
        DateColumn("review_by", label=_("Review by")),
        Column(
            "pages",
            label=_("Shown on"),
            accessor=lambda fact: ", ".join(page.get_admin_display_title() for page in fact.pages) or _("no page"),
        ),
    ]

    def get_queryset(self):
        return due().order_by("review_by", "name")

    def decorate_paginated_queryset(self, object_list):
        facts = list(object_list)
        shown = pages_showing(facts)
        for fact in facts:
            fact.why = reasons(fact)
            fact.pages = shown[fact.pk]
        return facts


def reasons(fact: Fact) -> list[str]:
    """Why the fact needs somebody."""
    today = timezone.localdate()
    found = []
    if fact.is_overdue:
        found.append(_("past its review date"))
    if not fact.has_source:
        found.append(_("without a source"))
    if fact.in_force_until and fact.in_force_until < today:
        found.append(_("no longer in force"))
    return found


def pages_showing(facts: list[Fact]) -> dict[int, list[Page]]:
    """{fact id: the pages that show it}, in two queries for any number of facts."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Fact),
        to_object_id__in=[str(fact.pk) for fact in facts],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    wanted = defaultdict(set)
    for page, fact in references.values_list("object_id", "to_object_id"):
        wanted[int(fact)].add(int(page))
    pages = Page.objects.in_bulk(set().union(*wanted.values()))
    return defaultdict(
        list, {fact: [pages[pk] for pk in sorted(found) if pk in pages] for fact, found in wanted.items()}
    )
