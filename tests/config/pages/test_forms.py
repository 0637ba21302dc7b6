"""What `{{ form }}` draws; how it reads to people is in tests/e2e/components."""

from html.parser import HTMLParser

from django import forms
from django.utils.datastructures import MultiValueDict

from tests.e2e.components.forms import Everything

VOID = {"input", "img", "br", "meta", "link"}


class Balance(HTMLParser):
    """Collects tags that were closed in another order than they were opened, and all ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.pointed_at: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.wrong.append(f"{tag} has an attribute twice")
        self.ids += [given["id"] or ""] if "id" in given else []
        self.pointed_at |= set((given.get("aria-describedby") or "").split())
        self.pointed_at |= {given["for"] or ""} if "for" in given else set()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def drawn(*, bound: bool) -> str:
    data: MultiValueDict[str, str] = MultiValueDict()
    return str(Everything(data) if bound else Everything(initial={"season": "2025"}))


def test_the_markup_is_sound_with_and_without_errors() -> None:
    for bound in (False, True):
        found = Balance(drawn(bound=bound))
        assert found.wrong == []
        assert found.open == []
        assert len(found.ids) == len(set(found.ids))
        assert found.pointed_at <= set(found.ids)


def test_every_field_wears_the_common_look() -> None:
    html = drawn(bound=False)
    for name in ("input", "textarea", "select", "radios", "checkboxes", "file-upload"):
        assert f"govuk-{name}" in html
    assert 'type="hidden"' in html
    assert html.count("govuk-form-group") == 9


def test_a_field_that_may_stay_empty_says_so() -> None:
    html = drawn(bound=False)
    assert html.count("(tidak wajib)") == 2


def test_a_value_is_escaped() -> None:
    class Name(forms.Form):
        name = forms.CharField(label="<b>Nama</b>", help_text="<i>hint</i>")

    html = str(Name({"name": "\"><script>alert('x')</script>"}))
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_formsets_draw_each_form_and_their_common_error() -> None:
    name = forms.formset_factory(Everything, extra=2, min_num=3, validate_min=True)
    sent = name({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"})
    assert not sent.is_valid()
    html = str(sent)
    assert "form-0-name" in html
    assert "form-1-name" in html
    assert str(sent.non_form_errors()[0]) in html
