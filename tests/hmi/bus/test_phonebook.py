"""Cards as phones write them: each is read by itself, and a number is somebody's or nobody's."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.bus.phonebook import Contact, Names, contacts, read_book, recent_calls, same_number

ADA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTEL:+442079460000\r\nEND:VCARD\r\n"
PICTURE = base64.encodebytes(bytes(range(200)) + b"=").decode().replace("\n", "\r\n")


def card(*lines: str, version: str = "2.1") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:" + PICTURE.replace("\r\n", "\r\n ") + "\r\n",
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:" + PICTURE,
        "PHOTO;ENCODING=b;TYPE=JPEG:" + PICTURE.replace("\r\n", ""),
        "PHOTO;ENCODING=BASE64:AAAA=",
        "PHOTO:data:image/jpeg;base64,AAAA==",
    ],
)
def test_a_photo_swallows_nobody(photo: str) -> None:
    book = read_book(card("N:Lovelace;Grace", "TEL:0301234567", photo.rstrip("\r\n")) + ADA)
    assert [each.name for each in book.contacts] == ["Ada", "Grace Lovelace"] and book.unreadable == 0


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen"], "Jürgen Müller"),
        (["N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;;;;"], "Müller"),
        (["N;ENCODING=QUOTED-PRINTABLE:M=FCller;;;;"], "Müller"),
        (["FN;QUOTED-PRINTABLE:=C3=89douard=20de=20l=", "=C3=A0-bas"], "Édouard de là-bas"),
        (["FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8ER=93c"], "山田"),
        (["ORG:Acme Ltd.;Service"], "Acme Ltd., Service"),
        (["N:;;;;", "ORG:Acme"], "Acme"),
        (["FN:", "N:;;;;"], "0301234567"),
        (["N:Doe;Jane"], "Jane Doe"),
        (["item1.FN:Doe\\, Jane"], "Doe, Jane"),
        (["FN:Verona", "NOTE:a:b;c", "X-ODD;X=1:BEGIN"], "Verona"),
    ],
)
def test_a_name_however_it_is_written(lines: list[str], name: str) -> None:
    assert contacts(card(*lines, "TEL:0301234567")) == (Contact(name, ("0301234567",)),)


def test_bytes_of_two_charsets_in_one_book() -> None:
    data = card("N:Müller", "TEL:0301234567").encode("latin-1") + card("N:Łódź", "TEL:0301234568").encode()
    assert {each.name for each in contacts(data)} == {"Müller", "Łódź"}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("TEL;VALUE=uri:tel:+44-20-7946-0000", "+44-20-7946-0000"),
        ("TEL;TYPE=cell:tel:+442079460000;ext=5", "+442079460000"),
        ("item1.TEL;CELL;PREF:+44 20 7946 0000", "+44 20 7946 0000"),
        ("TEL:112", "112"),
    ],
)
def test_a_number_however_it_is_written(line: str, number: str) -> None:
    assert contacts(card("FN:Ada", line, version="4.0")) == (Contact("Ada", (number,)),)


def test_a_broken_card_costs_only_itself_and_is_counted() -> None:
    book = read_book("BEGIN:VCARD\r\nFN:Cut\r\nTEL:1234567\r\n" + ADA + "BEGIN:VCARD\r\nFN:Also cut")
    assert [each.name for each in book.contacts] == ["Ada"] and book.unreadable == 2


def test_a_call_says_when_and_which_way() -> None:
    stamp = "X-IRMC-CALL-DATETIME;TYPE=DIALED:20261120T081500"
    (call,) = recent_calls(card("N:Lovelace;Ada", "TEL:+442079460000", stamp))
    assert (call.name, call.direction) == ("Ada Lovelace", "dialed") and call.time is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+44 20 7946 0000", "020 7946 0000", True),
        ("+44 20 7946 0000", "+442079460000", True),
        ("0044 20 7946 0000", "020 79460000", True),
        ("+49 30 1234567", "030/1234567", True),
        ("+1 (212) 555-0123", "2125550123", True),
        ("+1 212 555 0123", "555-0123", True),
        # Services are nobody's end.
        ("112", "+49 30 1234112", False),
        ("110", "030 123110", False),
        ("12345", "+49 170 12345", False),
        ("112", "112", True),
        ("+44 20 7946 0000", "+33 20 7946 0000", False),
        ("+49 30 1234567", "+49 40 1234567", False),
        ("", "", False),
        ("anonymous", "112", False),
    ],
)
def test_numbers_are_compared_as_telephones(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same_number(other, one) is same
    assert Names((Contact("Ada", (one,)),)).name_of(other) == ("Ada" if same else "")


NAMES = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters=";\\,:"), min_size=1, max_size=20
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(NAMES, st.integers(10**6, 10**12), st.sampled_from(["plain", "quoted", "photo"])),
        max_size=8,
    )
)
def test_any_book_comes_out_whole(people: list[tuple[str, int, str]]) -> None:
    text = ""
    for name, number, kind in people:
        lines = [f"FN:{name}"]
        if kind == "quoted":
            quoted = quopri.encodestring(name.encode()).decode().replace("\n", "\r\n").rstrip("\r\n")
            lines = [f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted}"]
        lines.append(f"TEL:{number}")
        if kind == "photo":
            lines.append("PHOTO;ENCODING=BASE64:" + PICTURE.rstrip("\r\n"))
        text += card(*lines)
    book = read_book(text.encode())
    assert sorted((c.name, c.numbers) for c in book.contacts) == sorted((n, (str(t),)) for n, t, _ in people)
    assert book.unreadable == 0


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    read_book(b"BEGIN:VCARD\r\n" + raw + b"\r\nEND:VCARD\r\n" + ADA.encode())
    recent_calls(raw)
