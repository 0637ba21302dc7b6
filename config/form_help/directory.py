"""Help beside the forms of accounts, roles and units."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

RESET_PASSWORD_POINTS = (
    _(
        "Tulis kata sandi baru dua kali, sama persis. Yang umum dipakai atau mirip nama, "
        "surel, atau NIP Anda ditolak."
    ),
    _("Jangan memakai satu akun bersama: setiap perbuatan tercatat atas nama pemiliknya."),
)
DIRECTORY: Help = {
    "directory:sign_in": (
        _("Masuk dengan NIP atau surel yang tercatat pada akun Anda."),
        _(
            "Setelah lima kali salah, masuk ditahan sementara. Sebelum itu lebih baik pilih "
            "“Lupa kata sandi?”."
        ),
        _("Belum mempunyai akun? Mintalah admin pusat mengundang Anda."),
    ),
    "directory:forgotten": (
        _("Tautannya berlaku terbatas dan hanya dapat dipakai satu kali."),
        _(
            "Tidak ada surel? Lihat folder spam, lalu mintalah admin pusat memeriksa alamat "
            "surel Anda."
        ),
    ),
    "directory:reset_password": RESET_PASSWORD_POINTS,
    "directory:accept_invitation": RESET_PASSWORD_POINTS,
    "directory:change_password": RESET_PASSWORD_POINTS,
    "directory:account": (
        _("Zona waktu menentukan jam yang Anda lihat; batas waktunya sendiri tidak berubah."),
    ),
    "directory:invite": (
        _("Surel dan NIP tidak boleh sudah dipakai orang lain."),
        _("Undangan hanya membuat akun. Sesudahnya buka halaman orangnya dan pilih “Beri peran”."),
        _(
            "Tautan undangan hanya dapat dipakai satu kali. Bila kedaluwarsa, tekan “Kirim "
            "undangan baru” di halaman orangnya."
        ),
    ),
    "directory:amend_person": (
        _(
            "Hanya untuk memperbaiki data orang yang sama. Bila orangnya berganti, akhiri "
            "peran yang lama dan undang orang baru."
        ),
    ),
    "directory:give_role": (
        _(
            "Kode satker hanya untuk peran di UPT, Kanwil hanya untuk peran di Kanwil. Peran "
            "pusat tidak memerlukan keduanya."
        ),
        _("Peran yang sama tidak dapat diberikan dua kali pada masa yang sama."),
    ),
    "directory:end_role": (
        _("Tanggal yang sudah lewat ditolak. Pekerjaan orang ini tetap tersimpan."),
    ),
    "directory:send_roster": (
        _("Berkas diperiksa dahulu; Anda melihat setiap perubahan sebelum ada yang disimpan."),
        _(
            "Yang sering keliru: angka nol di depan kode satker atau NIP hilang. Ketik "
            "keduanya sebagai teks, atau pakai daftar kosong di bawah."
        ),
    ),
    "directory:import_roster": (
        _(
            "Baca dahulu “Yang akan berubah” di bawah. Bila ada yang tidak Anda maksud, "
            "perbaiki berkasnya dan unggah lagi."
        ),
    ),
    "directory:create_unit": (
        _(
            "Kode satker enam angka dan tidak boleh sudah dipakai. Lintang dan bujur boleh "
            "kosong; bila diisi, isi keduanya."
        ),
        _("Kepala dan operatornya diberi peran sesudahnya, dari halaman orang masing-masing."),
    ),
    "directory:amend_unit": (
        _(
            "Kode satker, jenis, dan Kanwil tidak dapat diubah di sini. Lintang dan bujur "
            "diisi keduanya atau dikosongkan."
        ),
    ),
    "directory:close_unit": (
        _("Periksa nama dan kode satkernya dahulu: penutupan tidak dapat dibatalkan."),
    ),
    "directory:hand_over": (
        _(
            "Pakai surel milik operator baru itu sendiri. Bila operator lama selesai bertugas, "
            "pilih namanya di “Operator yang digantikan”."
        ),
        _("Ditolak? Periksa surel dan NIP-nya, lalu hubungi admin pusat."),
    ),
    "directory:name_acting": (
        _(
            "Isi hari pertama, hari terakhir, dan nomor seperti pada surat perintah. Hari "
            "pertama tidak boleh sudah lewat."
        ),
        _("Kepala kembali lebih awal? Pilih “Akhiri lebih awal” di halaman UPT."),
    ),
}
