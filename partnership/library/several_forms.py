"""The form of a file as one row among several that are added at once."""


class RowMixin:
    """For the form of a file: its row shows the fields in ``main_names``, and unfolds others."""

    main_names = ()

    @property
    def main_fields(self):
        """The fields that every file needs."""
        return [self[name] for name in self.main_names if name in self.fields]

    @property
    def other_fields(self):
        """The fields that few files need."""
        return [field for field in self.visible_fields() if field.name not in self.main_names]

    @property
    def has_other_errors(self):
        """Whether one of the fields that few files need has an error."""
        return any(field.errors for field in self.other_fields)
