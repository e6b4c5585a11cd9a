"""What every room stands on: small modules that know no subject."""
