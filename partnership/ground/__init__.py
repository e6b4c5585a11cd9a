"""Small modules that every app may use and that know no subject."""
