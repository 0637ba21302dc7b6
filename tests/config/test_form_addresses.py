"""A form says where it is sent to wherever its page may be drawn at another form's address."""

import re

from tests.support.processes import ROOT

FORM = re.compile(r'<form\s[^>]*method="post"[^>]*>')


def test_each_of_several_forms_of_a_page_names_its_address() -> None:
    """Refused, one is drawn again where it was sent to; the others would then be sent there too."""
    pages = [*ROOT.glob("*/pages/templates/*/*.html"), *ROOT.glob("config/templates/*.html")]
    found = {page.name: FORM.findall(page.read_text(encoding="utf-8")) for page in pages}
    several = {name: forms for name, forms in found.items() if len(forms) > 1}
    assert len(several) > 5
    for name, forms in several.items():
        assert all("action=" in form for form in forms), name
