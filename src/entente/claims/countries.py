"""Which country bodies are of, which one a report is about, and which one a minister is of."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from entente.annotation.values import AnnotatedReport, Mention, TitledName
from entente.claims.context import Context, Filler
from entente.model.entity import kind_of

# Rules of posts behind a name, without a country of their own.
_BESIDE = ("office.apposition", "office.copula", "office.relative")


@dataclass(frozen=True, slots=True)
class Homes:
    """Where the bodies that a report names are at home.

    `of` gives the country of each body, for a country itself, for a gathering the body of its name; `codes` the IOC codes of the
    countries that the report speaks of.
    """

    of: Mapping[str, str]
    codes: Mapping[str, str]

    def committee(self, kind: str, country: str) -> str:
        """Give the committee (kind noc or npc) of a country that the report speaks of, "" where there is none."""
        return f"{kind}/{self.codes[country]}" if kind in ("noc", "npc") and country in self.codes else ""


def country_homes(annotated: AnnotatedReport, iocs: Mapping[str, str], bodies: Collection[str]) -> Homes:
    """Give where the bodies of a report are at home.

    `iocs` maps IOC codes to country ids, `bodies` are the ids of the bodies known: a convention that has officers is one.
    """
    homes: dict[str, str] = {}
    codes: dict[str, str] = {}
    known = {country: code for code, country in iocs.items()}
    for mention in annotated.mentions:
        kind, _, rest = mention.entity.partition("/")
        code = rest.partition("/")[0]
        if kind in ("noc", "npc", "nf", "athletes") and code in iocs:
            homes[mention.entity] = iocs[code]
            codes[iocs[code]] = code
        if kind == "gathering" and (body := f"org/{code.rpartition('-')[0]}") in bodies:
            homes[mention.entity] = body
        if kind == "country":
            homes[mention.entity] = mention.entity
            if mention.entity in known:
                codes[mention.entity] = known[mention.entity]
    return Homes(homes, codes)


def country_of(mention: Mention, homes: Homes) -> str:
    """Give the country that a mention names, itself or by a body of it, "" for none."""
    return mention.entity if mention.kind == "country" else homes.of.get(mention.entity, "")


def main_country(context: Context, homes: Homes) -> str:
    """Give the country that a report is about: the one it names most, itself or by its bodies; "" where none stands out."""
    mentions = [m for m in context.annotated.mentions if m.how != "anaphora"]
    told = Counter(home for m in mentions if kind_of(home := country_of(m, homes)) == "country").most_common(2)
    clear = told and told[0][1] > 1 and (len(told) == 1 or told[0][1] > told[1][1])
    return told[0][0] if clear else ""


def government_of(context: Context, name: TitledName, homes: Homes, sent_to: Mention | None) -> Filler | None:
    """Give the country of a minister whose country the phrase does not name: the nearest that the sentence speaks of.

    `sent_to` is where an ambassador is sent, and so not his own country.
    """
    if name.home is not None and name.home.entity:
        return Filler(name.home.entity, name.home.span, "the place after the name")
    others = [t for t in context.titled if t.person.entity != name.person.entity]
    later = {h.body.entity for t in others for h in t.posts if h.body and h.body.span.start > name.span.end}
    near = sorted(context.mentions, key=lambda m: abs(m.span.start - name.span.start))
    near = [
        m for m in near if not (m.entity in later and m.span.start > name.span.end) and not _tells_where(context, m)
    ]
    found = [(home, m) for m in near if m != sent_to and kind_of(home := country_of(m, homes)) == "country"]
    country = main_country(context, homes)
    if not found or (country and all(m.span.start > name.span.end for _, m in found) and name.rule not in _BESIDE):
        return Filler(country, name.span, "the country that the report is about") if country else None
    told = Counter(country_of(m, homes) for m in context.annotated.mentions)
    # Of several countries in a sentence it is the one that the report is about, where that is clear.
    country, mention = max(found, key=lambda f: told[f[0]] if name.rule in _BESIDE else 0)
    return Filler(country, mention.span, "the country of the sentence")


def _tells_where(context: Context, mention: Mention) -> bool:
    """Tell whether a nationality tells only where something is: "in the Russian city of Ufa"."""
    text = context.annotated.report.text
    return mention.how == "demonym" and text.startswith((" city", " capital", " town"), mention.span.end)
