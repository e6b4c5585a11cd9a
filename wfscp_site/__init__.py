"""The project: settings, addresses and how it starts."""

VERSION = "1.1"  # CHANGELOG.md says what each version brings
