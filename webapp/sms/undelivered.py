"""What is said when a message did not go out: never whereto, nor with which password."""


class Undelivered(Exception):
    """The channel did not take the message, or not in time."""


class Unanswered(Undelivered):
    """Nobody said whether the message was taken: it may come all the same."""
