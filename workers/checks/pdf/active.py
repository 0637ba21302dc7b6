"""Does a PDF do something when it is opened or clicked, or carry other files in it?"""

import re
from collections import Counter

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text, named_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Severity
from workers.checks.kinds import PDF
from workers.checks.pdf.actions import Deed, deeds
from workers.checks.pdf.opening import structure

_SECONDS = 1.0
_KINDS = {
    Deed.FORM_SCRIPT: ("form_scripts", Severity.INFO),
    Deed.LINKED: ("links_to_file", Severity.LOW),
    Deed.ATTACHED: ("attached_files", Severity.LOW),
    Deed.DYNAMIC_FORM: ("dynamic_form", Severity.LOW),
    Deed.MEDIA: ("played_media", Severity.LOW),
    Deed.WHOLE_PAGE: ("page_is_link", Severity.LOW),
}
# Where the structure is damaged objects get lost; the words of an action are still in the bytes.
_RAW = re.compile(rb"/S\s*/(JavaScript|Launch|SubmitForm|ImportData|GoToE)\b")
_RAW_DEEDS = {
    b"JavaScript": Deed.SCRIPT,
    b"Launch": Deed.LAUNCH,
    b"SubmitForm": Deed.SUBMIT,
    b"ImportData": Deed.IMPORT,
    b"GoToE": Deed.OTHER_FILE,
}


class Active(Check):
    """Scripts, programs, addresses, forms that send, content from elsewhere, attached files."""

    name = "pdf_active"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Look into every object of the file, also those nothing refers to."""
        file.expect(PDF)
        with file.within(_SECONDS):
            counted = _counted(file.data)
        facts: Facts = {deed.value: count for deed, count in sorted(counted.items())}
        return _findings(counted), facts


def _counted(data: bytes) -> Counter[Deed]:
    try:
        with structure(data) as document:
            counted = Counter(found.deed for found in deeds(document))
            whole = not document.get_warnings()
    except CannotCheck:
        if raw := _raw(data):
            return raw
        raise
    return counted if whole else counted | _raw(data)


def _raw(data: bytes) -> Counter[Deed]:
    return Counter(_RAW_DEEDS[found.group(1)] for found in _RAW.finditer(data))


def _findings(counted: Counter[Deed]) -> list[Finding]:
    """One finding for all that acts, and one for each milder kind."""
    acting = [deed for deed in Deed if deed in counted and deed not in _KINDS]
    found = [_acting(acting, counted)] if acting else []
    told = {Deed.LINKED} if Deed.OTHER_FILE in counted else set()
    for deed in Deed:
        if deed in counted and deed in _KINDS and deed not in told:
            kind, severity = _KINDS[deed]
            text = finding_text(kind, count=counted[deed])
            facts: Facts = {"count": counted[deed]}
            found.append(Finding(kind=kind, severity=severity, explanation=text, facts=facts))
    return found


def _acting(acting: list[Deed], counted: Counter[Deed]) -> Finding:
    return Finding(
        kind="active_content",
        severity=Severity.MEDIUM,
        explanation=finding_text(
            "active_content", deeds=named_text("active", [deed.value for deed in acting])
        ),
        facts={deed.value: counted[deed] for deed in acting},
    )
