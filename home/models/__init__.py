from home.models.accessibility import AccessibilityPage
from home.models.front import HomePage
from home.models.standing import SearchPage, SiteMapPage, StandardPage
from home.models.synonyms import Synonym

__all__ = ["AccessibilityPage", "HomePage", "SearchPage", "SiteMapPage", "StandardPage", "Synonym"]
