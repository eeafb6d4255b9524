"""Forms on paper: PDF files to fill in, posters, cards and filled-in examples, made from the same YAML."""
