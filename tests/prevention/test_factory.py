"""What tests of kits begin with may be published as it is."""

from tests import factories


def test_kit_of_the_factory_keeps_every_rule(home):
    made = factories.kit(factories.catalogue(home))

    made.full_clean()
    assert made.live
    assert made.minutes == 55


def test_editions_of_the_factory_are_numbered_and_whole(home):
    made = factories.kit(factories.catalogue(home))

    editions = [factories.kit_edition(made), factories.kit_edition(made, formats=("odt",), note="Relu.")]

    assert [(one.number, [file.name for file in one.files.all()]) for one in editions] == [
        (1, [f"{made.slug}.pdf", f"{made.slug}.zip"]),
        (2, [f"{made.slug}.odt"]),
    ]
