from datetime import date

from entente.settings import Settings


def test_today_is_the_day_set_else_the_machines() -> None:
    assert Settings(today=date(2023, 6, 1)).day() == date(2023, 6, 1)
    assert abs((Settings().day() - date.today()).days) <= 1  # noqa: DTZ011 - the user's own calendar day
