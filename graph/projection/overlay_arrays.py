"""The arrays of an overlay: nodes that changed since the projection was built, each with everything that it has now."""

from typing import NamedTuple

import numpy as np

from graph.projection.arrays import Array, Records


class ChangedRelations(NamedTuple):
    """`nodes` in order, `at`: their relations in `other`, `kind`, `since`, `until`, `fact_hi`, `fact_lo`, told from the node's side.

    `base`: how many nodes the projection has; later ones are numbered from there, and `new_order` says where their ids belong.
    """

    nodes: Array
    at: Array
    other: Array
    kind: Array
    since: Array
    until: Array
    fact_hi: Array
    fact_lo: Array
    base: int
    new_order: Array


class ChangedRecords(NamedTuple):
    """`nodes` in order, with all their records as an own set of arrays (`records.at` goes by place in `nodes`)."""

    nodes: Array
    records: Records


def frozen(values: object, dtype: type) -> Array:
    """An array that nobody writes to, as mapped ones are: kernels are compiled once for both."""
    array: Array = np.array(values, dtype=dtype)
    array.setflags(write=False)
    return array
