"""The kinds of questions of a questionnaire."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from interactive.blocks.keys import KeyBlock, leads_to, own_key
from interactive.problems import Place
from interactive.questionnaire import Answer, Question
from interactive.verdicts import Verdict, said

MOST_POINTS = 30
MOST_ANSWERS = 12
ELSEWHERE = _("The key of a question, or “end”. Empty: the next question.")


class AnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("answer"), max_length=200)
    points = blocks.IntegerBlock(label=_("points"), default=0, min_value=0, max_value=MOST_POINTS)
    goes_to = leads_to(ELSEWHERE, required=False)
    key = KeyBlock(label=_("key"), required=False, help_text=_("Only where a result depends on this answer."))


class Choice(blocks.StructValue):
    """A question whose answers are written."""

    kind = "single"

    def in_graph(self, place: Place) -> Question:
        answers = tuple(
            Answer(
                place=(*place, "answers", number),
                points=answer["points"] or 0,
                to=answer["goes_to"] or "",
                key=answer["key"] or "",
                right=bool(answer.get("right")),
                text=answer["text"],
            )
            for number, answer in enumerate(self["answers"])
        )
        return Question(self["key"], place, answers, self.kind == "multiple", self.verdict, self["question"])

    @property
    def verdict(self) -> str | None:
        return None


class MultipleChoice(Choice):
    kind = "multiple"


class ChoiceBlock(blocks.StructBlock):
    key = own_key()
    question = blocks.CharBlock(label=_("question"), max_length=200)
    hint = blocks.TextBlock(label=_("hint"), required=False, rows=2, max_length=300)
    answers = blocks.ListBlock(AnswerBlock(), label=_("answers"), max_num=MOST_ANSWERS)


PREVIEW = {
    "key": "frequence",
    "question": "Ces derniers temps, y pensez-vous plus souvent ?",
    "hint": "",
    "answers": [
        {"text": "Non", "points": 0, "goes_to": "", "key": ""},
        {"text": "Oui", "points": 2, "goes_to": "", "key": ""},
    ],
}


class SingleChoiceBlock(ChoiceBlock):
    class Meta:
        icon = "radio-full"
        label = _("Question with one answer")
        template = "components/choice.html"
        label_format = "{key}: {question}"
        value_class = Choice
        description = _(
            "One answer of several, each with points; an answer may lead to another question than the next."
        )
        preview_value = PREVIEW


class MultipleChoiceBlock(ChoiceBlock):
    class Meta:
        icon = "tasks"
        label = _("Question with several answers")
        template = "components/choice.html"
        label_format = "{key}: {question}"
        value_class = MultipleChoice
        description = _("Any number of answers, also none; the first of them that leads elsewhere decides.")
        preview_value = PREVIEW


class ExplainedAnswerBlock(AnswerBlock):
    right = blocks.BooleanBlock(label=_("this is the right answer"), required=False)
    explanation = blocks.TextBlock(
        label=_("explanation"), rows=3, max_length=400, help_text=_("Shown as soon as this answer is chosen.")
    )


class ExplainedChoice(Choice):
    @property
    def verdict(self) -> str:
        return self["verdict"] or ""

    @property
    def is_judged(self) -> bool:
        """Whether who answers reads that the answer is right, or not."""
        return self.verdict not in ("", Verdict.NONE)

    @property
    def correct(self) -> str:
        """The right answer; empty where none is marked."""
        return next((answer["text"] for answer in self["answers"] if answer["right"]), "")

    @property
    def judged(self) -> list[tuple[str, blocks.StructValue]]:
        """Each answer, and before it what is said to who gives it."""
        return [(said(self.verdict, bool(answer["right"])), answer) for answer in self["answers"]]


class ExplainedChoiceBlock(blocks.StructBlock):
    key = own_key()
    question = blocks.CharBlock(label=_("question"), max_length=200)
    verdict = blocks.ChoiceBlock(
        label=_("what is right"),
        choices=Verdict.choices,
        help_text=_("Read first, before what was answered. Mark the right answer below, where there is one."),
    )
    hint = blocks.TextBlock(label=_("hint"), required=False, rows=2, max_length=300)
    answers = blocks.ListBlock(ExplainedAnswerBlock(), label=_("answers"), max_num=MOST_ANSWERS)

    class Meta:
        icon = "help"
        label = _("Quiz question")
        template = "components/explained_choice.html"
        label_format = "{key}: {question}"
        value_class = ExplainedChoice
        description = _("One answer of several; what is right, and why, is said as soon as one is chosen.")
        preview_value = {
            "key": "cadeau",
            "question": "Un cadeau, cela se rembourse ?",
            "verdict": Verdict.ONE,
            "hint": "",
            "answers": [
                {
                    "text": "Non",
                    "points": 1,
                    "goes_to": "",
                    "key": "",
                    "right": True,
                    "explanation": "Un cadeau ne se doit pas.",
                },
                {
                    "text": "Oui",
                    "points": 0,
                    "goes_to": "",
                    "key": "",
                    "right": False,
                    "explanation": "C’est ce que l’on fait croire. Un cadeau ne se doit pas.",
                },
            ],
        }


class Scale(blocks.StructValue):
    """A question that is answered by a step between two ends."""

    @property
    def marks(self) -> list[dict]:
        """Each step as it is shown: its number, the words at the ends, its points, and where it leads."""
        words = {1: self["lowest"], self["steps"]: self["highest"]}
        return [
            {
                "number": number,
                "words": words.get(number, ""),
                "points": (number - 1) * (self["points"] or 0),
                "goes_to": (self["goes_to"] or "") if number >= (self["from_step"] or 1) else "",
            }
            for number in range(1, (self["steps"] or 0) + 1)
        ]

    def in_graph(self, place: Place) -> Question:
        answers = tuple(
            Answer(
                place,
                step["points"],
                step["goes_to"],
                str(step["number"]),
                text=f"{step['number']} {step['words']}".strip(),
            )
            for step in self.marks
        )
        return Question(self["key"], place, answers, text=self["question"])


class ScaleBlock(blocks.StructBlock):
    key = own_key()
    question = blocks.CharBlock(label=_("question"), max_length=200)
    hint = blocks.TextBlock(label=_("hint"), required=False, rows=2, max_length=300)
    lowest = blocks.CharBlock(label=_("words at the lowest step"), max_length=60)
    highest = blocks.CharBlock(label=_("words at the highest step"), max_length=60)
    steps = blocks.IntegerBlock(label=_("number of steps"), default=5, min_value=3, max_value=10)
    points = blocks.IntegerBlock(
        label=_("points a step"),
        default=1,
        min_value=0,
        max_value=5,
        help_text=_("The lowest step has none; each step above adds these."),
    )
    goes_to = leads_to(ELSEWHERE, required=False)
    from_step = blocks.IntegerBlock(
        label=_("from step"),
        required=False,
        min_value=1,
        max_value=10,
        help_text=_("This step and those above lead there. Empty: all of them."),
    )

    class Meta:
        icon = "sliders"
        label = _("Scale")
        template = "components/scale.html"
        label_format = "{key}: {question}"
        value_class = Scale
        description = _("A step between two ends. A result may depend on a step: its key is its number.")
        preview_value = {
            "key": "envie",
            "question": "À quel point est-ce difficile de renoncer ?",
            "hint": "",
            "lowest": "Facile",
            "highest": "Très difficile",
            "steps": 5,
            "points": 1,
            "goes_to": "",
            "from_step": None,
        }
