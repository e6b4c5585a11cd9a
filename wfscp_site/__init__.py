"""The project: settings, addresses and how it starts."""

VERSION = "1.4"  # CHANGELOG.md says what each version brings
