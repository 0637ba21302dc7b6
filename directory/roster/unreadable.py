"""Why a file cannot be read at all, in the reader's language, and what to do about it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.sheets.tables import LIMITS, Fault, Unreadable

_SAVE_ANEW = gettext_lazy(
    "Berkas ini rusak. Simpan kembali sebagai .xlsx atau CSV, lalu unggah lagi."
)
_REASONS = {
    Fault.NOT_A_TABLE: gettext_lazy("Berkas ini bukan buku kerja Excel (.xlsx) dan bukan CSV."),
    Fault.OLD_EXCEL: gettext_lazy(
        "Berkas ini dalam format Excel lama (.xls) atau dilindungi kata sandi. Simpan sebagai .xlsx"
        " tanpa kata sandi."
    ),
    Fault.ENCRYPTED: gettext_lazy("Berkas ini dilindungi kata sandi. Simpan tanpa kata sandi."),
    Fault.DAMAGED: _SAVE_ANEW,
    Fault.MACROS: gettext_lazy("Berkas ini berisi makro. Simpan sebagai .xlsx tanpa makro."),
    Fault.LINKS: gettext_lazy(
        "Berkas ini mengambil data dari berkas atau alamat lain. Putuskan tautannya, lalu simpan"
        " nilainya saja."
    ),
    Fault.EMBEDDED: gettext_lazy("Berkas ini berisi berkas lain di dalamnya. Hapus, lalu simpan."),
    Fault.DECLARATIONS: _SAVE_ANEW,
    Fault.TOO_LARGE: gettext_lazy("Berkas ini terlalu besar. Bagi menjadi beberapa berkas."),
    Fault.TOO_SLOW: gettext_lazy("Berkas ini terlalu lama dibaca. Bagi menjadi beberapa berkas."),
    Fault.TOO_MANY_ROWS: gettext_lazy(
        "Lembar %(where)s lebih dari %(rows)d baris. Bagi berkasnya."
    ),
    Fault.TOO_MANY_COLUMNS: gettext_lazy("Lembar %(where)s lebih dari %(columns)d kolom."),
    Fault.TOO_MANY_CELLS: gettext_lazy("Berkas ini lebih dari %(cells)d sel. Bagi berkasnya."),
    Fault.TOO_MANY_SHEETS: gettext_lazy("Berkas ini lebih dari %(sheets)d lembar."),
    Fault.LONG_TEXT: gettext_lazy("Ada sel dengan lebih dari %(text)d huruf di lembar %(where)s."),
    Fault.NOT_TEXT: gettext_lazy(
        "Huruf dalam CSV ini tidak terbaca. Pilih pengodean yang lain, atau simpan sebagai CSV UTF-8."
    ),
}


def reason(found: Unreadable) -> str:
    """What stands on the page for a file that was refused as a whole."""
    return str(_REASONS[found.fault]) % {**vars(LIMITS), "where": found.where or _("ini")}
