"""Why a file or a cell is not taken."""


class FileRefusedError(Exception):
    """A file that is not read on: `line` where it shows, None where it is about the whole."""

    def __init__(self, reason: str, line: int | None = None, column: str = ""):
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


class CellError(Exception):
    """A cell that cannot be taken; `field` is what it is for."""

    def __init__(self, field: str, reason: str):
        super().__init__(reason)
        self.field, self.reason = field, reason
