"""What the preview of a theme says, in three scripts at once, to its audience; the demonstration's words."""

from core import audiences

# Statement, lead, act, and what the object says where it can speak.
SAID = {
    audiences.BUYERS: {
        "fr": ("Ne l’envoyez pas.", "Payer un acte sexuel est interdit.", "Faire le point, seul", "Bonsoir, c’est combien ?"),
        "ar": ("لا ترسلها.", "دفع المال مقابل فعل جنسي ممنوع.", "راجع نفسك وحدك", "مساء الخير، بكم؟"),
        "zh-Hans": ("别发送。", "花钱购买性行为是违法的。", "独自想一想", "晚上好，多少钱？"),
    },
    audiences.OUTREACH: {
        "fr": ("Vous avez des droits.", "La loi ne vous punit pas.", "Voir vos droits", "Bonjour, j’ai une question."),
        "ar": ("لديك حقوق.", "القانون لا يعاقبك.", "اطّلع على حقوقك", "مرحباً، لديّ سؤال."),
        "zh-Hans": ("您享有权利。", "法律不处罚您。", "查看您的权利", "您好，我想问一下。"),
    },
    audiences.YOUNG: {
        "fr": ("Un cadeau, et après ?", "Ce n’est pas ta faute, et on peut t’aider.", "Choisir ton âge", "Tu me dois quelque chose."),
        "ar": ("هدية، ثم ماذا؟", "ليس هذا ذنبك، ويمكن مساعدتك.", "اختر عمرك", "أنت مدين لي بشيء."),
        "zh-Hans": ("收了礼物，然后呢？", "这不是你的错，有人能帮你。", "选择你的年龄", "你欠我的。"),
    },
    audiences.PROFESSIONALS: {
        "fr": ("Repérer, écouter, signaler.", "Ce que vous pouvez faire dès aujourd’hui.", "Voir les repères", "Je m’inquiète pour une élève."),
        "ar": ("لاحِظ، أنصِت، بلِّغ.", "ما يمكنك فعله ابتداءً من اليوم.", "اطّلع على العلامات", "أنا قلق على تلميذة."),
        "zh-Hans": ("发现、倾听、举报。", "从今天起您可以做的事。", "查看识别要点", "我担心一名学生。"),
    },
    audiences.PUBLIC: {
        "fr": ("Ce n’est pas un service.", "Un acte sexuel ne s’achète pas.", "Comprendre la loi", "Je ne savais pas."),
        "ar": ("هذه ليست خدمة.", "الفعل الجنسي لا يُشترى.", "افهم القانون", "لم أكن أعلم."),
        "zh-Hans": ("这不是一项服务。", "性行为不能买卖。", "了解法律", "我以前不知道。"),
    },
}  # fmt: skip
RIGHT_TO_LEFT = ("ar",)


def statements(audience: str) -> list[dict[str, str]]:
    """In each script; an audience of another room hears what the general public does."""
    return [
        {
            "language": language,
            "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
            **dict(zip(("statement", "lead", "act", "words"), said, strict=True)),
        }
        for language, said in SAID.get(audience, SAID[audiences.PUBLIC]).items()
    ]
