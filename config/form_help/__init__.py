"""The help beside each form, as data: one place for what is asked, what follows, what goes wrong."""

from config.form_help.award import AWARD
from config.form_help.desk import DESK
from config.form_help.directory import DIRECTORY
from config.form_help.evidence import EVIDENCE
from config.form_help.record import RECORD
from config.form_help.results import RESULTS
from config.form_help.scoring import SCORING
from config.form_help.shape import Help
from config.form_help.teams import TEAMS

FORM_HELP: Help = {
    **AWARD,
    **DESK,
    **DIRECTORY,
    **EVIDENCE,
    **RECORD,
    **RESULTS,
    **SCORING,
    **TEAMS,
}
