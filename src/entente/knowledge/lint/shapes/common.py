"""What the shapes of rule files are made of."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from entente.model.edtf import bounds

CLOSED = ConfigDict(extra="forbid")
"""Keys that are not named are a problem."""
Text = Annotated[str, Field(min_length=1)]
Words = list[Text]
Alpha3 = Annotated[str, Field(pattern="^[A-Z]{3}$")]
"""A country's ISO 3166-1 alpha-3 code."""


def _edtf(text: str) -> str:
    bounds(text)
    return text


Date = Annotated[str, AfterValidator(_edtf)]
"""An EDTF date or interval, or nothing where a side is open."""
Scalar = Text | int | float
Factuality = Literal["alleged", "hoped", "conditional", "possible", "planned", "asserted"]
Polarity = Literal["positive", "negative"]
Change = Literal["holds", "held", "elected", "re_elected", "appointed", "left", "resigned", "dismissed", "died"]
