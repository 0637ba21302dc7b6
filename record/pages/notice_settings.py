"""A person's own page about which notices also go out by mail, and when."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from record.domain.notice_choices import choose
from record.enums import DIGEST_HOUR, MailWay, NoticeTopic
from record.queries.notices import choices_of

HINTS = {
    NoticeTopic.STEPS: gettext_lazy(
        "Penilaian mandiri, tim, data dukung, dan verifikasi yang dikirim, ditetapkan, atau selesai."
    ),
    NoticeTopic.TASKS: gettext_lazy(
        "Berita Acara dan Surat Keterangan yang menunggu tanda tangan, penugasan penilai."
    ),
    NoticeTopic.FINDINGS: gettext_lazy(
        "Pertanyaan tentang berkas, jawabannya, dan temuan baru dari pemeriksaan."
    ),
    NoticeTopic.QUESTIONS: gettext_lazy("Pertanyaan UPT kepada Kanwil, dan jawabannya."),
    NoticeTopic.ANNOUNCEMENTS: gettext_lazy("Pengumuman dari pusat dan Kanwil."),
}


class NoticeSettingsForm(forms.Form):
    """One choice for each topic."""

    def __init__(self, data: Any = None, *, ways: dict[NoticeTopic, MailWay]) -> None:
        super().__init__(data)
        for topic, way in ways.items():
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label,
                help_text=HINTS[topic],
                choices=MailWay.choices,
                initial=way,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            )

    @property
    def chosen(self) -> dict[NoticeTopic, MailWay]:
        """What was chosen, of a valid form."""
        return {topic: MailWay(self.cleaned_data[topic.value]) for topic in NoticeTopic}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """Which notices go out by mail; nobody reads or changes another's."""
    person_id = request.user.pk
    if not isinstance(person_id, UUID):
        raise Http404
    form = NoticeSettingsForm(request.POST or None, ways=choices_of(person_id))
    if request.method == "POST" and form.is_valid():
        choose(person_id=person_id, ways=form.chosen)
        messages.success(request, _("Pengaturan tersimpan."))
        return redirect("record:notice_settings")
    status = 422 if form.errors else 200
    context = {"form": form, "hour": f"{DIGEST_HOUR:02}.00"}
    return render(request, "record/notice_settings.html", context, status=status)
