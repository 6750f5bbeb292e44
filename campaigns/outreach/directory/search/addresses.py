"""The address of the directory, and those below it."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Address:
    """`written` is for paper and for the ear: with the host, without the protocol."""

    path: str
    written: str

    @classmethod
    def of(cls, page, request: HttpRequest) -> "Address":
        return cls(page.get_url(request) or "", (page.get_full_url(request) or "").partition("://")[2])

    def below(self, code: str) -> "Address":
        return Address(f"{self.path}{code}/", f"{self.written}{code}/")
