"""Codes by text and mail: what they are, who may cause how many, and what they may cost."""
