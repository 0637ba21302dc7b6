"""How each kind of PDF finding did on labelled files (bench/pdf_checks.py, November 2026).

Honest are benign, unsigned and signed files (for signatures: those with one); forged are files with
masked content, with active content, and with anomalous signatures. Kinds without a row have no
labelled forgeries to be measured on.
"""

from workers.checks.finding import Strength

MEASURED = {
    "active_content": Strength(false_alarms=0, honest=106, hits=56, forged=58),
    "two_readings": Strength(false_alarms=0, honest=106, hits=56, forged=56),
    "changed_after_signing": Strength(false_alarms=2, honest=63, hits=5, forged=12),
    "signature_broken": Strength(false_alarms=1, honest=63, hits=2, forged=12),
}
