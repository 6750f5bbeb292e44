from core.models.documents import CampaignDocument
from core.models.images import CampaignImage, Rendition
from core.models.media import CampaignMedia
from core.models.operator import Operator
from core.models.pages import BasePage
from core.models.pending_purge import PendingPurge
from core.models.shared_numbers import ServingNode, SharedNumbers
from core.models.user import User

__all__ = [
    "BasePage",
    "CampaignDocument",
    "CampaignImage",
    "CampaignMedia",
    "Operator",
    "PendingPurge",
    "Rendition",
    "ServingNode",
    "SharedNumbers",
    "User",
]
