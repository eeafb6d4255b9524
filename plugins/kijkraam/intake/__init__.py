"""Lists that others made, in a spreadsheet or as an XLSForm, into a checklist; and what was not understood."""
