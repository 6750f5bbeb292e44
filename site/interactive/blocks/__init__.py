"""What editors compose questionnaires, quizzes, dialogues and chats of. Flat, so that every word of them is translated."""

from interactive.blocks.exchanges import ExchangeBlock
from interactive.blocks.questions import ExplainedChoiceBlock, MultipleChoiceBlock, ScaleBlock, SingleChoiceBlock
from interactive.blocks.results import AnswerResultBlock, ScoreResultBlock
from interactive.blocks.scenes import SceneBlock

QUESTION_BLOCKS = [
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("scale", ScaleBlock()),
]
QUIZ_BLOCKS = [
    ("explained_choice", ExplainedChoiceBlock()),
]
RESULT_BLOCKS = [
    ("score_result", ScoreResultBlock()),
    ("answer_result", AnswerResultBlock()),
]
EXCHANGE_BLOCKS = [
    ("exchange", ExchangeBlock()),
]
SCENE_BLOCKS = [
    ("scene", SceneBlock()),
]
