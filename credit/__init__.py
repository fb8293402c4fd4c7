"""The words: identifiers, names, periods, evidence, kinds, facts and claims. Imports nothing of ours."""
