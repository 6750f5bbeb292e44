"""The addresses of questionnaires; `localized` lie under the prefix of a language. `/q/` alone leads to the visitor's own."""

from campaigns.prevention.feedback.answers import answering
from campaigns.prevention.feedback.group import group_views

# What begins with a word comes before what may be a code.
localized = [*group_views.urls, *answering.urls]
