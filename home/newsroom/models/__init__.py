from home.newsroom.models.articles import ArticlePage
from home.newsroom.models.files import ArticleFile
from home.newsroom.models.rooms import NewsIndexPage, PressRoomPage

__all__ = ["ArticleFile", "ArticlePage", "NewsIndexPage", "PressRoomPage"]
