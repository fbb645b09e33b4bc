"""`python -m corroborate.cli`: the command line without its installed script."""

from corroborate.cli import main

main()
