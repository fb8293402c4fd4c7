"""From the text of cells to values: days, money, shares, codes, words. What cannot be read is a finding, never a guess."""
