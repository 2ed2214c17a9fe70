"""Two tables: the ballot, and one row per vote."""

from django.contrib.auth.models import User
from django.db import models


class Ballot(models.Model):
    """What is voted on; open or not."""

    state = models.CharField(max_length=10, default="open")

    def __str__(self) -> str:
        return self.state


class Vote(models.Model):
    """The answers of one user to all resolutions, one letter each."""

    ballot = models.ForeignKey(Ballot, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE)
    choices = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "user"], name="vote_once")]

    def __str__(self) -> str:
        return self.choices
