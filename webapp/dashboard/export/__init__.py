"""Lists as files: CSV and Excel, made while they are sent, and safe to open."""
