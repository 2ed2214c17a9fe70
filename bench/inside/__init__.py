"""What runs inside the product's own Django: importing the package sets it up."""

import django

django.setup()

CSRF = "a" * 32
"""The token that the voters' cookie and form both carry."""
