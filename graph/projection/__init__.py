"""The graph as arrays: built from a store at one transaction, published as a folder, mapped by every worker, asked by compiled kernels.

```
building ─→ columns ─→ material ─→ assembling ─→ sinks ─→ folder ─→ mapped: Projection (arrays)
                                                                         │
                                          changes since then ─→ overlay ─┴─→ kernels ─→ telling
```

It is built in passes, so that a graph much larger than memory can be (decision 0111).
Positions are private: answers carry public ids, fact ids, evidence ids and the transaction that they rest on. Names stay in the store,
where masking and redaction reach them.
"""
