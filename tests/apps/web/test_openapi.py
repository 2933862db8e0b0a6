"""Whatever is asked, the answer is one that the OpenAPI document tells of; see https://schemathesis.readthedocs.io .

That what is wrong is refused is left out: in an address every number is a text too.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from entente.apps.accounts.opening import open_accounts
from entente.apps.accounts.people import Role
from entente.apps.accounts.users import add_user
from entente.apps.web.app import create_app
from entente.knowledge.loader import load_knowledge
from entente.register.opening import open_register
from entente.register.store import store_many
from entente.settings import Settings
from tests.apps.web.serving import TODAY, asking, served
from tests.apps.web.test_review_page import told

pytestmark = pytest.mark.integration  # over the examples

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
EXAMPLES = int(os.environ.get("ENTENTE_EXAMPLES") or (20 if os.environ.get("ENTENTE_NO_SKIP") else 4))
"""How many requests each page and form gets, in each mode: `ENTENTE_EXAMPLES=500 pytest tests/apps/web/test_openapi.py`."""
_PATIENCE = 60
"""Seconds that an answer may take where the machine has other work too."""
_ENDS = ("/sign-out", "/account/password", "/sign-in")  # what would end the session that asks


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
            case.call_and_validate(excluded_checks=[negative_data_rejection], timeout=_PATIENCE)

        holds()


@pytest.mark.usefixtures("cheap_passwords")
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_form_of_a_desk_with_accounts_fails(tmp_path: Path, mode: GenerationMode) -> None:
    """Send every form with the token of a session of an admin, and ask for every page.

    That what is right is taken is left out too: no schema says which password is strong, or which field goes with which value.
    """
    with _guarded(tmp_path) as address, asking(address) as client:
        token = client.get("/sign-in").cookies["entente_form"]
        client.post("/sign-in", data={"name": "Ana", "password": PASSWORD, "form_token": token})
        page = client.get("/account", headers={"Accept": "text/html"}).text
        own = page.partition('name="form_token" value="')[2].partition('"')[0]
        cookies = {"entente_session": client.cookies["entente_session"]}
        document = schemathesis.openapi.from_url(f"{address}/openapi.json", headers=_as_header(cookies))
        for operation in (found.ok() for found in document.get_all_operations() if isinstance(found, Ok)):
            if operation.path not in _ENDS:
                _hold(operation, mode, cookies, own)
        assert client.get("/account").json()["name"] == "Ana"


def _hold(operation: Any, mode: GenerationMode, cookies: dict[str, str], token: str) -> None:
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
        if operation.method == "post":
            case.body = {**(case.body if isinstance(case.body, dict) else {}), "form_token": token}
        case.cookies = cookies
        answer = case.call(timeout=_PATIENCE)
        case.validate_response(answer, excluded_checks=[negative_data_rejection, positive_data_acceptance])

    holds()


def _as_header(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


@contextmanager
def _guarded(folder: Path) -> Iterator[str]:
    """Serve a desk with accounts over two reports."""
    place = folder / "entente.db"
    with open_register(place, create=True) as register, open_accounts(folder / "accounts", create=True) as accounts:
        add_user(accounts, "Ana", Role.ADMIN, PASSWORD, "root")
        store_many(register, told(), load_knowledge())
        with served(create_app(register, Settings(place, today=TODAY), accounts=accounts)) as address:
            yield address
