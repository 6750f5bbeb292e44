"""What the preview of a theme says, so that it is seen in three scripts at once; the demonstration's words."""

STATEMENTS = [
    {
        "language": "fr", "direction": "ltr", "statement": "Ne l’envoyez pas.", "lead": "Payer un acte sexuel est interdit.",
        "act": "Faire le point, seul", "words": "Bonsoir, c’est combien ?",
    },
    {
        "language": "ar", "direction": "rtl", "statement": "لا ترسلها.", "lead": "دفع المال مقابل فعل جنسي ممنوع.",
        "act": "راجع نفسك وحدك", "words": "مساء الخير، بكم؟",
    },
    {
        "language": "zh-Hans", "direction": "ltr", "statement": "别发送。", "lead": "花钱购买性行为是违法的。",
        "act": "独自想一想", "words": "晚上好，多少钱？",
    },
]  # fmt: skip
