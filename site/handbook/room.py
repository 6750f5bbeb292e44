"""What this room gives to others: see `core.registry`."""

from core.editor.search.sources import SEARCHED
from handbook import contents, search
from handbook.chapters import CHAPTERS

GIVES = [CHAPTERS(*contents.CONTENTS), SEARCHED(search.chapters)]
