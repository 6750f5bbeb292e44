"""Which facts a sentence holds: those of one unit may be taken for one another."""

import json
from collections.abc import Callable
from functools import cached_property

from facts.models import Fact
from facts.parity import Known


class SentenceFacts:
    """Looked up in one query for all sentences, and only once one of them is asked about."""

    @cached_property
    def known(self) -> dict[str, Known]:
        return {str(pk): Known(unit, name) for pk, unit, name in Fact.objects.values_list("pk", "unit", "name")}

    def of(self, attributes: str) -> Callable[[str], Known | None]:
        """By the keys of anchors; `attributes` are those that wagtail-localize took out of the sentence's tags, as JSON."""

        def fact_of(key: str) -> Known | None:
            kind, _space, name = key.partition(" ")
            if kind == "link":
                link = json.loads(attributes or "{}").get(name, {})
                name = link.get("id", "") if link.get("linktype") == "fact" else ""
            return self.known.get(str(name)) if name else None

        return fact_of
