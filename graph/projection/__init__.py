"""The graph as arrays: built from a store at one transaction, published as a folder, mapped by every worker, asked by compiled kernels.

```
building ─→ columns ─→ assembling ─→ Projection (arrays) ─→ folder ─→ mapped
                                         │
          changes since then ─→ overlay ─┴─→ kernels ─→ telling
```
Positions are private: answers carry public ids, fact ids, evidence ids and the transaction that they rest on. Names stay in the store,
where masking and redaction reach them.
"""
