"""All that is kept from some, each with those who may see it."""

from tests.noninterference import kept_of_jury as jury
from tests.noninterference import kept_of_units as units
from tests.noninterference.secret import Secret, who

HEADS = "admin auditor jury_heads"
DESK = "region team centre jury_heads"
SECRETS = [
    Secret("how far a draft is", units.how_far, who("unit region centre")),
    Secret("what a draft answers", units.answers, who("unit"), "how far a draft is"),
    Secret("files of ours", units.Files("open", "head"), who(f"unit {DESK}")),
    Secret("files being scored", units.Files("scoring", "head"), who(f"unit seated {DESK}")),
    Secret("the team's desk", units.Desk("verifying", "member"), who(DESK)),
    Secret("questions about files", units.Questions("verifying", "member"), who(f"unit {DESK}")),
    Secret("a question to the Kanwil", units.a_question, who("unit region team centre")),
    Secret("a doubt at the centre", units.doubt_at_centre, who(f"unit {DESK}")),
    Secret("files next door", units.Files("near", "neighbour_head"), who(f"neighbour_head {DESK}")),
    Secret("files far away", units.Files("far", "far_head"), who("far_head other_regions centre jury_heads")),
    Secret("a desk far away", units.Desk("far", "far_verifier"), who("other_regions centre jury_heads")),
    Secret("another region", units.another_region, who("other_regions centre jury_heads")),
    Secret("a twin", units.a_twin, who(f"far_secretariat {DESK}")),
    Secret("whose twin", units.whose_twin, who("far_secretariat centre jury_heads"), "a twin"),
    Secret("that a juror scored", jury.Scored("juror"), who(f"juror {HEADS}")),
    Secret("that another juror scored", jury.Scored("undeclared_juror"), who(f"undeclared_juror {HEADS}")),
    Secret("how a juror scored", jury.ScoredHow("juror"), who("juror"), "that a juror scored"),
    Secret("how another juror scored", jury.ScoredHow("undeclared_juror"), who("undeclared_juror"), "that another juror scored"),
    Secret("one more juror", jury.one_more_juror, who(HEADS)),
    Secret("outcomes", jury.outcomes, who("centre jury_heads")),
    Secret("an amendment", jury.amendment, who("centre jury_heads")),
    Secret("a modifier", jury.a_modifier, who("far_head other_regions centre jury_heads")),
    Secret("what others were told", jury.what_others_were_told, who("far_head far_secretariat centre jury_heads")),
]  # fmt: skip
BY_NAME = {secret.name: secret for secret in SECRETS}


def kept_from(persona: str) -> list[Secret]:
    """What the persona may not notice."""
    return [secret for secret in SECRETS if _is_kept(secret, persona)]


def _is_kept(secret: Secret, persona: str) -> bool:
    if persona in secret.seen_by:
        return False
    return not secret.instead_of or persona in BY_NAME[secret.instead_of].seen_by
