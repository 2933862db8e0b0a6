"""Time expressions: found by rules as data, and normalised to TIMEX3 values and EDTF."""
