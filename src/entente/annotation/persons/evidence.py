"""Why a row of capitalised words is the name of a person: a title, a list of names, what stands around it."""

import re
from bisect import bisect_right

from entente.annotation.persons.rows import SOFT, Ground, Row
from entente.annotation.values import Mention
from entente.model.entity import BODIES, PARTIES, slug
from entente.model.span import Span

_WHO = re.compile(r", (?:the|a|an) [^,.;]{1,40} who ")  # "A B, the Thai veteran who …"
_AGED = re.compile(r",? who\b|,? (?:\(|aged )?\d\d\b[,)]?")


def reason_of(row: Row, ground: Ground) -> str | None:
    """Tell why a row is a person's name: a reason, "" where only another name can tell, None for never."""
    if row.after in ("never", "hard") and not row.titles and not _given(row, ground):
        return None
    if row.after == "never" and not (row.titles or row.post):
        return None
    if row.parts[-1].label == "initial" and not row.single and not (row.titles or row.post):
        return None  # "Super W"
    if all(part.label == "soft" for part in row.parts):
        return "" if row.single and not _in_place(row, ground) else None
    return _by_title(row) or _by_list(row, ground) or _by_context(row, ground) or _by_family_name(row, ground)


def _by_family_name(row: Row, ground: Ground) -> str:
    """Tell whether the last word of a row stands alone behind it as somebody who speaks: "Xanther said"."""
    last = row.parts[-1].text
    if not (_is_two_names(row) and last[1:].islower()):
        return ""
    alone = re.compile(rf"(?<![\w’'-])(?<![A-Z][a-z] ){re.escape(last)} (?:{ground.words.alone}) ")
    again = next((m for m in alone.finditer(ground.text, row.span.end) if _stands_alone(ground.text, m.start())), None)
    return "somebody who speaks, by the family name" if again else ""


def _is_two_names(row: Row) -> bool:
    return not row.single and len(row.parts) <= 3 and all(part.label == "name" for part in row.parts)  # noqa: PLR2004


def _stands_alone(text: str, at: int) -> bool:
    before = text[max(0, at - 30) : at].rpartition(" ")[0].rpartition(" ")[2]
    return not before[:1].isupper() or before[-1:] in '.,!?:”"'


def _by_title(row: Row) -> str:
    if row.titles:
        return f"after the title {row.titles[-1]!r}"
    if row.post is None or (row.single and row.parts[0].label == "soft"):
        return ""
    if row.distant and row.single:
        return ""
    return f"after the post {row.post.post!r}"


def _given(row: Row, ground: Ground) -> bool:
    first = row.parts[0]
    word = first.text.strip("[]")
    if row.single or (word in ground.words.words_too and row.opens and not _has_form(row, ground)):
        return False
    if first.label == "soft" and (row.parts[1].label != "name" or _in_place(row, ground)):
        return False
    given = ground.words.given
    return word.lower() in given or _hyphened(word) in given or slug(word) in given


def _has_form(row: Row, ground: Ground) -> bool:
    return any(p.label == "initial" for p in row.parts) or row.parts[-1].text.lower() in ground.words.family


def _hyphened(word: str) -> str:
    return word.partition("-")[0].lower()


def _by_list(row: Row, ground: Ground) -> str:
    if _given(row, ground):
        return "begins with a given name"
    if row.single or row.parts[0].label in ("soft", "particle"):
        return ""
    if any(p.text in ("bin", "bint", "ibn", "Bin", "Ould", "ould") for p in row.parts[1:-1]):
        return "has the form of a name with its father's"
    if row.parts[0].label == "initial" and row.parts[-1].text.lower() in ground.words.family:
        return "an initial and a family name"
    first, second = row.parts[0].text, row.parts[1].text
    if first.lower() in ground.words.family and (first.isupper() or second.lower() in ground.words.given):
        return "a family name and a given name"
    return ""


def _by_context(row: Row, ground: Ground) -> str:
    if row.single or any(p.label == "soft" for p in row.parts):
        return ""
    before = ground.text[max(0, row.span.start - 20) : row.span.start]
    after = ground.text[row.span.end : row.span.end + 60]
    if re.search(r"\b(?:the|a|an) $", before, re.IGNORECASE):
        return ""
    if _is_described(row, ground, before, after):
        return "named with what the person is, or with an age"
    if _speaks(row, ground, before, after):
        return "somebody who speaks"
    if re.search(r"(?:['\u2019]s|s['\u2019]) $", before) and _mention_ending(ground, row.span.start - 3):
        return "named with a country's name before"
    return _behind_office(row, ground) or _by_neighbours(row, ground, after)


def _is_described(row: Row, ground: Ground, before: str, after: str) -> bool:
    words = ground.words
    behind = any(pattern.match(after) for pattern in (_WHO, _AGED, words.acts))
    return behind or words.roles.search(before) is not None or _in_apposition(row, ground) or _in_contest(row, ground)


def _speaks(row: Row, ground: Ground, before: str, after: str) -> bool:
    named = re.search(r"according to $", before, re.IGNORECASE) or ground.words.speech.match(after.lstrip(", "))
    return named is not None or _said_by(row, ground)


def _behind_office(row: Row, ground: Ground) -> str:
    """Tell whether an office with its body stands right before a name: "President of the Barbados Volleyball Association, A B"."""
    start = row.span.start - len(", ")
    body = _mention_ending(ground, start) if ground.text.startswith(", ", max(start, 0)) else None
    at = bisect_right(ground.post_spans, Span(body.span.start, body.span.start)) - 1 if body else -1
    if body is None or at < 0 or body.kind not in PARTIES:
        return ""
    between = ground.text[ground.post_spans[at].end : body.span.start]
    return f"behind the {ground.posts[at].post} of a body" if between in (" of ", " of the ", " at the ") else ""


def _in_apposition(row: Row, ground: Ground) -> bool:
    """Tell whether words right before say what somebody is: "his deputy, A B", "named a former champion, A B,"."""
    before = ground.text[max(0, row.span.start - 60) : row.span.start]
    if ground.words.company.search(before):
        return True
    named = (
        re.search(r"\b(?:a|an) (?:[a-z-]+ ){1,5}$", before.removesuffix(", ") + " ") if before.endswith(", ") else None
    )
    return named is not None and ground.words.roles.search(named[0]) is not None


def _in_contest(row: Row, ground: Ground) -> bool:
    """Tell whether somebody is beaten in a line that tells of votes or elections: "beat A B by 37 votes"."""
    words = ground.words
    if not words.beaten.search(ground.text, max(0, row.span.start - 40), row.span.start):
        return False
    first, end = ground.text.rfind("\n", 0, row.span.start) + 1, ground.text.find("\n", row.span.end)
    return words.votes.search(ground.text, first, end if end >= 0 else len(ground.text)) is not None


def _said_by(row: Row, ground: Ground) -> bool:
    # "said astronomer A B"
    words = ground.text[max(0, row.span.start - 60) : row.span.start].split()[-4:-1]
    return any(ground.words.speech.fullmatch(word) for word in words)


def _by_neighbours(row: Row, ground: Ground, after: str) -> str:
    if origin := _by_origin(row, ground, after):
        return origin
    if row.before == "hard" and (mention := _mention_ending(ground, row.span.start - 1)) and mention.how == "demonym":
        return "named with a country's name before"
    if _is_listed_with_a_name(row, ground, after):
        return "joined with a person's name"
    return _by_post_behind(row, ground, after)


def _by_origin(row: Row, ground: Ground, after: str) -> str:
    """Tell whether a place follows, or a body from which somebody is: "A B of Peru", "C D (Peru)", "E F from the FIS"."""
    match = re.match(r" (?:of |from |\()(?:the )?", after)
    start = row.span.end + match.end() if match else -1
    follows = [m for m in ground.mentions if m.span.start == start]
    if any(m.kind in SOFT for m in follows):
        return "a country's name follows"
    from_body = match is not None and match[0].startswith(" from ") and any(m.kind in BODIES for m in follows)
    return "a body follows from which somebody is" if from_body else ""


def _by_post_behind(row: Row, ground: Ground, after: str) -> str:
    """Tell whether a post follows that somebody has: "A B, president of the ROC", "A B, the ROC's president"."""
    match = re.match(r"(?:, | \()(?:the |a |an |its |their )?", after)
    at = bisect_right(ground.post_spans, Span(row.span.end, row.span.end))
    if match and at < len(ground.posts):
        start = row.span.end + match.end()
        named = next((m for m in ground.mentions if m.span.start == start), None)
        between = ground.text[named.span.end if named else start : ground.posts[at].span.start].lstrip()
        if re.fullmatch(r"(?:[\w'\u2019&()-]+ ){0,8}", between):
            return f"{ground.posts[at].post!r} follows"
    return ""


def _is_listed_with_a_name(row: Row, ground: Ground, after: str) -> bool:
    """Tell whether a row that ends in a family name stands before "and" and a name that begins with a given name."""
    joined = re.match(r" and ([A-Z][\w'-]+) [A-Z]", after)
    return (
        joined is not None
        and joined[1].lower() in ground.words.given
        and joined[1] not in ground.words.words_too
        and row.parts[-1].text.lower() in ground.words.family
    )


def _mention_ending(ground: Ground, end: int) -> Mention | None:
    return next((m for m in ground.mentions if m.span.end == end), None)


def _in_place(row: Row, ground: Ground) -> bool:
    before = ground.text[max(0, row.span.start - 10) : row.span.start].lower()
    return re.search(r"\b(?:in|at|to|from|near|around|outside|across|into) $", before) is not None
