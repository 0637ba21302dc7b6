"""Invented letters, so that no two documents of a rehearsal say the same."""

from random import Random

_ALL = (
    "ruang loket petugas pengunjung keluarga anak lansia antrean kursi roda pegangan papan jadwal"
    " kunjungan layanan informasi pengaduan kotak saran ruangan menyusui bermain taman parkir pintu"
    " jalur pemandu toilet air minum perpustakaan ibadah kesehatan dokter perawat obat makanan dapur"
    " gizi olahraga pelatihan kerajinan bengkel sertifikat rapat evaluasi laporan bulanan pengawasan"
    " kebersihan cat dinding lampu kipas jendela komputer jaringan formulir nomor antre panggilan"
    " bahasa isyarat huruf braille brosur spanduk maklumat standar waktu biaya syarat alur pemohon"
    " paspor izin tinggal wawancara foto sidik jari berkas arsip lemari kunci rak tanda terima surat"
)
WORDS = _ALL.split()
LINES, WORDS_OF_A_LINE = 14, 9


def letter(scene: int) -> list[str]:
    """A title and some lines, drawn by chance from the words of an office."""
    draw = Random(scene)  # noqa: S311 - it is to be repeated
    title = f"Laporan {draw.choice(WORDS)} dan {draw.choice(WORDS)} {draw.randrange(100, 1000)}"
    return [title, *(" ".join(draw.choices(WORDS, k=WORDS_OF_A_LINE)) for _ in range(LINES))]
