"""What an answer says of its zone to browsers and to whatever stands in front."""

from django.http import HttpResponse

from core.protection.zones import Zone, protect


def headers(answer: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in answer.items() if name != "Content-Type"}


def test_protected_answer_leaves_no_trace_that_a_server_can_avoid():
    answer = HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert headers(protect(answer, Zone.PROTECTED)) == {
        "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Request-OTR": "1",
    }  # fmt: skip


def test_open_answer_is_kept_by_the_browser_alone_which_asks_again():
    assert headers(protect(HttpResponse(), Zone.OPEN)) == {"Cache-Control": "private, no-cache"}


def test_open_answer_that_says_how_long_it_is_good_for_is_left_as_it_is():
    answer = HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert headers(protect(answer, Zone.OPEN)) == {"Cache-Control": "max-age=60"}
