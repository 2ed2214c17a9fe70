"""The exception that carries a refusal as a sentence for the person at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Sentence
else:
    Sentence = object

__all__ = ["InputError", "Sentence"]


class InputError(ValueError):
    """What a person gave cannot be used; `message` says why and what to do, in their language."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
