"""The desk: the register in a browser. `docs/desk.md` tells how it is laid out, and how to add a page."""
