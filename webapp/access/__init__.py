"""Trust: login links, verification by code, sessions, and limits on every attempt."""
