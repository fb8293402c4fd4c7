"""An invented nation, the same for the same seed: heavy-tailed offices and holdings, branches, decisions and lists, planted truth.

`nation` makes it as columns of numbers; `ids` gives its public ids; `arrays` makes a projection of it, `claims` what a store takes,
`files` what offices send. Nobody in it is real: names are numbers, codes carry their own check digits.
"""
