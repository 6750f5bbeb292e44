"""The team's board as a panel of the admin's home."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from campaigns.plan.calendar.events import may_see
from campaigns.plan.campaign import board as team_board
from campaigns.plan.launch import acts as launching
from campaigns.plan.launch import preparation
from core.editor.calendar import day_of
from core.words import languages
from editorial.access.reach import codes_of
from editorial.board.states import count_stale
from facts.models import Fact, Helpline


class TeamBoard(Component):
    """Sections that the person may not see are left out; without any, so is the board."""

    name = "team_board"
    order = 100
    template_name = "plan/home/board.html"

    class Media:
        css = {"all": ["css/admin/board.css"]}

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if sees_any(parent_context["request"].user) else ""

    def get_context_data(self, parent_context):
        user, now = parent_context["request"].user, timezone.now()
        context = {"sees_plans": may_see(user), "may_plan": user.has_perm("plan.add_campaign")}
        if context["sees_plans"]:
            context |= plans(now)
        return context | stale(user, now)


def sees_any(user) -> bool:
    return may_see(user) or user.has_perm("facts.change_fact") or bool(codes_of(user))


def plans(now) -> dict:
    coming, unready = team_board.coming(now), team_board.unready(now)
    columns = team_board.spoken([row.campaign for row in unready.shown])
    checked = team_board.checked(coming.shown)
    return {
        "running": team_board.running(now),
        "editions": team_board.editions(),
        "coming": team_board.Rows(
            [(row, checked[row], launching.promise(row.starts_at, checked[row].failing)) for row in coming.shown],
            coming.more,
        ),
        "unready": unready,
        "are_old": preparation.are_old(),
        "columns": [languages.language(code) for code in columns],
    }


def stale(user, now) -> dict:
    """What is out of date, of what the person may mend."""
    own, counts = codes_of(user), count_stale()
    found = {
        "printed": team_board.printed() if may_see(user) else team_board.Rows([]),
        "facts": _unchecked(user, Fact, now),
        "helplines": _unchecked(user, Helpline, now),
        "translations": [
            (languages.language(code), counts[code]) for code in languages.codes() if code in own & set(counts)
        ],
    }
    return found | {"nothing_stale": not any(found.values())}


def _unchecked(user, model, now) -> team_board.Rows:
    may_mend = user.has_perm(f"facts.change_{model._meta.model_name}")
    return team_board.unchecked(model, day_of(now)) if may_mend else team_board.Rows([])
