"""Frozen values: report, span, entity, time, claim, problem."""
