"""The form of an event in the admin."""

from partnership.pages.models.base import PartnershipPageForm


class EventPageForm(PartnershipPageForm):
    """The form of an event, which checks its fields against the sessions being edited."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "booking" in self.fields:
            self.initial["booking"] = self.instance.Booking.LATER  # until someone says how
        for row in self.formsets["sessions"].forms:
            row.fields["date"].error_messages["required"] = "Choose the day, or delete the session."

    def clean(self):
        cleaned = super().clean()
        closes_on = cleaned.get("booking_closes_on")
        last_day = self._last_day()
        if closes_on and last_day and closes_on > last_day:
            self.add_error(
                "booking_closes_on", "This is after the last session. Choose an earlier day."
            )
        return cleaned

    def _last_day(self):
        """Return the last day of the sessions as typed, or None while there is none."""
        rows = self.formsets["sessions"]
        deleted = rows.deleted_forms if rows.is_valid() else []
        kept = [
            row.instance
            for row in rows.forms
            if row not in deleted and (row.has_changed() or row.instance.pk)
        ]
        return max((session.last_day for session in kept if session.date), default=None)
