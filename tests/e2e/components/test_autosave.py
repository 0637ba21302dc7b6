"""What a tired official types is kept, and they can see that it is."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.e2e.components import gallery
from tests.e2e.components.access import complaints
from tests.support.browsing import NewPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.e2e.components.gallery"),
]


def sent(number: int) -> dict[str, str]:
    fields = dict(gallery.received[number])
    assert fields.pop("csrfmiddlewaretoken")
    return fields


def test_an_answer_goes_with_its_group_and_the_version(page: Page) -> None:
    page.goto("/jawaban/")
    page.get_by_label("Catatan").first.fill("Ramp di pintu timur")
    page.get_by_role("radio", name="Proses").first.check()
    expect(page.locator("[data-autosave-status]")).to_have_text("Tersimpan 10.32")
    page.wait_for_timeout(600)
    # On a slow machine the note goes before the answer is chosen, and the answer as a second.
    version = str(len(gallery.received))
    group = {"a1-answer": "proses", "a1-note": "Ramp di pintu timur"}
    assert sent(-1) == {"version": version, **group}
    page.get_by_role("radio", name="Tidak").nth(1).check()
    page.wait_for_timeout(600)
    assert sent(-1) == {"version": "2", "a2-answer": "tidak", "a2-note": ""}


def test_typing_is_sent_once_it_pauses(page: Page) -> None:
    page.goto("/jawaban/")
    page.get_by_label("Catatan").first.press_sequentially("Kursi roda tersedia", delay=20)
    expect(page.locator("[data-autosave-status]")).to_have_text("Tersimpan 10.32")
    assert [fields["a1-note"] for fields in gallery.received] == ["Kursi roda tersedia"]


def test_a_broken_line_is_told_and_mended_by_itself(page: Page) -> None:
    page.goto("/jawaban/")
    page.context.set_offline(True)
    page.get_by_role("radio", name="Ada").first.check()
    says = page.locator("[data-autosave-status]")
    expect(says).to_have_text("Belum tersimpan – mencoba lagi")
    assert gallery.received == []
    page.context.set_offline(False)
    expect(says).to_have_text("Tersimpan 10.32")
    assert sent(0)["a1-answer"] == "ada"


def test_a_failing_server_is_asked_again(page: Page) -> None:
    gallery.answers[:] = [(503, {}), (200, {"saved_at": "10.33"})]
    page.goto("/jawaban/")
    page.get_by_role("radio", name="Ada").first.check()
    expect(page.locator("[data-autosave-status]")).to_have_text("Tersimpan 10.33")
    assert len(gallery.received) == 2


def test_an_ended_session_is_told_and_the_words_wait(page: Page) -> None:
    gallery.answers[:] = [(302, {}), (200, {"saved_at": "10.34"})]
    page.goto("/jawaban/")
    page.get_by_role("radio", name="Ada").first.check()
    says = page.locator("[data-autosave-status]")
    expect(says).to_contain_text("Anda sudah keluar. Masuk lagi di tab lain")
    expect(says).to_have_text("Tersimpan 10.34")


def test_signing_in_again_in_another_tab_lets_the_words_through(page: Page) -> None:
    page.goto("/jawaban/")
    page.context.clear_cookies()
    page.context.new_page().goto("/jawaban/")  # a new token, as after signing in
    page.get_by_role("radio", name="Ada").first.check()
    says = page.locator("[data-autosave-status]")
    expect(says).to_contain_text("Anda sudah keluar.")
    expect(says).to_have_text("Tersimpan 10.32")


def test_the_second_tab_is_told_who_changed_it_and_stops(page: Page) -> None:
    gallery.answers[:] = [(409, {"message": "Sudah diubah oleh Sri Hartini.", "url": "/bantuan/"})]
    page.goto("/jawaban/")
    page.get_by_role("radio", name="Ada").first.check()
    says = page.locator("[data-autosave-status]")
    expect(says).to_have_text("Sudah diubah oleh Sri Hartini. Buka lagi")
    assert complaints(page) == []
    page.get_by_role("radio", name="Tidak").first.check()
    page.wait_for_timeout(1200)
    assert len(gallery.received) == 1
    page.get_by_role("link", name="Buka lagi").click()
    page.wait_for_url("**/bantuan/")


def test_a_refused_answer_says_why_and_the_next_one_goes(page: Page) -> None:
    gallery.answers[:] = [(422, {"message": "Catatan terlalu panjang."})]
    page.goto("/jawaban/")
    page.get_by_label("Catatan").first.fill("x")
    says = page.locator("[data-autosave-status]")
    expect(says).to_have_text("Belum tersimpan: Catatan terlalu panjang.")
    page.get_by_label("Catatan").first.fill("y")
    expect(says).to_have_text("Tersimpan 10.32")


def test_leaving_with_unsaved_words_asks_first(page: Page) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("/jawaban/")
    page.route("**/simpan/", lambda route: route.abort())
    page.get_by_role("radio", name="Ada").first.check()
    expect(page.locator("[data-autosave-status]")).to_have_text("Belum tersimpan – mencoba lagi")
    page.goto("/bantuan/")
    assert asked == ["beforeunload"]


def test_without_scripts_the_button_sends_the_form(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/jawaban/")
    page.get_by_role("radio", name="Ada").first.check()
    page.get_by_role("button", name="Simpan").click()
    assert page.url.endswith("/formulir/")
    assert gallery.received == []
