"""What was said of a sheet's columns outlives the run, in both databases."""

from entente.register.opening import open_register
from entente.register.sheet_mappings import SheetMapping, remember, remembered

HEADER = ("Who", "Décidé", "Date")


def test_what_was_said_of_a_header_is_remembered(place: str) -> None:
    said = SheetMapping({"Décidé": "what", "Who": "-"}, "standing")
    with open_register(place, create=True) as register:
        assert remembered(register, HEADER) == SheetMapping()
        remember(register, HEADER, said)
        assert remembered(register, ("Who", "Date")) == SheetMapping()
    with open_register(place) as register:
        assert remembered(register, HEADER) == said
        remember(register, HEADER, SheetMapping({"Who": "who"}))
        assert remembered(register, HEADER) == SheetMapping({"Who": "who"})
        remember(register, HEADER, SheetMapping())
        assert remembered(register, HEADER) == SheetMapping()
