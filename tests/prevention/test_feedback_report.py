"""The team sees how often questionnaires are opened, roughly, and nothing of what was answered."""

import re

import pytest

from tests.prevention.groups import fill, kit, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize(("rounds", "said"), [(0, "0"), (1, "fewer than 11"), (10, "fewer than 11"), (16, "20")])
def test_report_tells_roughly_how_many_rounds_were_opened(admin_client, home, rounds, said):
    made = kit(home)
    for _round in range(rounds):
        fill(opened(made)[0], [33, 44, 55], [66, 66])

    page = admin_client.get("/admin/reports/feedback/").content.decode()

    row = page.partition(made.title)[2].partition("</tr>")[0]
    cells = [re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
    assert cells == ["French", said]
    assert not re.search(r"\b(33|44|55|66|132)\b", row)
