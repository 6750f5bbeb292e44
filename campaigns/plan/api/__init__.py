"""The read-only content API for partners' sites: Wagtail's version 2, with fields of its own and their description."""
