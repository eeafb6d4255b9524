"""Forms for other programs, made from the same YAML: one module per format."""
