"""Files that come with a report: private, until somebody clears them."""

from typing import Any

import pytest

from lapor_core import (
    NOT_HELD,
    AttachmentKey,
    Protection,
    PublicText,
    TextPart,
    TrackingId,
    actions,
    clear_attachment,
    from_dict,
    to_dict,
)
from lapor_core.errors import IdentityLeakError, InvalidActionError, InvalidDocumentError, InvalidValueError
from tests.strategies import (
    COORDINATOR,
    DAY,
    IDENTITY,
    OWN_REF,
    REPORTER,
    SYSTEM,
    act,
    cleared,
    received,
    resolved,
    verified,
    verify,
)

KEY = AttachmentKey("file-1")


def test_a_harmless_name_is_cleared_for_the_reporter() -> None:
    file = clear_attachment(KEY, name="lubang jalan.jpg", known=IDENTITY)
    assert isinstance(file.name, PublicText)
    assert (file.key, file.name.text, file.name.checked_for) == (KEY, "lubang jalan.jpg", OWN_REF)
    assert "lubang" not in repr(file)


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "KTP 9999888877776666.jpg"},
        {"name": "surat Wulandanu Testawati.pdf"},
        {"name": "foto.jpg", "metadata": ["Foto milik Wulandanu Testawati"]},
        {"name": "foto.jpg", "metadata": ["Orientation", "siapa@contoh.example"]},
        {"name": "foto.jpg", "metadata": ["Orientation", "GPSLatitude"]},
        {"name": "surat.docx", "metadata": ["dc:creator"]},
        {"name": "surat.pdf", "metadata": ["Author"]},
        {"name": "foto.jpg", "metadata": ["BodySerialNumber"]},
        {"name": "foto.jpg", "metadata": "GPSLatitude"},
        *(
            {"name": "foto.jpg", "metadata": [key]}
            for key in (
                *("Last Modified By", "last_modified_by", "by_line", "EXIF_MAKE", "LensModel", "Host Computer"),
                *("MakerNote", "ImageUniqueID", "DeviceName", "City", "Province-State", "XPComment", "user_comment"),
                *("ImageDescription", "Caption-Abstract", "lokasi", "mwg-rs:RegionName", "LastSavedBy", "Photographer"),
                *(
                    "UserName",
                    "Country",
                    "Country-PrimaryLocationName",
                    "State",
                    "PlaceName",
                    "GeoTag",
                    "\xa9xyz",
                    "IMEI",
                ),
                *("MAC", "MAC Address", "Penulis", "Pemilik", "Alamat", "Nama", "nama_lengkap", "LensInfo", "Kota"),
            )
        ),
    ],
)
def test_what_gives_somebody_away_is_not_cleared(facts: dict[str, Any]) -> None:
    with pytest.raises(IdentityLeakError) as caught:
        clear_attachment(KEY, known=IDENTITY, **facts)
    assert "Wulandanu" not in str(caught.value)


def test_what_metadata_say_of_the_picture_alone_does_no_harm() -> None:
    harmless = [
        *("Orientation", "ColorSpace", "PixelXDimension", "FileName", "ImageWidth", "ExifVersion", "DateTime"),
        *("Software", "Status", "Statement", "NamaBerkas", "FocalLength", "MachineFormat", "XYZPrimaries", "Kotak"),
    ]
    file = clear_attachment(KEY, name="foto.jpg", metadata=harmless, known=NOT_HELD)
    assert file.key == KEY


def test_public_contacts_are_let_through() -> None:
    number = "0812-3456-7890"
    file = clear_attachment(KEY, name=f"hubungi {number}.pdf", metadata=[number], known=NOT_HELD, allow=iter([number]))
    assert file.key == KEY


@pytest.mark.parametrize(
    "key, name, metadata", [("a b", "x", ()), (KEY, " ", ()), (KEY, "x", [" "]), (KEY, "x", "Orientation")]
)
def test_bad_arguments_are_refused(key: Any, name: str, metadata: Any) -> None:
    with pytest.raises(InvalidValueError):
        clear_attachment(key, name=name, metadata=metadata, known=NOT_HELD)


class TestPublishing:
    """A report lists what was cleared, and nothing else."""

    ONE = actions.PublicAttachment(key=KEY, name=cleared("lubang.jpg"))
    TWO = actions.PublicAttachment(key=AttachmentKey("file-2"), name=cleared("pasar.jpg", None))

    def test_it_is_set_replaced_and_taken_back(self) -> None:
        """What is left out stays."""
        report = act(verified(), actions.Publish(attachments=(self.ONE, self.TWO)), COORDINATOR)
        assert report.published.attachments == (self.ONE, self.TWO)
        same = act(report, actions.Publish(title=cleared("Lain")), COORDINATOR)
        assert same.published.attachments == (self.ONE, self.TWO)
        fewer = act(same, actions.Publish(attachments=(self.TWO,)), COORDINATOR)
        assert fewer.published.attachments == (self.TWO,)
        assert act(fewer, actions.Publish(attachments=()), COORDINATOR).published.attachments == ()

    def test_lifting_the_protection_takes_it_back(self) -> None:
        report = act(verified(protection=Protection.ANONYMOUS), actions.Publish(attachments=(self.ONE,)), COORDINATOR)
        assert act(report, actions.Protect(protection=Protection.NONE), REPORTER).published.attachments == ()

    @pytest.mark.parametrize("name", ["lubang.jpg", cleared("lubang.jpg", None)])
    def test_a_name_has_to_be_cleared_for_the_reporter_of_a_protected_report(self, name: Any) -> None:
        file = actions.PublicAttachment(key=KEY, name=name)
        with pytest.raises(InvalidActionError) as caught:
            act(verified(protection=Protection.ANONYMOUS), actions.Publish(attachments=(self.ONE, file)), COORDINATOR)
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-036", "attachments")

    @pytest.mark.parametrize(
        "number, key",
        [
            ("1234567", "reports/1234567/a.jpg"),
            ("1234567", "1234-567.jpg"),
            ("1234567", "12345678.jpg"),
            ("AB12-CD", "ab12-cd.jpg"),
            ("AB12-CD", "x/ab/12/cd.jpg"),
            ("LP/26/00012", "LP-26-00012.jpg"),
            ("LP-1", "lp1.jpg"),
        ],
    )
    def test_a_key_does_not_hold_the_number_of_the_report(self, number: str, key: str) -> None:
        """Which the public view of a protected report keeps to itself; be it written in another way."""
        file = actions.PublicAttachment(key=AttachmentKey(key), name=cleared("lubang.jpg"))
        report = act(received(tracking_id=TrackingId(number)), verify(), COORDINATOR)
        with pytest.raises(InvalidActionError) as caught:
            act(report, actions.Publish(attachments=(self.ONE, file)), COORDINATOR)
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-036", "attachments")

    def test_a_short_number_stands_in_many_keys_by_chance(self) -> None:
        report = act(received(tracking_id=TrackingId("1")), verify(), COORDINATOR)
        assert act(report, actions.Publish(attachments=(self.ONE,)), COORDINATOR).published.attachments == (self.ONE,)

    def test_a_part_of_a_number_is_not_the_number(self) -> None:
        """Its letters count as much as its digits."""
        report = act(received(tracking_id=TrackingId("AB1234")), verify(), COORDINATOR)
        file = actions.PublicAttachment(key=AttachmentKey("x1234.jpg"), name=cleared("lubang.jpg"))
        assert act(report, actions.Publish(attachments=(file,)), COORDINATOR).published.attachments == (file,)

    def test_a_list_of_files_will_do(self) -> None:
        assert actions.Publish(attachments=[self.ONE]).attachments == (self.ONE,)

    @pytest.mark.parametrize("attachments", ["file-1", (KEY,)])
    def test_what_is_no_list_of_files_is_refused(self, attachments: Any) -> None:
        with pytest.raises(InvalidValueError):
            actions.Publish(attachments=attachments)

    def test_a_document_carries_drafts_and_an_event_what_was_cleared(self) -> None:
        report = act(verified(), actions.Publish(attachments=(self.ONE, self.TWO)), COORDINATOR)
        assert from_dict(to_dict(report)) == report
        draft = actions.Publish(attachments=(actions.PublicAttachment(key=KEY, name="lubang.jpg"),))
        assert from_dict(to_dict(draft)) == draft
        document: Any = to_dict(report.history[-1])
        document["action"]["schema"], document["action"]["type"] = document["schema"], "action"
        with pytest.raises(InvalidDocumentError):
            from_dict(document["action"])

    def test_after_its_retention_a_name_is_gone(self) -> None:
        """From what is published and from the history; a redaction of other parts leaves it."""
        report = act(resolved(), actions.Publish(attachments=(self.ONE, self.TWO)), COORDINATOR)
        late = report.changed_at + 1900 * DAY
        kept = act(report, actions.Redact(parts=frozenset({TextPart.NOTES})), SYSTEM, at=late)
        assert kept.published.attachments == (self.ONE, self.TWO)
        assert "lubang.jpg" in str(to_dict(kept))
        gone = act(kept, actions.Redact(parts=frozenset({TextPart.PUBLISHED})), SYSTEM, at=late)
        assert gone.published.attachments == ()
        assert "lubang.jpg" not in str(to_dict(gone))
        assert "pasar.jpg" not in str(to_dict(gone))
        assert from_dict(to_dict(gone)) == gone
