from collections.abc import Callable

from entente.claims.mending import mend_speech
from entente.claims.tree import Tree

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
