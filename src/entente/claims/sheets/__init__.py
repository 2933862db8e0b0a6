"""Rows of a sheet that people keep themselves → claims: headers to fields, cells to values, rows to claims."""
