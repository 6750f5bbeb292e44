"""People with the roles of the sign-off, as in the room that gives them."""

from tests.editorial.conftest import people

__all__ = ["people"]
