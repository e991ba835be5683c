from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.tools import media_face as faces
from aiogram_dialog.tools.preview import create_photo

PNG = b"\x89PNG"
PNG_URL = "data:image/png;base64,iVBORw=="


def face(kind, **source):
    return faces.media_face(MediaAttachment(kind, **source))


def test_pictures_of_the_web():
    photo = face(ContentType.PHOTO, url="https://example.com/a")
    gif = face(ContentType.ANIMATION, url="https://example.com/a.gif?b")
    sticker = face(ContentType.STICKER, url="https://example.com/a.webp")

    assert photo.source == photo.name == "https://example.com/a"
    assert gif.source == "https://example.com/a.gif?b"
    assert sticker.source == "https://example.com/a.webp"


def test_what_is_no_picture():
    video = face(ContentType.VIDEO, url="https://example.com/a.png")
    animation = face(ContentType.ANIMATION, url="https://example.com/a.mp4")
    dice = face(ContentType.DICE, url="🎲")

    assert (video.kind, video.source) == ("video", None)
    assert animation.source is None
    assert (dice.kind, dice.name, dice.source) == ("dice", "🎲", None)


def test_addresses_that_browsers_do_not_know():
    photo = face(ContentType.PHOTO, url="my://picture.png")

    assert (photo.name, photo.source) == ("my://picture.png", None)


def test_files_become_a_part_of_the_page(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(PNG)

    photo = face(ContentType.PHOTO, path=path)
    document = face(ContentType.DOCUMENT, path=str(path))

    assert photo.source == document.source == PNG_URL
    assert photo.name == document.name == str(path)


def test_files_that_do_not(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    (tmp_path / "a.pdf").write_bytes(b"pdf")
    monkeypatch.setattr(faces, "MAX_EMBEDDED", len(PNG) - 1)

    assert face(ContentType.PHOTO, path=path).source is None
    assert face(ContentType.PHOTO, path=tmp_path / "lost.png").source is None
    assert face(ContentType.DOCUMENT, path=tmp_path / "a.pdf").source is None


def test_what_is_in_memory():
    named = face(ContentType.DOCUMENT, data=PNG, filename="a.png")
    photo = face(ContentType.PHOTO, data=b"jpg")
    document = face(ContentType.DOCUMENT, data=PNG)

    assert (named.name, named.source) == ("a.png", PNG_URL)
    assert photo.source == "data:image/jpeg;base64,anBn"
    assert (document.name, document.source) == ("4 bytes", None)


def test_what_telegram_has():
    media = face(ContentType.PHOTO, file_id=MediaId("abc"))

    assert (media.name, media.source) == ("abc", None)


def test_the_address_of_a_photo():
    def photo(**source):
        return create_photo(MediaAttachment(ContentType.PHOTO, **source))

    assert photo(url="https://a/b", path="c") == "https://a/b"
    assert photo(path="a.png") == "a.png"
    assert photo(file_id=MediaId("x")) == str(MediaId("x"))
    assert photo(data=b"jpg") == "data:image/jpeg;base64,anBn"
    assert create_photo(MediaAttachment(ContentType.VIDEO, url="a")) is None
    assert create_photo(None) is None


def test_kinds_are_those_of_every_machine(monkeypatch):
    monkeypatch.setattr("mimetypes.guess_type", lambda _: (None, None))
    url = "https://example.com/cat.webp"

    assert face(ContentType.STICKER, url=url).source == url
