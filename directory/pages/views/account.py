"""A person's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.domain.preferences import set_preferences
from directory.enums import Language, Zone
from directory.models import Person
from directory.pages.access import PersonRequest, signed_in
from directory.pages.forms.account import PreferencesForm
from directory.pages.rows import own_rows
from directory.queries.roles import roles_of
from directory.queries.staffing import headed_units


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: PersonRequest) -> HttpResponse:
    """What the directory knows about the reader, and how they want to read."""
    person = Person.objects.get(pk=request.user.pk)
    form = PreferencesForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        language = Language(form.cleaned_data["language"])
        zone = Zone(form.cleaned_data["time_zone"])
        set_preferences(person=person, language=language, time_zone=zone)
        with translation.override(language):
            messages.success(request, _("Pengaturan tersimpan."))
        return redirect("directory:account")
    context = {"form": form, "rows": own_rows(person), "roles": roles_of(person)}
    context["headed"] = headed_units(person)
    return render(request, "directory/account.html", context)
