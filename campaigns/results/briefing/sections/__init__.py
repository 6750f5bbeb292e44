"""The sections of a note, in their order."""

from campaigns.results.briefing.sections import aimed, cost, done, learnt, reached, unknown

SECTIONS = {module.SECTION.key: module.SECTION for module in (aimed, done, reached, cost, learnt, unknown)}
