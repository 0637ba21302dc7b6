"""Help beside the forms of notices and receipts."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

RECORD: Help = {
    "record:notice_settings": (
        _("Pilihan ini hanya mengatur surel. Bila ragu, biarkan seperti semula."),
    ),
    "record:check_receipt": (
        _("Tempel seluruh teks tanda terima, dari baris pertama sampai terakhir, tanpa diubah."),
        _(
            "Bila ditolak, sering ada baris yang tertinggal. Buka lagi berkas aslinya "
            "dan salin semuanya."
        ),
    ),
}
