"""Templates: escaped, strict about names that are not there, with the filters of the desk's words."""

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from entente.apps.web.assets import load_assets
from entente.apps.web.harmless import visible
from entente.apps.web.words import counted, days_away, machine_day, shortened, spaced
from entente.knowledge.phrases.dates import day_words
from entente.views.voices import count_voices

_KEPT = 4096  # dates and badges


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Give the environment of all templates."""
    made = Environment(
        loader=PackageLoader("entente.apps.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        lstrip_blocks=True,
        finalize=visible,
        auto_reload=False,
    )
    made.filters |= {
        "day": day_words,
        "machine_day": machine_day,
        "spaced": spaced,
        "days_away": days_away,
        "short": shortened,
    }
    made.globals |= {"asset": load_assets().address, "counted": counted, "count_voices": count_voices}
    short: Any = made.get_template("short.html").module
    made.globals |= {f"kept_{name}": lru_cache(_KEPT)(getattr(short, name)) for name in ("date", "badge")}
    return made


def make_ready() -> None:
    """Make all templates ready, so that whoever asks for a page first need not wait for that: a second in all."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def rendered(template: str, **context: Any) -> str:
    """Give a page from its template. Raises jinja2's errors where the template is wrong."""
    return environment().get_template(template).render(context)
