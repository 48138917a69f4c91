"""Where a page of a list goes on from; of a place that nobody knows, the list's beginning."""

from flask_babel import gettext as _

PLACE = "starting_after"


def lost_note() -> str:
    """What stands over a list that goes on from no place of the seller's."""
    return _("The place to go on from is not known, so this is the beginning of the list.")
