"""The public addresses of the directory that are no pages; `localized` lie under the prefix of a language."""

from campaigns.outreach.directory.corrections.views import urls as correction_urls

localized = [*correction_urls]
