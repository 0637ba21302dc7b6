"""Help beside the forms of decrees, teams and visits."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

TEAMS: Help = {
    "verification:decree_new": (
        _("Isi seperti pada naskah SK. Tim harus mempunyai tepat satu ketua."),
        _(
            "Masa berlaku tidak boleh dimulai sebelum tanggal SK, dan tidak boleh bertumpang "
            "tindih dengan SK lain."
        ),
        _(
            "Nama yang tidak ada dalam daftar belum berperan Verifikator Kanwil: hubungi admin "
            "pusat. Petugas UPT yang dinilai tidak dapat menjadi anggota."
        ),
    ),
    "verification:decree_replace": (
        _("SK pengganti harus sudah berlaku hari ini. Pekerjaan tim tetap ada."),
        _("Isi seperti pada naskah SK. Tim harus mempunyai tepat satu ketua."),
        _(
            "Masa berlaku tidak boleh dimulai sebelum tanggal SK, dan tidak boleh bertumpang "
            "tindih dengan SK lain."
        ),
        _(
            "Nama yang tidak ada dalam daftar belum berperan Verifikator Kanwil: hubungi admin "
            "pusat. Petugas UPT yang dinilai tidak dapat menjadi anggota."
        ),
    ),
    "verification:decree_end": (
        _("Akan ada SK baru? Pilih “Ganti dengan SK baru”, agar tim dapat terus bekerja."),
    ),
    "verification:teams": (
        _(
            "Centang pengajuan dan pilih SK yang mencakup UPT-nya. Tim lalu melihat pengajuan "
            "itu, dan UPT dapat mengirim data dukungnya."
        ),
        _("Anggota yang bertugas atau belum lama bertugas di UPT itu tidak dapat memeriksanya."),
    ),
    "verification:plan_new": (
        _("SK tim harus berlaku pada semua hari itu, dan yang dipilih tidak sedang berhalangan."),
        _("Surat tugas dibuat sesudah rencana disimpan."),
    ),
    "verification:planned": (
        _(
            "Bila hari atau orangnya berubah, surat tugas yang ada tidak sesuai lagi: buat "
            "yang baru."
        ),
    ),
    "verification:plan_substitute": (
        _(
            "Yang dapat dipilih hanya anggota tim yang tidak berhalangan. Buat lagi surat "
            "tugasnya sesudah itu."
        ),
    ),
    "verification:plan_cancel": (
        _("Rencana tidak dihapus, hanya ditandai batal. Tulis alasan singkat."),
    ),
    "verification:plan_letter": (
        _("Isi nomor dan tanggal menurut buku surat Kanwil Anda."),
        _(
            "Semua yang berangkat harus dapat bertugas, dan Kanwil harus mempunyai kepala yang "
            "perannya berlaku."
        ),
    ),
    "verification:absences": (
        _(
            "Untuk satu hari, isi hari pertama dan hari terakhir sama. Hari yang sudah lewat "
            "tidak dapat dicatat."
        ),
    ),
    "verification:visits": (
        _("Catat setelah berkunjung: tanggalnya tidak boleh di masa depan."),
        _(
            "Tulis nama dan jabatan yang hadir, dari UPT dan dari tim. Catatan per indikator "
            "dan foto ditambahkan sesudahnya di halaman kunjungan itu."
        ),
    ),
    "verification:visit": (
        _(
            "Bila anggota lain baru mengubahnya, isiannya diperlihatkan dahulu. Simpan lagi "
            "bila isian Anda yang harus berlaku."
        ),
    ),
    "verification:visit_note": (
        _(
            "Pilih indikatornya, tulis apa yang Anda lihat sendiri, dan tambahkan fotonya. "
            "Hanya foto yang diterima."
        ),
    ),
}
