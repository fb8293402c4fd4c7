"""The first two digits of GB/T 2260. Finer tables age: an unknown county is no fault of the code."""

_PROVINCES = frozenset(
    str(code)
    for span in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 66), (71, 71), (81, 83))
    for code in range(span[0], span[1] + 1)
)
"""66 is the production corps (新疆生产建设兵团); 81 to 83 also stand in residence permits (港澳台居民居住证)."""
_NATIONAL = "10"
"""100000: registered with a national office."""


def is_known_region(region: str) -> bool:
    """Whether a region of an organisation's code begins with a province or the national office."""
    return region[:2] in _PROVINCES or region[:2] == _NATIONAL


def is_known_home(region: str) -> bool:
    """Whether a region of a resident's number begins with a province."""
    return region[:2] in _PROVINCES
