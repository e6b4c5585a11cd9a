"""The project: settings, addresses and how it starts."""

VERSION = "1.6"  # CHANGELOG.md says what each version brings
