"""What a page leads to: its links, and its forms with what they ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

LINKS = {"a": "href", "img": "src"}
# What is typed into each field of a search: something that all have, and what nobody may find.
PROBES = ("Bapas", "Rahasia", "999")


@dataclass
class Form:
    """A form: where it goes, and the values that each of its fields offers."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in LINKS and given.get(LINKS[tag]):
            self.links.append(given[LINKS[tag]])
        elif tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(self._open, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        if tag == "select":
            self._select = given.get("name", "")
            form.fields.setdefault(self._select, [])
        elif tag == "option" and self._select:
            form.fields[self._select].append(given.get("value", ""))
        elif tag in {"input", "button", "textarea"} and given.get("name"):
            values = form.fields.setdefault(given["name"], [])
            values.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


@dataclass(frozen=True)
class Read:
    """The addresses a page leads to by a click, and those its forms are sent to."""

    links: list[str]
    searches: list[str]
    posts: list[str]


def read(html: str, *, at: str) -> Read:
    """Read a page that stood at that address; only addresses of this site are told."""
    reader = _Reader()
    reader.feed(html)
    links = [urljoin(at, link) for link in reader.links]
    asked = [url for form in reader.forms if form.method == "get" for url in _asked(form, at)]
    posts = [urljoin(at, form.action or at) for form in reader.forms if form.method == "post"]
    return Read(links=_ours(links), searches=_ours(asked), posts=_ours(posts))


def _asked(form: Form, at: str) -> Iterator[str]:
    """A search with each field in turn set to each value that it offers, or to a probe."""
    where = urljoin(at, form.action or urlsplit(at).path)
    for name, offered in form.fields.items():
        for value in offered if any(offered) else PROBES:
            yield f"{where}?{urlencode({name: value})}"


def _ours(urls: list[str]) -> list[str]:
    found = [urlsplit(url) for url in urls]
    here = [each for each in found if not each.netloc and not each.scheme]
    paths = [each._replace(fragment="").geturl() for each in here]
    return list(dict.fromkeys(path for path in paths if path and not path.startswith("/static/")))
