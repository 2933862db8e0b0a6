"""Drawings as SVG, made on the server: pure functions from values to elements, which a page shows and a file holds."""
