"""`python -m comity` is the command `comity`."""

from comity.cli.main import run

run()
