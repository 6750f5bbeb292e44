from testimonies.models.consent import Consent, ConsentDocument, Use
from testimonies.models.records import ConsentEvent, DocumentLook
from testimonies.models.testimony import ContentWarning, Medium, Standing, Testimony, TestimonyWording

__all__ = [
    "Consent",
    "ConsentDocument",
    "ConsentEvent",
    "ContentWarning",
    "DocumentLook",
    "Medium",
    "Standing",
    "Testimony",
    "TestimonyWording",
    "Use",
]
