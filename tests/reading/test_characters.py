"""Bytes of every provenance become characters, or are refused."""

from __future__ import annotations

import codecs

import pytest

from corroborate.errors import UnreadableDocument
from corroborate.reading.characters import clean, decode

SAID = "Vier Männer wurden getötet, hieß es in der Erklärung der Behörden."


@pytest.mark.parametrize(
    "content",
    [
        SAID.encode(),
        codecs.BOM_UTF8 + SAID.encode(),
        SAID.encode("utf-16"),
        SAID.encode("utf-16-le"),
        SAID.encode("utf-16-be"),
        SAID.encode("utf-32"),
    ],
)
def test_unicode_in_all_its_encodings_needs_no_declaration(content: bytes) -> None:
    decoded = decode(content, "a.txt")
    assert (decoded.text.lstrip("\ufeff"), decoded.note) == (SAID, None)


def test_a_declared_charset_is_believed_where_it_can_be_true() -> None:
    assert decode("Погибли пять солдат".encode("cp1251"), "a", "windows-1251").text == "Погибли пять солдат"


def test_latin_1_means_windows_1252() -> None:
    assert decode(b"\x93No\x94", "a", "iso-8859-1").text == "“No”"


@pytest.mark.parametrize("declared", ["utf-8", "no-such-charset", "utf-16", "", None])
def test_a_wrong_declaration_falls_back_with_a_note(declared: str | None) -> None:
    decoded = decode(SAID.encode("cp1252"), "a", declared)
    assert "getötet" in decoded.text
    assert decoded.note is not None
    assert decoded.note.startswith("not UTF-8")


def test_a_few_broken_bytes_in_utf_8_are_replaced_with_a_note() -> None:
    decoded = decode((SAID * 20).encode() + b"\xe2\x80", "a")
    assert decoded.text.startswith(SAID)
    assert "replaced" in (decoded.note or "")


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 100, bytes(range(1, 32)) * 50, b"MZ\x90\x00\x03" * 9])
def test_binary_data_is_refused_with_its_name(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.bin: binary data"):
        decode(content, "a.bin")


def test_zero_width_characters_go_from_latin_text() -> None:
    assert clean("A\u200bl\ufeff-Sha\u00adbaab\u00a0 killed\u200f two") == "Al-Shabaab killed two"


def test_right_to_left_text_keeps_its_joiners_and_marks() -> None:
    persian = "می\u200cگویند \u200fپنج سرباز"
    assert clean(persian) == persian
