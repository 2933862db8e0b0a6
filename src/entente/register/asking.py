"""What may be asked of records, as tests: how an agreement stands on a day, who stands somehow on a day, what is due."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, or_

from entente.register.found import Test
from entente.register.tables import records

_FIRST, _LAST = records.c.first, records.c.last


def standing_in(states: Collection[str], today: date) -> Test:
    """Test for agreements that stand in one of some states on a day; one that lapses is overdue then."""

    def at_hand(row: Mapping[str, Any]) -> bool:
        lapsed = row["lapses"] is not None and row["lapses"] < today
        return ("overdue" if lapsed else row["state"]) in states

    lapsed, stays = records.c.lapses < today, or_(records.c.lapses.is_(None), today <= records.c.lapses)
    stands = and_(stays, records.c.state.in_(sorted(states)))
    return Test(or_(lapsed, stands) if "overdue" in states else stands, at_hand)


def ending(states: Collection[str], today: date, days: int) -> Test:
    """Test for records in one of some states that end within so many days from a day."""
    end = today + timedelta(days=days)

    def at_hand(row: Mapping[str, Any]) -> bool:
        return row["state"] in states and row["last"] is not None and today <= row["last"] <= end

    return Test(and_(records.c.state.in_(sorted(states)), today <= _LAST, end >= _LAST), at_hand)


def holding(state: str, day: date) -> Test:
    """Test for records in a state that hold on a day: one without a first day always did, one without a last day still does."""

    def at_hand(row: Mapping[str, Any]) -> bool:
        begun = row["first"] is None or row["first"] <= day
        return row["state"] == state and begun and (row["last"] is None or day <= row["last"])

    begun, going_on = or_(_FIRST.is_(None), day >= _FIRST), or_(_LAST.is_(None), day <= _LAST)
    return Test(and_(records.c.state == state, begun, going_on), at_hand)


def due_on(today: date) -> Test:
    """Test for what is due on a day, see `entente.records.due.Plan`."""

    def at_hand(row: Mapping[str, Any]) -> bool:
        lapsed = row["lapses"] is not None and row["lapses"] < today
        return bool({"planned": True, "ahead": row["last"] >= today, "lapses": lapsed}[row["state"]])

    lapsed = and_(records.c.state == "lapses", records.c.lapses < today)
    return Test(or_(records.c.state == "planned", and_(records.c.state == "ahead", today <= _LAST), lapsed), at_hand)


def past(day: date, is_past: bool) -> Test:
    """Test for records, put in order by their last days, whose last day is before a day, or is not: found by their order alone."""
    begin = day.isoformat()
    in_database = records.c.sort < begin if is_past else records.c.sort >= begin
    return Test(in_database, lambda row: (row["sort"] < begin) is is_past)


def sorted_within(first: date, last: date) -> Test:
    """Test for records, put in order by their last days, that end within some days: found by their order alone."""
    begin, end = first.isoformat(), f"{last.isoformat()}~"  # "~" stands after all that a sort key goes on with
    in_database = and_(records.c.sort >= begin, records.c.sort <= end)
    return Test(in_database, lambda row: begin <= row["sort"] <= end)


def in_state(states: Collection[str]) -> Test:
    """Test for records in one of some states."""
    return Test(records.c.state.in_(sorted(states)), lambda row: row["state"] in states)


def both(one: Test, other: Test) -> Test:
    """Test for records that pass two tests."""
    return Test(and_(one.in_database, other.in_database), lambda row: one.at_hand(row) and other.at_hand(row))
