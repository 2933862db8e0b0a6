"""Whatever is asked, the answer is one that the OpenAPI document tells of; see https://schemathesis.readthedocs.io .

That what is wrong is refused is left out: in an address every number is a text too.
"""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection

pytestmark = pytest.mark.integration  # over the examples

EXAMPLES = 20 if os.environ.get("ENTENTE_NO_SKIP") else 4  # of each page, in each mode


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_answer_is_a_fault_or_undocumented(address: str, mode: GenerationMode) -> None:
    document = schemathesis.openapi.from_url(f"{address}/openapi.json")
    operations: list[Any] = [found.ok() for found in document.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == len(list(document.get_all_operations()))
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            case.call_and_validate(excluded_checks=[negative_data_rejection])

        holds()
