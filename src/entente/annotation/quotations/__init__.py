"""Quotations and who says them."""
