"""The command line: `entente`."""


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 an input failed, 2 wrong usage, 130 interrupted."""
    from entente.apps.cli.app import run  # typer is slow to import, and importing entente.apps.cli should not be

    run()
