"""What the gallery shows: each part of a page with long, short and missing values."""

from datetime import datetime, timedelta
from types import SimpleNamespace as Row
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone

LONG_NAME = "Lembaga Pemasyarakatan Perempuan Kelas IIA Bukittinggi-Payakumbuh"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def everything() -> dict[str, Any]:
    """The gallery's context."""
    now = timezone.now()
    return {
        "work": work(now),
        "obstacles": ["Indikator A-3 belum dijawab.", "SK tim verifikasi belum berlaku."],
        "events": events(now),
        "rows": [
            Row(key="Unit", value=LONG_NAME, url="#", action="Ubah"),
            Row(key="Tanggal kunjungan", value=None, url="", action=""),
        ],
        "values": values(now),
        "findings": findings(now),
        "receipt": Row(
            name="ruang-laktasi.jpg", at=now, sha256=DIGEST, size=2048000, by="Sri Hartini"
        ),
        "checks": checks(),
        "page": Paginator(range(300), 20).page(3),
        "trail": [("Daftar kerja", "/kerja/"), (LONG_NAME, "/pengajuan/1/")],
        "slot": slot(),
        "kept": [Row(key="Catatan", value="Ramp sudah diperbaiki.", url="", action="")],
        "soon": now + timedelta(hours=30),
        "late": now - timedelta(hours=3),
        "now": now,
    }


def work(now: datetime) -> list[Row]:
    def item(title: str, hours: int | None, tone: str) -> Row:
        return Row(
            title=title,
            url="#",
            next="Jawab 12 indikator yang tersisa, lalu kirim.",
            deadline=None if hours is None else now + timedelta(hours=hours),
            label="Menunggu unit",
            tone=tone,
            where="Kanwil Sumatera Barat",
        )

    return [
        item(LONG_NAME, -30, "bad"),
        item("Rutan Kelas IIB Bangli", 20, "wait"),
        item("Kantor Imigrasi Kelas I Denpasar", 400, "busy"),
        item("Bapas Kelas II Pati", None, "good"),
    ]


def events(now: datetime) -> list[Row]:
    return [
        Row(what="Dikembalikan untuk perbaikan", at=now, who="Made Wirawan (ketua tim)",
            why="Foto ramp tidak sesuai indikator.", url=""),
        Row(what="Data dukung dikirim", at=now - timedelta(days=3), who="Sri Hartini", why="", url="#"),
    ]  # fmt: skip


def values(now: datetime) -> Row:
    return Row(
        claim=Row(answer="Ada", note="Ruang laktasi di lantai 1.", by="Sri Hartini", at=now,
                  provisional=False),
        region=Row(answer="Proses", note="Ruang ada, belum ada kulkas.", by="Made Wirawan", at=now,
                   provisional=True),
        jury=None,
    )  # fmt: skip


def findings(now: datetime) -> list[Row]:
    common = {
        "explanation": "Sidik foto ini sama dengan foto dari Rutan Bangli, musim 2024.",
        "strength_label": "kuat", "source": "Pemeriksa foto ganda", "at": now, "url": "#",
    }  # fmt: skip
    decided = {
        "decision_label": "Bukan masalah", "decision_tone": "good", "decided_by": "Made Wirawan",
        "decision_reason": "Kedua unit satu gedung.", "answer": "Kami berbagi ruang tunggu.",
    }  # fmt: skip
    undecided = dict.fromkeys(decided, "")
    return [
        Row(title="Foto yang sama ada di unit lain", severity="high", severity_label="tinggi",
            **common, **undecided),
        Row(title="Tanggal foto sebelum periode", severity="medium", severity_label="sedang",
            **common, **decided),
        Row(title="Lokasi tidak tercatat", severity="low", severity_label="rendah",
            **common, **undecided, written_for_judges=True, waits=True),
    ]  # fmt: skip


def checks() -> list[Row]:
    return [
        Row(label="Jenis berkas", state="Selesai", tone="good", explanation=""),
        Row(label="Foto ganda", state="Berjalan", tone="busy", explanation=""),
        Row(label="Antivirus", state="Tidak dapat diperiksa", tone="wait",
            explanation="Pemindai sedang tidak tersedia."),
    ]  # fmt: skip


def slot() -> Row:
    return Row(
        id="a-1", url="/unggah/", name="files", camera=True, accept="image/*,.pdf",
        question="Tunjukkan ruang laktasi yang dapat dipakai pengunjung.",
        example="Foto pintu dengan papan nama dan foto isi ruangan.",
        max_bytes=1_000_000, known="", next_url="", fields={"indicator": "a-1"},
    )  # fmt: skip
