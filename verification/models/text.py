"""The text of a document, and marks of it by which others that share something are found."""

from django.db import models

from verification.models.evidence import EvidenceVersion


class DocumentText(models.Model):
    """The text of one version as it was read, and how: "text" as it stood there, "ocr" from a scan.

    `unit` is whose it is, for counting units without the way over the application. `sketch` is the
    version of the marks: those of two versions are not comparable. Derived from the bytes, so that
    it can be made anew.
    """

    version = models.OneToOneField(
        EvidenceVersion, on_delete=models.PROTECT, primary_key=True, related_name="text"
    )
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10)
    sketch = models.PositiveSmallIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.source} {self.version_id}"


class TextMark(models.Model):
    """One mark of a text: three words in a row as a number of 63 bits."""

    text = models.ForeignKey(DocumentText, on_delete=models.PROTECT, related_name="marks")
    mark = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "text"], name="text_mark_once")]

    def __str__(self) -> str:
        return f"{self.mark} {self.text_id}"
