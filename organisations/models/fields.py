"""A database field for exact fractions."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _TextField = models.CharField[Fraction | str | None, Any]  # None only where null is allowed
else:
    _TextField = models.CharField


class FractionField(_TextField):
    """An exact fraction, stored as the text "p/q" in lowest terms (never a float)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def from_db_value(
        self, value: str | None, _expression: object, _connection: object
    ) -> Fraction | None:
        """Turn the stored text into a Fraction."""
        return None if value is None else Fraction(value)

    def to_python(self, value: object) -> Fraction | None:
        """Accept a Fraction, a whole number or the text "p/q"."""
        if value is None or isinstance(value, Fraction):
            return value
        try:
            return Fraction(str(value).strip().replace(",", "."))
        except (ValueError, ZeroDivisionError) as error:
            raise ValidationError(
                _("« %(value)s » n’est pas une fraction."), params={"value": value}
            ) from error

    def get_prep_value(self, value: object) -> str | None:
        """Store in lowest terms."""
        return None if value is None else str(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        """Serialise as "p/q"."""
        return str(self.value_from_object(obj))
