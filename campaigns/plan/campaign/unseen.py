"""What of a campaign is the team's alone: no page of the site shows it."""

from serving.page_cache import unseen

unseen(
    "plan_calendarfeed",
    "plan_launch",
    "plan_linkimport",
    "plan_override",
    "plan_partner",
    "plan_partnership",
    "plan_pressrun",
    "plan_printeditem",
    "plan_readinessresult",
    "plan_recallmail",
    "plan_recallmail_items",
    "plan_target",
)
