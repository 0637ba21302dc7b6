from django import forms

SCALE = [("ada", "Ada"), ("proses", "Proses"), ("tidak", "Tidak")]


class Everything(forms.Form):
    """Every kind of field the pages use."""

    name = forms.CharField(label="Nama", help_text="Seperti pada kartu identitas.")
    email = forms.EmailField(label="Surel", required=False)
    day = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
    )
    note = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}))
    region = forms.ChoiceField(
        label="Kanwil", choices=[("", "Pilih"), ("Bali", [("ba", "Bali")]), ("ac", "Aceh")]
    )
    answer = forms.ChoiceField(
        label="Apakah tersedia?",
        choices=SCALE,
        help_text="Pilih satu.",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )
    groups = forms.MultipleChoiceField(
        label="Kelompok rentan",
        choices=[("elderly", "Lansia"), ("children", "Anak")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    truth = forms.BooleanField(label="Saya menyatakan isian ini benar.", help_text="Wajib.")
    decree = forms.FileField(label="Berkas SK")
    season = forms.CharField(widget=forms.HiddenInput)


class Answer(forms.Form):
    """One answer of a self-assessment, as autosave sends it."""

    answer = forms.ChoiceField(label="Apakah tersedia?", choices=SCALE, widget=forms.RadioSelect)
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
