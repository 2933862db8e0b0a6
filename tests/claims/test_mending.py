from collections.abc import Callable

from entente.claims.arguments import arguments_of
from entente.claims.mending import mend_lists, mend_plans, mend_speech
from entente.claims.tree import Tree
from entente.model.span import Span

Make = Callable[[str], Tree]
SAYING = frozenset(("say", "confirm"))


def relation(tree: Tree, word: str) -> tuple[str, str]:
    mended = mend_speech(tree.sentence, SAYING)
    token = next(t for t in mended.tokens if t.text == word)
    return token.deprel, mended.tokens[token.head].text if token.head >= 0 else ""


def test_a_verb_of_saying_in_the_middle_is_beside_its_content(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 5 nsubj
    , , PUNCT 4 punct
    he he PRON 4 nsubj
    said say VERB 5 advcl VerbForm=Fin
    won win VERB 0 root VerbForm=Fin
    """
    assert relation(tree(rows), "said") == ("parataxis", "won")


def test_content_before_its_verb_of_saying_is_its_complement(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 2 nsubj
    won win VERB 4 advcl VerbForm=Fin
    he he PRON 4 nsubj
    said say VERB 0 root VerbForm=Fin
    """
    assert relation(tree(rows), "won") == ("ccomp", "said")


def test_all_names_of_a_list_are_subjects_of_the_verb_behind_it(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 0 root
    , , PUNCT 3 punct
    Peru Peru PROPN 1 conj
    , , PUNCT 8 punct
    and and CCONJ 8 cc
    Tonga Tonga PROPN 8 nsubj:pass
    were be AUX 8 aux:pass
    admitted admit VERB 1 conj VerbForm=Part
    """
    mended = Tree(mend_lists(tree(rows).sentence), frozenset())
    verb = next(t for t in mended.tokens if t.text == "admitted")
    assert verb.deprel == "root"
    assert [mended.tokens[t].text for t in arguments_of(mended, verb.index, "patient")] == ["Mali", "Peru", "Tonga"]


def test_a_verb_that_goes_on_after_another_keeps_its_place(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 2 nsubj
    won win VERB 0 root VerbForm=Fin
    and and CCONJ 5 cc
    Peru Peru PROPN 5 nsubj
    lost lose VERB 2 conj VerbForm=Fin
    """
    assert mend_lists(tree(rows).sentence) == tree(rows).sentence


def test_a_clause_hung_on_the_day_is_the_verbs(tree: Make) -> None:
    rows = """
    IOC IOC PROPN 2 nsubj
    confirmed confirm VERB 0 root VerbForm=Fin
    yesterday yesterday NOUN 2 obl:unmarked
    that that SCONJ 5 mark
    met meet VERB 3 acl VerbForm=Fin
    """
    assert relation(tree(rows), "met") == ("ccomp", "confirmed")


def test_an_adverbial_clause_with_its_mark_stays(tree: Make) -> None:
    rows = """
    As as SCONJ 3 mark
    he he PRON 3 nsubj
    said say VERB 5 advcl VerbForm=Fin
    Mali Mali PROPN 5 nsubj
    won win VERB 0 root VerbForm=Fin
    """
    assert relation(tree(rows), "said") == ("advcl", "won")


def test_a_clause_with_a_participle_is_content_too(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 3 nsubj
    has have AUX 3 aux VerbForm=Fin
    won win VERB 6 advcl Tense=Past|VerbForm=Part
    , , PUNCT 3 punct
    he he PRON 6 nsubj
    said say VERB 0 root VerbForm=Fin
    """
    assert relation(tree(rows), "won") == ("ccomp", "said")


def test_a_condition_before_he_said_is_of_what_he_said(tree: Make) -> None:
    rows = """
    If if SCONJ 2 mark
    asked ask VERB 5 advcl Tense=Past|VerbForm=Part
    , , PUNCT 2 punct
    he he PRON 5 nsubj
    said say VERB 0 root VerbForm=Fin
    , , PUNCT 5 punct
    Mali Mali PROPN 8 nsubj
    wins win VERB 5 ccomp VerbForm=Fin
    """
    mended = mend_speech(tree(rows).sentence, SAYING, ("if",))
    assert mended.tokens[mended.tokens[1].head].text == "wins"


def test_a_day_to_come_belongs_to_what_is_planned(tree: Make) -> None:
    rows = """
    They they PRON 2 nsubj
    agreed agree VERB 0 root VerbForm=Fin
    to to PART 4 mark
    sign sign VERB 2 xcomp VerbForm=Inf
    on on ADP 6 case
    Friday Friday PROPN 2 obl
    """
    sentence = tree(rows).sentence
    day = sentence.tokens[5]
    assert mend_plans(sentence, [Span(day.start, day.end)]).tokens[5].head == 3
    assert mend_plans(sentence, []) == sentence
