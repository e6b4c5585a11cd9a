"""Which tables of this app visitors can see something of."""

CANNOT_SHOW = ["Job"]
