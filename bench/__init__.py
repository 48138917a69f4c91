"""`make bench`: each figure beside its baseline, taken in the same run on the same machine."""
