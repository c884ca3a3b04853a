"""What goes wrong while a sample is prepared, broken or stopped."""


class Problem(Exception):
    """Something a person can act on; shown without a stack trace."""
