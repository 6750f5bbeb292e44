from letterbox.models.message import Kind, Message, State
from letterbox.models.pages import CorrectionPage, FormPage, MessageFormPage

__all__ = ["CorrectionPage", "FormPage", "Kind", "Message", "MessageFormPage", "State"]
