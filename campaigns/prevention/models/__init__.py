"""The pages that are written for young people and their parents."""

from campaigns.prevention.models.answering import ChatPage, QuizPage
from campaigns.prevention.models.youth import Band, YouthPage

__all__ = ["Band", "ChatPage", "QuizPage", "YouthPage"]
