"""A share of the votes as people type it, kept exact."""

import re
from fractions import Fraction

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_PERCENT = re.compile(r"(?P<number>[0-9]{1,12}(?:[.,][0-9]{1,12})?)%?")
_RATIO = re.compile(r"(?P<over>[0-9]{1,9})/(?P<under>[0-9]{1,9})")
_MIXED = re.compile(r"(?P<whole>[0-9]{1,3}) (?P<over>[0-9]{1,3})/(?P<under>[0-9]{1,3}) ?%?")


def parse_share(text: str) -> Fraction:
    """Return the exact share (1 = all) written as `40`, `40 %`, `33,33 %`, `1/3` or `33 1/3 %`.

    A number is a percentage, with or without its sign; a ratio is a share. `33,33` is exactly
    3333/10000, never a third. Raises ValueError for anything else, also for a division by zero.
    """
    spaced = _SPACES.sub(" ", text).strip()
    mixed = _MIXED.fullmatch(spaced)
    if mixed is not None and int(mixed["under"]):
        part = Fraction(int(mixed["over"]), int(mixed["under"]))
        return (int(mixed["whole"]) + part) / 100
    bare = spaced.replace(" ", "")
    ratio = _RATIO.fullmatch(bare)
    if ratio is not None and int(ratio["under"]):
        return Fraction(int(ratio["over"]), int(ratio["under"]))
    percent = _PERCENT.fullmatch(bare)
    if percent is None:
        raise ValueError("neither a percentage nor a ratio")
    return Fraction(percent["number"].replace(",", ".")) / 100
