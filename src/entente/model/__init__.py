"""Frozen values: report, span, entity, time, claim, record, problem."""
