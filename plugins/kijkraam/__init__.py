"""kijkraam: methodology handbooks and kijkramen from YAML checklists."""

__version__ = "0.1.0"
