"""The campaign as one object, and all that is planned, linked, printed and decided about it."""

from campaigns.plan.models.calendar import CalendarEntry, CalendarFeed, Repeats
from campaigns.plan.models.campaign import Campaign, Frame
from campaigns.plan.models.channels import Channel, ChannelKind, Placement
from campaigns.plan.models.editions import Edition
from campaigns.plan.models.imports import LinkImport, PartnerImport
from campaigns.plan.models.launch import GRACE, Action, AfterClose, Launch, Override, PageOutcome, ReadinessResult
from campaigns.plan.models.links import TrackedLink
from campaigns.plan.models.pages import CampaignIndexPage, CampaignPage
from campaigns.plan.models.partner_mails import PartnerMail
from campaigns.plan.models.partners import Partner, PartnerKind, Partnership
from campaigns.plan.models.posts import Post
from campaigns.plan.models.printed import PressRun, PrintedItem
from campaigns.plan.models.recall_mails import RecallMail
from campaigns.plan.models.tasks import CampaignTask, TaskComment, TaskMail
from campaigns.plan.models.waves import Target, Wave

__all__ = [
    "GRACE",
    "Action",
    "AfterClose",
    "CalendarEntry",
    "CalendarFeed",
    "Campaign",
    "CampaignIndexPage",
    "CampaignPage",
    "CampaignTask",
    "Channel",
    "ChannelKind",
    "Edition",
    "Frame",
    "Launch",
    "LinkImport",
    "Override",
    "PageOutcome",
    "Partner",
    "PartnerImport",
    "PartnerKind",
    "PartnerMail",
    "Partnership",
    "Placement",
    "Post",
    "PressRun",
    "PrintedItem",
    "ReadinessResult",
    "RecallMail",
    "Repeats",
    "Target",
    "TaskComment",
    "TaskMail",
    "TrackedLink",
    "Wave",
]
