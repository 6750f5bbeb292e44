"""The team's board as a panel of the admin's home: what there is to do stands above it (`core.editor.today`)."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from campaigns.plan.calendar.events import may_see
from campaigns.plan.campaign import board as team_board
from campaigns.plan.campaign.down import taken_down
from campaigns.plan.launch import scheduled as schedule
from core.words import languages


class TeamBoard(Component):
    """For those who see plans."""

    name = "team_board"
    order = 100
    template_name = "plan/home/board.html"

    class Media:
        css = {"all": ["css/admin/board.css"]}

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if may_see(parent_context["request"].user) else ""

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        plans = team_board.plans_for(user, timezone.now())
        coming, unready = team_board.coming(plans), plans.unready
        columns = team_board.spoken([row.campaign for row in unready.shown])
        checked = team_board.checked(coming.shown, plans)
        return {
            "request": parent_context["request"],
            "may_plan": user.has_perm("plan.add_campaign"),
            "running": team_board.running(plans, taken_down(parent_context["request"], plans.running)),
            "coming": team_board.Rows(
                [(row, checked[row], _promise(row, checked[row].failing)) for row in coming.shown],
                coming.more,
            ),
            "unready": unready,
            "are_old": plans.changes.are_old,
            "columns": [languages.language(code) for code in columns],
        }


def _promise(row: team_board.Coming, failing: int) -> str:
    return schedule.promise(row.starts_at, failing, is_soon=row.is_under_way)
