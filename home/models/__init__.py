from home.models.accessibility import AccessibilityPage
from home.models.front import HomePage
from home.models.standing import SearchPage, SiteMapPage, StandardPage

__all__ = ["AccessibilityPage", "HomePage", "SearchPage", "SiteMapPage", "StandardPage"]
