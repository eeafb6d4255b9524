"""Filled-in forms, out of PDF files or a browser, read back into one table."""
