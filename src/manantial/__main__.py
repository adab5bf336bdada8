"""``python -m manantial`` does what ``manantial`` does."""

from manantial.cli import main

main()
