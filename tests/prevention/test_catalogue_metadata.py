"""What portals read of a kit: every name is one of the vocabulary, every value of the kind that the vocabulary expects.

PROPERTIES and EXPECTED are from https://schema.org (github.com/schemaorg/schemaorg, data/schema.ttl and data/ext/pending,
commit cc71c8e of 2026-08-20), TERMS from LRMI (github.com/dcmi/lrmi, lrmi_vocabs, commit a061e2b of 2024-08-07).
"""

import json
import re
from datetime import UTC, datetime

import pytest

from campaigns.prevention.kits.metadata import json_ld, learning_resource
from core.models import Operator
from core.models.licence import Licence
from tests import factories

THING = {"name", "description", "url"}
CREATIVE_WORK = THING | {
    "audience",
    "author",
    "citation",
    "creditText",
    "dateModified",
    "datePublished",
    "educationalLevel",
    "educationalUse",
    "encoding",
    "encodingFormat",
    "inLanguage",
    "isAccessibleForFree",
    "keywords",
    "learningResourceType",
    "license",
    "publisher",
    "teaches",
    "timeRequired",
    "typicalAgeRange",
    "version",
}
PROPERTIES = {
    "LearningResource": CREATIVE_WORK,
    "CreativeWork": CREATIVE_WORK,
    "MediaObject": CREATIVE_WORK | {"contentUrl", "contentSize", "sha256"},
    "EducationalAudience": THING | {"audienceType", "educationalRole"},
    "DefinedTerm": THING | {"inDefinedTermSet", "termCode"},
    "Organization": THING,
}
DATE = r"\d{4}-\d\d-\d\d"
ADDRESS = r"https?://\S+"
EXPECTED = {
    "audience": {"EducationalAudience"},
    "author": {"Organization"},
    "citation": {"CreativeWork"},
    "contentUrl": ADDRESS,
    "dateModified": DATE,
    "datePublished": DATE,
    "educationalUse": {"DefinedTerm"},
    "encoding": {"MediaObject"},
    "encodingFormat": r"[a-z]+/[a-z0-9.+-]+",
    "inDefinedTermSet": ADDRESS,
    "inLanguage": r"[a-z]{2}(-[a-z]+)?",
    "learningResourceType": {"DefinedTerm"},
    "license": ADDRESS,
    "publisher": {"Organization"},
    "sha256": r"[0-9a-f]{64}",
    "timeRequired": r"PT\d+M",
    "typicalAgeRange": r"\d+-\d+",
    "url": ADDRESS,
}
TERMS = {
    "learningResourceType": {"lessonPlan", "unitPlan", "activityPlan", "educatorCurriculumGuide"},
    "educationalUse": {"assessment", "instruction", "professionalSupport"},
    "educationalRole": {"administrator", "generalPublic", "mentor", "parent", "professional", "student", "teacher"},
}


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


@pytest.fixture
def operator():
    return Operator(name="Une mission publique")


def described(kit, operator, edition=None) -> dict:
    return learning_resource(kit, edition, operator)


def wrong(data: dict) -> list[str]:
    """Each name or value that the vocabulary does not know."""
    kind = data["@type"]
    found = [f"{kind}.{name}" for name in data if not name.startswith("@") and name not in PROPERTIES[kind]]
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            expected = EXPECTED.get(name)
            if isinstance(one, dict):
                found += wrong(one)
                if one["@type"] not in (expected or ()):
                    found.append(f"{kind}.{name} is a {one['@type']}")
                if name in TERMS and one["name"] not in TERMS[name]:
                    found.append(f"{name}: {one['name']}")
            elif isinstance(expected, str) and not re.fullmatch(expected, str(one)):
                found.append(f"{kind}.{name}: {one}")
            elif name == "educationalRole" and one not in TERMS[name]:
                found.append(f"{name}: {one}")
    return found


@pytest.mark.parametrize("levels", [["4e", "3e"], ["lycee", "adults"], ["social", "police"]])
def test_all_that_is_said_is_in_the_vocabulary(catalogue, operator, levels):
    kit = factories.kit(catalogue, levels=levels)
    edition = factories.kit_edition(kit, formats=("zip", "pdf", "odt", "docx", "pptx"))

    assert wrong(described(kit, operator, edition)) == []


def test_what_the_vocabulary_does_not_know_is_found():
    thing = {"@type": "LearningResource", "titel": "x", "license": "etalab", "audience": {"@type": "Organization"}}

    assert wrong(thing) == [
        "LearningResource.titel",
        "LearningResource.license: etalab",
        "LearningResource.audience is a Organization",
    ]


def test_kit_says_for_whom_how_long_and_under_which_terms(catalogue, operator):
    kit = factories.kit(catalogue, title="La loi", levels=["4e", "3e"], themes=["law", "help"])
    edition = factories.kit_edition(kit, formats=("pdf",), number=3, finished_at=datetime(2026, 11, 2, 12, tzinfo=UTC))

    told = described(kit, operator, edition)

    assert told["url"] == f"http://localhost/fr/dossiers/{kit.slug}/"
    assert (told["timeRequired"], told["typicalAgeRange"]) == ("PT55M", "13-15")
    assert (told["version"], told["dateModified"]) == ("3", "2026-11-02")
    assert told["license"] == "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
    assert told["teaches"] == ["Un paragraphe du dossier."]
    assert [one["educationalRole"] for one in told["audience"]] == ["teacher"]
    assert told["author"] == {"@type": "Organization", "name": "Une mission publique"}
    [file] = told["encoding"]
    assert file["contentUrl"] == f"http://localhost/kits/{kit.pk}/3/{edition.files.get().name}"
    assert (file["contentSize"], file["sha256"]) == ("4 B", edition.files.get().sha256)


def test_what_is_not_known_is_left_out(catalogue):
    kit = factories.kit(catalogue, levels=["adults"], licence=Licence.RESERVED)

    told = described(kit, Operator())

    assert {"version", "encoding", "license", "author", "creditText", "typicalAgeRange"} & set(told) == set()
    assert [one["educationalRole"] for one in told["audience"]] == ["professional"]


def test_no_value_of_a_fact_that_may_have_changed_is_told(catalogue, operator):
    made = factories.fact()
    text = f"<p>L’amende est de {factories.inline(made)}.</p>"
    kit = factories.kit(catalogue, objectives=[factories.block("text", text=text)])

    assert "ancien texte" not in json.dumps(described(kit, operator), ensure_ascii=False)


def test_no_word_of_an_editor_ends_the_element(catalogue, operator):
    kit = factories.kit(catalogue, title="</script><script>alert(1)</script> & <!--")

    element = json_ld(described(kit, operator))

    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert re.findall(r"[<>&]", inside) == []
    assert json.loads(inside)["name"] == kit.title


def test_page_of_a_kit_carries_it_and_former_versions_and_protected_kits_do_not(client, catalogue):
    kit = factories.kit(catalogue, title="La loi")
    factories.kit_edition(kit)
    factories.kit_edition(kit)

    told = inside(client.get(f"/fr/dossiers/{kit.slug}/"))
    former = client.get(f"/fr/dossiers/{kit.slug}/versions/1/")
    type(kit).objects.filter(pk=kit.pk).update(zone="protected")
    protected = client.get(f"/fr/dossiers/{kit.slug}/")

    assert [(one["name"], one["version"], len(one["encoding"])) for one in told] == [("La loi", "2", 2)]
    assert (inside(former), inside(protected)) == ([], [])


def inside(response) -> list[dict]:
    """What a portal reads of a page."""
    assert response.status_code == 200
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return [json.loads(data) for data in found]
