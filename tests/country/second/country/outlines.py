WIDTH, HEIGHT = 20, 10
EXPLAINED = "Two islands."
SOURCE = {"name": "Drawn for the tests", "address": "https://example.org/"}


def outlines() -> dict[str, dict[str, str]]:
    return {"whole": {"E": "M10 0l9 0 0 9-9 0z", "W": "M0 0l9 0 0 9-9 0z"}, "inset": {}}
