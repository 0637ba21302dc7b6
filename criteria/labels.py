"""The words people read for what an instrument's file writes in short."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.parts import Statement

FIELDS: dict[str, Promise] = {
    "issuer": gettext_lazy("Penerbit SK tim verifikasi"),
    "points": gettext_lazy("Nilai jawaban"),
    "evidence_needed": gettext_lazy("Perlu data dukung"),
    "meaning": gettext_lazy("Arti jawaban"),
    "unmet": gettext_lazy("Jawaban bila data dukung diakui tidak ada"),
    "scale": gettext_lazy("Pilihan jawaban"),
    "indicator": gettext_lazy("Indikator"),
    "count_min": gettext_lazy("Jumlah berkas paling sedikit"),
    "count_max": gettext_lazy("Jumlah berkas paling banyak"),
    "counted_kinds": gettext_lazy("Jenis berkas yang dihitung"),
    "kinds": gettext_lazy("Jenis berkas yang diterima"),
    "weight": gettext_lazy("Bobot"),
    "minimum": gettext_lazy("Nilai minimum"),
    "places": gettext_lazy("Angka di belakang koma"),
    "rounding": gettext_lazy("Cara membulatkan"),
    "aggregation": gettext_lazy("Cara menggabungkan nilai juri"),
    "tie_break": gettext_lazy("Urutan penentu bila nilai sama"),
    "empty_criterion": gettext_lazy("Kriteria yang seluruhnya tidak dapat dinilai"),
    "evidence_from": gettext_lazy("Data dukung dapat diunggah sejak"),
    "refuse_same_file_twice": gettext_lazy("Tolak berkas yang sama untuk dua indikator"),
    "evidence_days_min": gettext_lazy("Hari paling sedikit untuk data dukung sejak tim ditetapkan"),
    "repair_rounds_max": gettext_lazy("Putaran perbaikan paling banyak"),
    "repair_days": gettext_lazy("Hari untuk satu putaran perbaikan"),
    "team_size_min": gettext_lazy("Anggota tim verifikasi paling sedikit"),
    "minutes_quorum": gettext_lazy("Penanda tangan Berita Acara"),
    "sheets_min": gettext_lazy("Lembar penilaian paling sedikit untuk satu satuan kerja"),
    "juror_scale": gettext_lazy("Pilihan jawaban bagi juri"),
    "second_person_days": gettext_lazy("Hari menunggu persetujuan orang kedua"),
    "hearing_days": gettext_lazy("Hari bagi satuan kerja untuk didengar"),
    "objection_days": gettext_lazy("Hari untuk mengajukan keberatan"),
    "conflict_years": gettext_lazy(
        "Tahun sebelum orang yang pernah bertugas di UPT boleh menilainya"
    ),
    "enabled": gettext_lazy("Penyesuai nilai dipakai"),
    "effect": gettext_lazy("Pengaruh"),
    "size": gettext_lazy("Besar pengaruh"),
}
VALUES: dict[str, Promise] = {
    "true": gettext_lazy("Ya"),
    "false": gettext_lazy("Tidak"),
    "centre": gettext_lazy("Pusat (unit eselon I)"),
    "region": gettext_lazy("Kanwil"),
    "photo": gettext_lazy("foto"),
    "document": gettext_lazy("dokumen"),
    "ROUND_HALF_UP": gettext_lazy("setengah dibulatkan ke atas"),
    "ROUND_HALF_EVEN": gettext_lazy("setengah dibulatkan ke angka genap"),
    "ROUND_HALF_DOWN": gettext_lazy("setengah dibulatkan ke bawah"),
    "ROUND_DOWN": gettext_lazy("selalu ke bawah"),
    "ROUND_UP": gettext_lazy("selalu ke atas"),
    "mean": gettext_lazy("rata-rata"),
    "median": gettext_lazy("median (nilai tengah)"),
    "exact_total": gettext_lazy("nilai sebelum dibulatkan"),
    "spread": gettext_lazy("selisih antarpenilai terkecil"),
    "best_answers": gettext_lazy("jawaban terbaik terbanyak"),
    "rescale": gettext_lazy("bobotnya dibagi ke kriteria lain"),
    "zero": gettext_lazy("dihitung nol"),
    "draft": gettext_lazy("hari pertama pengisian"),
    "evidence_open": gettext_lazy("tim ditetapkan"),
    "majority": gettext_lazy("lebih dari setengah anggota"),
    "all": gettext_lazy("semua anggota"),
    "indicator": gettext_lazy("sama dengan pilihan jawaban indikator"),
    "deduction": gettext_lazy("mengurangi nilai"),
    "addition": gettext_lazy("menambah nilai"),
    "either": gettext_lazy("berpengaruh, arahnya tidak disebut"),
}
AUDIENCES: dict[str, Promise] = {
    "inmates": gettext_lazy("Warga binaan pemasyarakatan (WBP)"),
    "none": gettext_lazy("Umum"),
}
STEPS: dict[str, Promise] = {
    "share": gettext_lazy("Bagian nilai yang dicapai"),
    "mean": gettext_lazy("Rata-rata juri"),
    "median": gettext_lazy("Median juri"),
    "weighted": gettext_lazy("Dikalikan bobot"),
    "total": gettext_lazy("Nilai akhir sebelum dibulatkan"),
    "modifier": gettext_lazy("Penyesuai"),
    "modified": gettext_lazy("Setelah penyesuai, antara 0 dan 100"),
    "rounded": gettext_lazy("Dibulatkan"),
}


def label_of(statement: Statement) -> str:
    """What a statement is about, with the part of the instrument it belongs to."""
    label = str(FIELDS[statement.field])
    if statement.subject is None:
        return label
    return _("%(label)s: %(subject)s") % {"label": label, "subject": statement.subject}


def value_of(statement: Statement) -> str:
    """A statement's value in words; a number or a code of the file's own stays as it is."""
    if statement.kind in ("decimal", "integer"):
        return statement.value
    words = statement.value.split(", ")
    return ", ".join(str(VALUES.get(word, word.replace("_", " "))) for word in words)
