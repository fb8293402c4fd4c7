"""What you may ask: one module a question. `asking/` is what a question is made of, `answering/` what an answer is made of."""
