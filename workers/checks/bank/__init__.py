"""Finding, among all pictures ever stored, those that one picture is a copy or a part of.

    bank = Bank(folder)
    bank.add("reference", describe(picture))
    for candidate in bank.search(describe(picture)): ...

Candidates are to be proven by `workers.checks.pairs`; the bank alone claims nothing. `described.py`
says what is kept of a picture, `voting.py` how parts are found, `folder.py` how it lies on disk.
"""
