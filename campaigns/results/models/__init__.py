"""What the team adds to the counts."""

from campaigns.results.models.briefings import Briefing
from campaigns.results.models.imports import CallVolume, MediaFigure, MediaImport, MediaMapping
from campaigns.results.models.keys import FiguresKey
from campaigns.results.models.mails import ResultMail
from campaigns.results.models.notes import Annotation, Dismissal, ManualIndicator
from campaigns.results.models.protocols import Protocol
from campaigns.results.models.sharing import SharedResults
from campaigns.results.models.surveys import Survey
from campaigns.results.models.telling import Alert, PublicResults, ReportSubscription
from campaigns.results.models.told import ToldParts, ToldPeriod

__all__ = [
    "Alert",
    "Annotation",
    "Briefing",
    "CallVolume",
    "Dismissal",
    "FiguresKey",
    "ManualIndicator",
    "MediaFigure",
    "MediaImport",
    "MediaMapping",
    "Protocol",
    "PublicResults",
    "ReportSubscription",
    "ResultMail",
    "SharedResults",
    "Survey",
    "ToldParts",
    "ToldPeriod",
]
