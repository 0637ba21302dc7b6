"""Signed PDFs come back: checked in a child process, bound to their draft, kept for good."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.errors import Refused
from award.rules import someone
from directory.actors import Actor
from record.domain.blobs import register
from record.domain.work import recorded
from record.models import Blob
from record.store import get_store
from verification.domain.intake import Upload, first_look, take_in
from verification.models import SignedCopy
from workers.checks import sandbox
from workers.checks.kinds import PDF
from workers.checks.pdf.copy_words import Fault

JOB = "workers.checks.pdf.countersigned:run"
KEPT = "signed_copy_kept"
REFUSALS = {
    Fault.NOT_SIGNED: gettext_lazy("Berkas ini tidak memuat tanda tangan elektronik."),
    Fault.OTHER_DOCUMENT: gettext_lazy(
        "Berkas ini tidak berawal dengan dokumen yang diunduh dari halaman ini. Tanda tangani "
        "berkas itu sendiri, tanpa mencetak, menyimpan ulang, atau menggabungkannya."
    ),
    Fault.ALTERED: gettext_lazy("Isi dokumen berubah: ada yang ditambahkan selain tanda tangan."),
    Fault.BROKEN: gettext_lazy("Tanda tangannya rusak: berkas berubah setelah ditandatangani."),
    Fault.NOT_WHOLE: gettext_lazy(
        "Tanda tangan terakhir tidak mencakup seluruh berkas: ada yang ditambahkan sesudahnya."
    ),
    Fault.DAMAGED: gettext_lazy("Berkas ini tidak dapat dibaca, atau dilindungi kata sandi."),
}


def keep_signed(
    *,
    draft: Blob,
    subject: str,
    upload: Upload,
    by: Actor,
    name_of: Callable[[str], str] = lambda _sha256: "",
) -> SignedCopy:
    """Keep a signed copy of the draft; the same file again changes nothing.

    Who may is asked by the caller. `subject` is the ledger's word for what the draft is about;
    `name_of` names another document of ours by the SHA-256 of its PDF, for the one who took the
    wrong file. Raises Refused with what is wrong with it, and the store's errors.
    """
    person = someone(by)
    kind = first_look(upload)
    if kind.family != PDF:
        raise Refused([_("Dokumen bertanda tangan harus berupa PDF.")])
    arrived = take_in(upload, kind)
    found = examine(draft, arrived.stored.sha256)
    if found["fault"]:
        raise Refused(_reasons(Fault(found["fault"]), name_of(found["first"])))
    with recorded(actor=by.ledger) as work:
        signed = register(arrived.stored)
        known = SignedCopy.objects.filter(signed=signed).first()
        if known is not None:
            return known
        copy = SignedCopy.objects.create(
            draft=draft,
            signed=signed,
            signers=found["signers"],
            covered=found["covered"],
            by=person,
            at=timezone.now(),
        )
        work.event(
            KEPT,
            subject=subject,
            facts={
                "copy": copy.pk,
                "draft": draft.pk,
                "sha256": signed.pk,
                "signers": [work.commitment(signer["name"]) for signer in copy.signers],
                "chains": [signer["chain"] for signer in copy.signers],
            },
        )
    return copy


def examine(draft: Blob, sha256: str) -> dict[str, Any]:
    """What the stored file is to the draft, read where it can do no harm."""
    ours, theirs, roots = _stored(draft.pk), _stored(sha256), _roots()
    arguments = {"draft": len(ours), "signed": len(theirs)}
    answer = sandbox.run(JOB, ours + theirs + roots, arguments)
    if answer.reason or not answer.lines:
        return {"fault": Fault.DAMAGED.value, "first": "", "signers": [], "covered": ""}
    found: dict[str, Any] = json.loads(answer.lines[0])
    return found


def copies_of(draft: Blob) -> list[SignedCopy]:
    """The signed copies of a draft, the newest first."""
    return list(SignedCopy.objects.filter(draft=draft).select_related("by").order_by("-at"))


def _reasons(fault: Fault, other: str) -> list[str]:
    if fault == Fault.OTHER_DOCUMENT and other:
        return [_("Berkas ini menandatangani dokumen lain: %(name)s.") % {"name": other}]
    return [str(REFUSALS[fault])]


def _stored(sha256: str) -> bytes:
    with get_store().open(sha256) as stream:
        return stream.read()


def _roots() -> bytes:
    return Path(settings.SIGNATURE_ROOTS).read_bytes() if settings.SIGNATURE_ROOTS else b""
