"""The base forms of the words of a sentence, as far as the knowledge names them: by spelling and by the list of irregular forms.

Rules ask for the lemmas that they name, and for no others: so no lemmatiser is needed, a fifth of the parse.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from entente.annotation.syntax import Sentence, Token
from entente.claims.inflection import NOUN_ENDINGS, VERB_ENDINGS, base_forms

_ENDINGS = {"VERB": VERB_ENDINGS, "AUX": VERB_ENDINGS, "NOUN": NOUN_ENDINGS}


@dataclass(frozen=True)
class Lemmas:
    """The lemmas that the knowledge names, and the base forms of the words whose forms no rule of spelling gives."""

    named: Collection[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)

    def of(self, token: Token) -> str:
        """Give the lemma of a token in lower case: the word itself where the knowledge names no base form of it."""
        form = token.text.lower()
        endings = _ENDINGS.get(token.upos)
        if token.merged or endings is None:
            return form
        if form in self.irregular and token.upos != "NOUN":
            return self.irregular[form]
        regular = (base for base in base_forms(form, endings) if base in self.named)
        return next(regular, self.irregular.get(form, form))


def with_lemmas(sentence: Sentence, lemmas: Lemmas) -> Sentence:
    """Give a sentence with the lemmas of its words."""
    known = ((token, lemmas.of(token)) for token in sentence.tokens)
    return replace(sentence, tokens=tuple(t if t.lemma == own else replace(t, lemma=own) for t, own in known))
