"""The grid as a browser sends it back: what it was read with, and what is typed over it."""

from django.test import Client
from django.urls import reverse


class Sheet:
    """The cells by their names, such as `waves-0-budget`."""

    def __init__(self, client: Client, campaign):
        self.client, self.address = client, reverse("campaign_plan", args=[campaign.pk])
        self.read()

    def read(self) -> None:
        """Load the page anew."""
        self.take(self.client.get(self.address))

    def take(self, response) -> None:
        self.response = response
        plan = response.context["plan"]
        self.data = {"at": ""}
        for table in plan.tables:
            fields = [
                *table.management_form,
                *(field for row in table.forms for field in row if field.name != "DELETE"),
            ]
            self.data |= {field.html_name: "" if field.value() is None else str(field.value()) for field in fields}
        self.data["indicator"] = list(plan.waves.indicators)

    def type(self, prefix: str, **cells: str) -> "Sheet":
        self.data |= {f"{prefix}-{name}": text for name, text in cells.items()}
        return self

    def save(self, **more: str):
        self.response = self.client.post(self.address, self.data | more)
        return self.response

    @property
    def errors(self) -> dict[str, list[str]]:
        """{cell: what is wrong with it}."""
        return {
            f"{row.prefix}-{name}": list(said)
            for table in self.response.context["plan"].tables
            for row in table.forms
            for name, said in row.errors.items()
        }
