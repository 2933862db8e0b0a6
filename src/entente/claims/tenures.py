"""What is said of a tenure: that it begins, goes on or is over."""

from entente.annotation.values import HeldPost, TitledName
from entente.claims.context import Context
from entente.claims.office_rules import OfficeRules
from entente.model.span import Span

STARTS = ("elected", "re_elected", "appointed")
_GAPPED = ("office.gapped", "office.gapped.many")  # "A was elected president, B vice-president": the verb holds for all


def comes_into(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> bool:
    """Tell whether somebody is said to come into a post, by its verb or by that of a name before."""
    return change_of_tenure(context, name, held, rules) in STARTS


def change_of_tenure(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> str:
    """Give what a post's words, its verb, or the verb of the name before ("as was treasurer C D") say of the tenure."""
    if held.post.change != "holds":
        return held.post.change
    earlier = [t for t in context.titled if t.verb and t.change and t.span.end <= name.span.start]
    if earlier and not name.change:
        between = Span(earlier[-1].span.end, name.span.start).of(context.annotated.report.text)
        if name.rule in _GAPPED or any(word in between for word in rules.likewise):
            return earlier[-1].change
    return name.change or "holds"
