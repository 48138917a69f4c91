"""`/statements`: each month as a page, a PDF and a CSV file, and the check of a paper."""
