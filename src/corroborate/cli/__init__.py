"""The command line: a door that asks the rooms below and prints what they say."""


def main() -> None:
    """Run the command line on this process's arguments, and leave with the documented exit code."""
    from corroborate.cli.app import run

    run()
