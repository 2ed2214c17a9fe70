"""TALA: settings, addresses and the thin adapters that the apps share."""

from tala.celery import app as celery_app

__all__ = ["celery_app"]
