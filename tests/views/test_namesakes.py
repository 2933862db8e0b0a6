from entente.knowledge.loader import load_knowledge
from entente.views.namesakes import NameIndex, Namesake, find_names, folded, name_index

INDEX = NameIndex(
    (
        (" russian olympic committee", Namesake("noc/RUS", "Russian Olympic Committee")),
        (" roc", Namesake("noc/RUS", "Russian Olympic Committee", "ROC")),
        (" rochester", Namesake("place/rochester", "Rochester")),
        (" little rock", Namesake("place/little-rock", "Little Rock")),
    )
)


def test_the_name_itself_comes_first_then_beginnings_then_words_within() -> None:
    assert [one.entity for one in find_names(INDEX, "roc")] == ["noc/RUS", "place/rochester", "place/little-rock"]
    assert find_names(INDEX, "ROC")[0].called == "ROC"
    assert [one.called for one in find_names(INDEX, "olymp rus")] == [""]
    assert find_names(INDEX, "ussian") == find_names(INDEX, " ") == []


def test_letters_count_without_diacritics_and_case() -> None:
    assert folded("Côte d’Ivoire (NOC)") == "cote divoire noc"
    found = find_names(name_index(load_knowledge()), "cote d'ivoire")
    assert "country/CIV" in {one.entity for one in found}


def test_acronyms_and_codes_are_names() -> None:
    index = name_index(load_knowledge())
    assert find_names(index, "ANOC")[0].entity == "org/anoc"
    assert {"country/RUS", "noc/RUS"} <= {one.entity for one in find_names(index, "RUS")}
