"""The base forms of the words of a sentence, as far as the knowledge names them: by spelling and by the list of irregular forms.

Rules ask for the lemmas that they name, and for no others: so no lemmatiser is needed, a fifth of the parse.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from entente.annotation.syntax import Sentence, Token
from entente.claims.inflection import NOUN_ENDINGS, VERB_ENDINGS, base_forms

_ENDINGS = {"VERB": VERB_ENDINGS, "AUX": VERB_ENDINGS, "NOUN": NOUN_ENDINGS}
_KEPT = 20_000  # words whose lemmas are remembered: texts repeat theirs


@dataclass(frozen=True)
class Lemmas:
    """The lemmas that the knowledge names, and the base forms of the words whose forms no rule of spelling gives."""

    named: Collection[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)

    def of(self, token: Token) -> str:
        """Give the lemma of a token in lower case: the word itself where the knowledge names no base form of it."""
        form = token.text.lower()
        return form if token.merged or token.upos not in _ENDINGS else self._base(form, token.upos)

    @cached_property
    def _base(self) -> Callable[[str, str], str]:
        return lru_cache(maxsize=_KEPT)(self._base_of)

    def _base_of(self, form: str, upos: str) -> str:
        if form in self.irregular and upos != "NOUN":
            return self.irregular[form]
        regular = (base for base in base_forms(form, _ENDINGS[upos]) if base in self.named)
        return next(regular, self.irregular.get(form, form))


def with_lemmas(sentence: Sentence, lemmas: Lemmas) -> Sentence:
    """Give a sentence with the lemmas of its words."""
    known = ((token, lemmas.of(token)) for token in sentence.tokens)
    return replace(sentence, tokens=tuple(t if t.lemma == own else replace(t, lemma=own) for t, own in known))
