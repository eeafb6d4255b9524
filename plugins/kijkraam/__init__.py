"""kijkraam: methodology handbooks and kijkramen from YAML checklists."""

__version__ = "0.1.0"
"""Version of the program, by semantic versioning."""
