"""What a mail server's refusal means for the job that sends."""

import re
from smtplib import SMTPRecipientsRefused

# 5.7.x (RFC 3463) is about who sends: a server that does not trust ours will, once that is mended.
_ABOUT_THE_SENDER = re.compile(rb"5\.7\.")


def will_never_be_taken(why: BaseException) -> bool:
    """Whether the server said for good (5xx) that none of the mail's addresses takes mail."""
    return isinstance(why, SMTPRecipientsRefused) and all(
        500 <= code < 600 and not _ABOUT_THE_SENDER.match(words)
        for code, words in why.recipients.values()
    )


def words_of(why: BaseException) -> str:
    """What is kept of an error: of a refused mail the codes alone, for its text holds addresses."""
    if isinstance(why, SMTPRecipientsRefused):
        codes = sorted({code for code, _words in why.recipients.values()})
        return f"{type(why).__name__}: {', '.join(map(str, codes))}"
    return f"{type(why).__name__}: {why}"
