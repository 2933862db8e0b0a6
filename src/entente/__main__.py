"""Runs the command line as `python -m entente`."""

from entente.apps.cli import main

main()
