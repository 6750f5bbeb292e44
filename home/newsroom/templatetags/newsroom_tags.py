"""Template tags of the newsroom."""

from django import template
from django.utils.safestring import SafeString

from campaigns.prevention.kits.metadata import json_ld
from home.newsroom.metadata import news_article

register = template.Library()


@register.simple_tag
def described_article(article, operator) -> SafeString:
    """The text for machines that read news; nothing of a protected page."""
    described = news_article(article, operator)
    return json_ld(described) if described else SafeString()
