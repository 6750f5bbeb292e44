"""How often what still circulates was downloaded since the words were wrong: counts of days, never of people."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, Sum

from core.editor.calendar import day_of
from core.measures.indicators import Indicator
from core.publication.circulation import Copy, Files
from reach.models import Cell


def since(moment: datetime, copies: Iterable[Copy]) -> dict[Files, int]:
    """{files: downloads} of all that are counted, from the day of that moment on; one query.

    Downloads of a page's files in whichever version; of a campaign what its partners download, which belongs to no page.
    """
    wanted = {copy.files for copy in copies if copy.files}
    if not wanted:
        return {}
    of_pages = Q(page__in=[files.page for files in wanted if files.page])
    of_campaigns = Q(page=0, campaign__in=[files.campaign for files in wanted if files.campaign])
    cells = Cell.objects.filter(of_pages | of_campaigns, kind=Indicator.KIT_DOWNLOAD, day__gte=day_of(moment))
    found = dict.fromkeys(wanted, 0)
    for page, campaign, language, n in cells.values_list("page", "campaign", "locale").annotate(Sum("n")).order_by():
        files = Files(page=page) if page else Files(campaign=campaign, language=language)
        if files in found:
            found[files] += int(n)
    return found
