import pytest

from config.mail_server import mail_server


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://mail.example", 587, "tls"),
        ("smtps://mail.example", 465, "ssl"),
        ("smtp://mail.example:25?plain", 25, "none"),
    ],
)
def test_mail_goes_to_the_server_that_is_named(url: str, port: int, security: str) -> None:
    read = mail_server(url)
    assert (read.host, read.port) == ("mail.example", port)
    assert (read.use_tls, read.use_ssl) == (security == "tls", security == "ssl")
    assert read.backend.endswith("smtp.EmailBackend")


def test_names_and_passwords_may_have_any_sign() -> None:
    read = mail_server("smtp://u%40x:p%3A%2F@mail.example")
    assert (read.user, read.password) == ("u@x", "p:/")


@pytest.mark.parametrize(("url", "backend"), [("console:", "console"), ("memory:", "locmem")])
def test_a_demo_and_a_test_send_nothing(url: str, backend: str) -> None:
    assert mail_server(url).backend.endswith(f"{backend}.EmailBackend")
