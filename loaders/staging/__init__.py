"""From identified rows to columns of claims, acts and judgements that a store can publish."""
