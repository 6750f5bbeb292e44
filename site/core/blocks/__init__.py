"""The blocks that any page may use. Each has a template, a description, a preview and a stylesheet of its own name.

They are flat: wagtail-localize loses what lies in a list that is two structures deep, and crashes on some deeper nests.
"""

from core.blocks.actions import CallToActionBlock, DownloadsBlock, ShareBlock
from core.blocks.media import FigureBlock, VideoBlock
from core.blocks.operator import OperatorBlock
from core.blocks.text import AccordionBlock, NoticeBlock, QuoteBlock, StatementBlock, StepsBlock, TableBlock, TextBlock

TEXT_BLOCKS = [
    ("statement", StatementBlock()),
    ("text", TextBlock()),
    ("quote", QuoteBlock()),
    ("steps", StepsBlock()),
    ("accordion", AccordionBlock()),
    ("notice", NoticeBlock()),
    ("table", TableBlock()),
]
MEDIA_BLOCKS = [
    ("figure", FigureBlock()),
    ("video", VideoBlock()),
]
ACTION_BLOCKS = [
    ("call_to_action", CallToActionBlock()),
    ("downloads", DownloadsBlock()),
    ("share", ShareBlock()),
    ("operator", OperatorBlock()),
]
BLOCKS = TEXT_BLOCKS + MEDIA_BLOCKS + ACTION_BLOCKS
