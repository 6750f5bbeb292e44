"""The pages that are written for buyers."""

from campaigns.deterrence.models.answering import DialoguePage, SelfCheckPage
from campaigns.deterrence.models.landing import LandingPage

__all__ = ["DialoguePage", "LandingPage", "SelfCheckPage"]
