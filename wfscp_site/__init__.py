"""The project: settings, addresses and how it starts."""

VERSION = "1.5"  # CHANGELOG.md says what each version brings
