"""What editors compose questionnaires and dialogues of. Flat, so that every word of them is translated."""

from interactive.blocks.exchanges import ExchangeBlock
from interactive.blocks.questions import MultipleChoiceBlock, ScaleBlock, SingleChoiceBlock
from interactive.blocks.results import AnswerResultBlock, ScoreResultBlock

QUESTION_BLOCKS = [
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("scale", ScaleBlock()),
]
RESULT_BLOCKS = [
    ("score_result", ScoreResultBlock()),
    ("answer_result", AnswerResultBlock()),
]
EXCHANGE_BLOCKS = [
    ("exchange", ExchangeBlock()),
]
