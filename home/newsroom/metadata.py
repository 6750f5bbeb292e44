"""A text of the newsroom as schema.org's NewsArticle."""

from campaigns.prevention.kits.metadata import Described, known, organisation
from core.models import Operator
from core.protection.zones import Zone


def news_article(article, operator: Operator) -> Described:
    """All that is known of it; nothing of a protected page."""
    if article.zone == Zone.PROTECTED:
        return {}
    return known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "url": article.full_url,
            "headline": article.title,
            "description": str(article.summary),
            "inLanguage": article.locale.language_code,
            "datePublished": article.is_open_from.isoformat(),
            "dateModified": article.is_changed_at.isoformat(),
            "author": organisation(operator),
            "publisher": organisation(operator),
        }
    )
