"""`python -m reelhouse` is the command `reelhouse`."""

from reelhouse.cli.main import main

main()
