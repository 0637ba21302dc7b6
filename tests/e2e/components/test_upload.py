"""Files are shown, warned about, and sent one after the other on a slow line."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.components import gallery
from tests.e2e.components.access import complaints
from tests.support.browsing import NewPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.e2e.components.gallery"),
]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (40, 30), "teal").save(tmp_path / "ruang.jpg")
    return tmp_path / "ruang.jpg"


def write(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def choose(page: Page, *files: Path) -> None:
    page.goto("/galeri/")
    page.get_by_label("Pilih berkas (boleh beberapa sekaligus)").set_input_files(list(files))


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def test_a_photograph_is_shown_before_it_is_sent(page: Page, photo: Path) -> None:
    choose(page, photo)
    picture = page.locator("[data-upload-files] img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('[data-upload-files] img').naturalWidth === 40")
    assert gallery.received == []


def test_each_file_goes_by_itself_with_the_hidden_fields(
    page: Page, photo: Path, tmp_path: Path
) -> None:
    gallery.answers[:] = [(201, {"message": "Diterima 10.32"}), (201, {})]
    choose(page, photo, write(tmp_path, "surat.pdf", b"%PDF-1.7"))
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "ruang.jpg")).to_contain_text("Diterima 10.32")
    expect(row(page, "surat.pdf")).to_contain_text("Diterima")
    expect(page.locator("[data-upload-status]")).to_have_text("2 dari 2 berkas diterima")
    assert [sent["files"] for sent in gallery.received] == [["ruang.jpg"], ["surat.pdf"]]
    assert {sent["indicator"] for sent in gallery.received} == {"a-1"}


@pytest.mark.parametrize(
    ("name", "size", "reason"),
    [
        ("kosong.jpg", 0, "Berkas ini kosong."),
        ("besar.pdf", 1_000_001, "Berkas ini terlalu besar."),
    ],
)
def test_a_useless_file_stays_here(
    page: Page, tmp_path: Path, name: str, size: int, reason: str
) -> None:
    choose(page, write(tmp_path, name, b"x" * size))
    expect(row(page, name)).to_contain_text(reason)
    page.get_by_role("button", name="Kirim berkas").click()
    assert gallery.received == []


def test_a_doubtful_file_is_warned_about_and_goes(page: Page, tmp_path: Path) -> None:
    choose(page, write(tmp_path, "daftar.xlsx", b"PK"))
    expect(row(page, "daftar.xlsx")).to_contain_text("Jenis berkas ini tidak diterima di sini.")
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "daftar.xlsx")).to_contain_text("Diterima")


def test_the_same_bytes_chosen_twice_go_once(page: Page, tmp_path: Path) -> None:
    choose(
        page, write(tmp_path, "satu.pdf", b"%PDF same"), write(tmp_path, "dua.pdf", b"%PDF same")
    )
    expect(row(page, "dua.pdf")).to_contain_text("Berkas yang sama sudah Anda pilih.")
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.locator("[data-upload-status]")).to_have_text("1 dari 2 berkas diterima")
    assert [sent["files"] for sent in gallery.received] == [["satu.pdf"]]


def test_a_refusal_is_shown_and_never_sent_again(page: Page, photo: Path) -> None:
    gallery.answers[:] = [(422, {"message": "Berkas ini sudah dipakai untuk indikator A-2."})]
    choose(page, photo)
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "ruang.jpg")).to_contain_text("sudah dipakai untuk indikator A-2.")
    page.get_by_role("button", name="Kirim berkas").click()
    assert len(gallery.received) == 1


def test_a_store_that_is_down_says_so_and_may_be_tried_again(page: Page, photo: Path) -> None:
    gallery.answers[:] = [(503, {"message": "Penyimpanan sedang tidak tersedia."}), (201, {})]
    choose(page, photo)
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "ruang.jpg")).to_contain_text("Penyimpanan sedang tidak tersedia.")
    page.get_by_role("button", name="Coba lagi ruang.jpg").click()
    expect(row(page, "ruang.jpg")).to_contain_text("Diterima")


def test_a_file_that_did_not_arrive_is_tried_again_alone(
    page: Page, photo: Path, tmp_path: Path
) -> None:
    gallery.answers[:] = [(503, {}), (201, {}), (201, {})]
    choose(page, photo, write(tmp_path, "surat.pdf", b"%PDF-1.7"))
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "ruang.jpg")).to_contain_text(
        "Belum terkirim: jaringan terputus atau server sibuk."
    )
    page.get_by_role("button", name="Coba lagi ruang.jpg").click()
    expect(page.locator("[data-upload-status]")).to_have_text("2 dari 2 berkas diterima")
    names = [sent["files"][0] for sent in gallery.received]
    assert names == ["ruang.jpg", "surat.pdf", "ruang.jpg"]


def test_signing_in_again_in_another_tab_lets_the_file_through(page: Page, photo: Path) -> None:
    choose(page, photo)
    page.context.clear_cookies()
    page.context.new_page().goto("/jawaban/")
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "ruang.jpg")).to_contain_text("Belum terkirim")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Coba lagi ruang.jpg").click()
    expect(row(page, "ruang.jpg")).to_contain_text("Diterima")


def test_a_picture_that_is_none_shows_its_kind(page: Page, tmp_path: Path) -> None:
    choose(page, write(tmp_path, "palsu.jpg", b"this is no picture"))
    expect(page.locator("[data-upload-files] .p2-upload__kind")).to_have_text("JPG")


def test_the_list_is_accessible_in_all_its_states(page: Page, photo: Path, tmp_path: Path) -> None:
    gallery.answers[:] = [(201, {}), (422, {"message": "Tidak diterima."}), (503, {})]
    one, two, three = (write(tmp_path, f"{n}.pdf", b"%PDF" + bytes([n])) for n in range(3))
    choose(page, photo, one, two, write(tmp_path, "kosong.jpg", b""))
    page.get_by_role("button", name="Kirim berkas").click()
    expect(row(page, "1.pdf")).to_contain_text("Belum terkirim")
    page.get_by_label("Pilih berkas (boleh beberapa sekaligus)").set_input_files([three])
    expect(row(page, "2.pdf")).to_contain_text("Siap dikirim")
    assert complaints(page) == []


def test_a_file_can_be_taken_off_the_list(page: Page, photo: Path) -> None:
    choose(page, photo)
    page.get_by_role("button", name="Hapus dari daftar ruang.jpg").click()
    expect(page.locator("[data-upload-files] li")).to_have_count(0)


def test_without_scripts_all_files_go_in_one_form(
    new_page: NewPage, photo: Path, tmp_path: Path
) -> None:
    page = new_page(java_script_enabled=False)
    choose(page, photo, write(tmp_path, "surat.pdf", b"%PDF-1.7"))
    page.get_by_role("button", name="Kirim berkas").click()
    assert [sent["files"] for sent in gallery.received] == [["ruang.jpg", "surat.pdf"]]
