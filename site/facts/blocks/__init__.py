"""Blocks that show facts and helplines. What they say of a fact disappears where it is not in force."""

from facts.blocks.cards import FactCardBlock, PenaltyLadderBlock
from facts.blocks.chart import FactChartBlock
from facts.blocks.helplines import FirstHelplinesBlock, HelplinesBlock
from facts.blocks.myths import MythsBlock
from facts.blocks.tables import ComparisonBlock, TimelineBlock

FACT_BLOCKS = [
    ("fact_card", FactCardBlock()),
    ("penalty_ladder", PenaltyLadderBlock()),
    ("timeline", TimelineBlock()),
    ("comparison", ComparisonBlock()),
    ("fact_chart", FactChartBlock()),
    ("myths", MythsBlock()),
    ("helplines", HelplinesBlock()),
]
# For pages whose reader has to find the right number before all else.
FIRST_HELPLINES = [
    ("first_helplines", FirstHelplinesBlock()),
]
