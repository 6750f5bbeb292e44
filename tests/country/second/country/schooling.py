CLASSES = {"one": ("the one school", (6, 16))}
