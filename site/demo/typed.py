"""Who answers, in the demonstration, for the numbers of law that its campaign says without a fact."""

from campaigns.plan.launch import preparation
from campaigns.plan.models import Campaign
from demo.accounts import account
from facts.typed import answers
from facts.typed.numbers import of_pages

REASON = "Démonstration : aucun fait ne dit encore cet âge, cette date ou ce numéro dans une phrase."


def answer(campaign: Campaign, language: str) -> None:
    """In one language, for each that is open, as the lawyer."""
    lawyer = account("lawyer")
    for subject in preparation.subjects(campaign):
        if subject.language != language:
            continue
        found = of_pages(subject.pages, subject.language)
        for page in subject.pages:
            said = {(one.typed.text, one.typed.digest): one.typed for one in found[page.pk] if one.is_open}
            for typed in said.values():
                answers.answer(page, typed.text, typed.sentence, typed.digest, user=lawyer, reason=REASON)
