"""Characters and grammar: sentences, numbers and dates as said, names, reporting and quotation."""
