"""Net volume: what an account earns by range, day and type, read from rollups."""
