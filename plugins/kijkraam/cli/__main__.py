"""`python -m kijkraam.cli`: the command, also where scripts of the environment are not on the path."""

from kijkraam.cli import main

if __name__ == "__main__":
    main()
