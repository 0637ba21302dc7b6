"""The words of the notices about who works at a unit."""

from django.utils.translation import gettext_lazy as _

from record.domain.notice_texts import register

register(
    "operator_named",
    title=_("Anda ditunjuk sebagai operator %(unit)s"),
    body=_(
        "Kepala UPT menunjuk Anda. Masa berlakunya tertulis di halaman akun Anda. "
        "Isian, berkas, dan pertanyaan UPT sudah ada di pengajuannya; lanjutkan dari sana."
    ),
)
register(
    "operator_relieved",
    title=_("Tugas Anda sebagai operator %(unit)s diserahkan"),
    body=_(
        "Kepala UPT menyerahkan tugas operator kepada orang lain. Hari terakhirnya tertulis di "
        "halaman akun Anda. Yang sudah Anda kerjakan tetap tersimpan di pengajuan UPT."
    ),
)
register(
    "acting_head_named",
    title=_("%(acting)s kepala %(unit)s ditunjuk"),
    body=_(
        "Pada masa berlakunya pelaksana dapat melakukan semua yang dapat dilakukan kepala UPT. "
        "Peran kepala UPT sendiri tidak berakhir."
    ),
)
