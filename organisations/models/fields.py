"""A database field for exact fractions."""

from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class FractionField(models.CharField[Fraction | str, Fraction]):
    """An exact fraction, stored as the text "p/q" in lowest terms (never a float)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        """Turn the stored text into a Fraction."""
        return None if value is None else Fraction(value)

    def to_python(self, value: Any) -> Any:
        """Accept a Fraction, a whole number or the text "p/q"."""
        if value is None or isinstance(value, Fraction):
            return value
        try:
            return Fraction(str(value).strip().replace(",", "."))
        except (ValueError, ZeroDivisionError) as error:
            raise ValidationError(
                _("« %(value)s » n’est pas une fraction."), params={"value": value}
            ) from error

    def get_prep_value(self, value: Any) -> Any:
        """Store in lowest terms."""
        return None if value is None else str(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        """Serialise as "p/q"."""
        return str(self.value_from_object(obj))
