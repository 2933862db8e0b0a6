"""spaCy's English tokenizer brought closer to UD English: where hyphens split, abbreviations, runs of marks, currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

# A hyphen after one of these prefixes does not split, by the affix list of UD English EWT's documentation.
PREFIXES = (
    "non e anti re co pre pro mid cross post over semi multi ex sub counter inter intra micro mini socio ultra un vice"
)
ABBREVIATIONS = ("etc.", "al.", "Capt.", "Ft.", "Sen.", "Rep.", "Gov.", "Gen.", "Lt.", "Col.", "Sgt.", "Rev.", "Hon.")
SPLIT = ("and/or", "):", "(:", "8)", "(8", "v.v", "V.V")
RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"<{2,}", r">{2,}")


def adapt(pipeline: Language) -> None:
    """Change the rules of a pipeline's tokenizer; they are saved with it."""
    tokenizer, defaults = pipeline.tokenizer, pipeline.Defaults
    infixes = [*(rule for rule in defaults.infixes if f"(?:{HYPHENS})" not in rule), *_infixes()]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, r"US(?=\$)", *defaults.prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *defaults.suffixes]).search
    tokenizer.rules = {text: rule for text, rule in tokenizer.rules.items() if text not in SPLIT}
    for abbreviation in ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])


def _infixes() -> list[str]:
    unless = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in PREFIXES.split())
    others = "|".join(mark for mark in HYPHENS.split("|") if mark != "-")
    return [
        rf"(?<=[{ALPHA}]){unless}-(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])(?:{others})(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}])-(?=[0-9])",  # COVID-19
    ]
