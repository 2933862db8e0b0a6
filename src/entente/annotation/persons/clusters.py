"""Which names of a report are one person's: longer and shorter forms, bare family names, first names after a title."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from entente.annotation.persons.rows import Row
from entente.annotation.persons.words import PersonWords, without_suffixes
from entente.annotation.values import Mention
from entente.model.entity import slug

Core = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A row with the parts it is compared by and why it is a person ("" where only another name can tell)."""

    row: Row
    core: Core
    reason: str


@dataclass(slots=True)
class Cluster:
    """All names of one person so far; `core` and `longest` are of the longest form."""

    core: Core
    longest: Row
    posts: set[str] = field(default_factory=set)
    names: list[tuple[Named, str]] = field(default_factory=list)

    def take(self, named: Named, reason: str) -> None:
        """Add a name with the reason why it is this person's."""
        self.names.append((named, reason))
        if named.row.post:
            self.posts.add(named.row.post.post)
        if (len(named.core), len(named.row.names)) > (len(self.core), len(self.longest.names)):
            self.core, self.longest = named.core, named.row


def name_clusters(named: Sequence[Named], words: PersonWords) -> list[Mention]:
    """Give the mentions of persons, sorted: names that fit together in one cluster bear one id."""
    full = [n for n in named if n.reason and len(n.core) > 1]
    clusters: list[Cluster] = []
    for one in sorted(full, key=lambda n: (-len(n.core), n.row.span)):
        same = [c for c in clusters if _one_name(one, c.core, words)]
        _place(one, same, clusters, one.reason)
    for one in named:
        if not (one.reason and len(one.core) > 1) and one.core:
            _place_short(one, clusters, words)
    return sorted((m for c in clusters for m in _mentions_of(c, words)), key=lambda m: m.span)


def _place(one: Named, same: Sequence[Cluster], clusters: list[Cluster], reason: str) -> None:
    if same:
        _chosen(one, same).take(one, reason)
        return
    clusters.append(Cluster(one.core, one.row))
    clusters[-1].take(one, reason)


def _place_short(one: Named, clusters: list[Cluster], words: PersonWords) -> None:
    titled = bool(one.row.titles or one.row.post)
    same = _first_of_title(one, clusters) or [c for c in clusters if _means(one, c, words)]
    if not same and titled:
        same = [c for c in clusters if c.core[: len(one.core)] == one.core]
    if not same:
        # The first of two family names: "Governor Vázquez" of Wanda Vázquez Garced.
        same = [c for c in clusters if len(c.core) > 2 and one.core[0] in c.core[1:-1] and len(one.core) == 1]  # noqa: PLR2004
    if not same:
        same = _by_first_name(one, clusters, words)
    if same:
        several = ", of several of the name the nearest" if len(same) > 1 else ""
        chosen = _chosen(one, same)
        chosen.take(one, f"short for {' '.join(chosen.longest.names)}{several}")
    elif one.reason and titled:
        _place(one, (), clusters, one.reason)


def _first_of_title(one: Named, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Give those whose first name stands alone behind a title that they bear: "Prince Leo" is no Ana bint Leo."""
    if not one.row.titles or len(one.core) > 1:
        return []
    title = one.row.titles[-1].split()[-1]
    alike = [c for c in clusters if any(t.endswith(title) for named, _ in c.names for t in named.row.titles)]
    return [c for c in alike if c.core[0] == one.core[0] and len(c.core) > 1]


def _means(one: Named, cluster: Cluster, words: PersonWords) -> bool:
    initial = one.row.parts[0].label == "initial" and len(one.core) > 1
    return _ends_with(cluster.core, one.core, words.generations) or (initial and _one_name(one, cluster.core, words))


def _by_first_name(one: Named, clusters: Sequence[Cluster], words: PersonWords) -> list[Cluster]:
    # "Xi" of Xi Jinping; and a first name alone where only one person bears it ("Under Gian-Franco new statutes").
    first = [c for c in clusters if len(c.core) > 1 and c.core[: len(one.core)] == one.core]
    surname_first = [c for c in first if _is_surname_first(c, words)]
    if surname_first:
        return surname_first
    part = one.row.parts[0]
    opens = one.row.opens and part.text.lower() not in words.given
    plain = part.label == "name" and not opens and part.text not in words.words_too
    return first if len(first) == 1 and plain and not one.row.after and not one.row.before else []


def _is_surname_first(cluster: Cluster, words: PersonWords) -> bool:
    first, last = cluster.longest.parts[0].text, cluster.longest.parts[-1].text
    if first.lower() not in words.family:
        return False
    return first.isupper() or (last.lower() not in words.family and first.lower() not in words.given)


def _chosen(one: Named, same: Sequence[Cluster]) -> Cluster:
    """Choose among persons of one name: the one with the post told here, else the one named last before."""
    if one.row.post and (with_post := [c for c in same if one.row.post.post in c.posts]):
        same = with_post
    return max(same, key=lambda c: _last_before(c, one.row.span.start))


def _last_before(cluster: Cluster, start: int) -> int:
    return max((n.row.span.start for n, _ in cluster.names if n.row.span.start < start), default=-1)


def _one_name(one: Named, longer: Core, words: PersonWords) -> bool:
    core = one.core
    if sorted(core) == sorted(longer):
        return True
    if _same_part(core[0], longer[0]) and _in_order(core, longer):
        return True
    return one.row.parts[0].text.lower() not in words.given and _ends_with(longer, core, words.generations)


def _same_part(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _in_order(shorter: Core, longer: Core) -> bool:
    rest = iter(longer)
    return all(any(_same_part(part, other) for other in rest) for part in shorter)


def _ends_with(longer: Core, core: Core, generations: Collection[str]) -> bool:
    longer = longer[:-1] if longer[-1] in generations and core[-1] not in generations else longer
    bare = core[1:] if core[0] in ("al", "el") and len(core) > 1 else core
    return longer == bare or (len(bare) < len(longer) and longer[-len(bare) :] == bare)


def _mentions_of(cluster: Cluster, words: PersonWords) -> list[Mention]:
    parts = without_suffixes(cluster.longest.names, words)
    entity = f"person/{slug(' '.join(parts))}"
    return [Mention(n.row.span, entity, "person", _how(n), reason) for n, reason in cluster.names]


def _how(named: Named) -> str:
    return "title" if named.row.titles or named.row.post else "name"
