import re

from jinja2 import Environment, PackageLoader

from aiogram_dialog.tools.page import render_page
from aiogram_dialog.tools.preview import (
    RenderButton,
    RenderDialog,
    RenderWindow,
    render_preview_content,
)
from aiogram_dialog.tools.rendered import RenderMedia


def window(**fields):
    plain = {
        "message": "<b>Hello</b>",
        "state": "A:one",
        "state_name": "one",
        "keyboard": [],
        "reply_keyboard": [],
        "photo": None,
        "text_input": None,
        "attachment_input": None,
    }
    return RenderWindow(**{**plain, **fields})


def page(*windows):
    return render_page([RenderDialog("A", list(windows))])


def test_dialogs_to_jump_to(read_page):
    root = read_page(
        render_page(
            [
                RenderDialog("A", [window(), window(state="A:two")]),
                RenderDialog("B<", [window(state="B:x", state_name="<x>")]),
            ],
        ),
    )
    navigation = root.one("nav")

    assert [it.text for it in navigation.all("h2")] == ["A", "B<"]
    assert [(it["href"], it.text) for it in navigation.all("a")] == [
        ("#", "Home"),
        ("#A:one", "one"),
        ("#A:two", "one"),
        ("#B:x", "<x>"),
    ]


def test_no_dialogs(read_page):
    assert read_page(render_page([])).one("nav").text == "Home No dialogs."


def test_a_window_is_a_block_of_its_own(read_window):
    block = read_window(page(window()), "A:one")

    assert "A:one" in block.one("header").text
    assert block.one(".text").one("b").text == "Hello"
    assert block.all("footer") == []


def test_keyboards(read_window):
    block = read_window(
        page(
            window(
                keyboard=[
                    [RenderButton("A:two", "<1>"), RenderButton("A:x", "2")],
                    [RenderButton("A:one", "3", "url", "success", "http:a")],
                ],
                reply_keyboard=[[RenderButton("A:y", "4")]],
            ),
        ),
        "A:one",
    )
    rows = block.one(".inline").all(".row")

    assert [len(row.all("a")) for row in rows] == [2, 1]
    assert [it["href"] for it in rows[0].all("a")] == ["#A:two", "#A:x"]
    assert rows[0].all("a")[0].text == "<1>"
    (url,) = rows[1].all("a.success")
    assert (url["title"], url.one("span.icon").text) == ("http:a", "↗")
    assert block.one(".reply").one("a").text == "4"
    assert "Reply keyboard" in block.one(".reply").text


def test_media(read_window):
    picture = RenderMedia("photo", "a.png", "https://a/b?c&d")
    video = RenderMedia("video_note", "<file>")

    block = read_window(page(window(media=picture)), "A:one")
    assert block.one("img.photo")["src"] == "https://a/b?c&d"

    block = read_window(page(window(media=video)), "A:one")
    assert block.one(".file").one("b").text == "video note"
    assert block.one(".file").one("small").text == "<file>"
    assert block.all("img") == []

    block = read_window(page(window(photo="a.png")), "A:one")
    assert block.one("img.photo")["src"] == "a.png"


def test_inputs(read_window):
    block = read_window(
        page(
            window(
                inputs=("text (name)", "photo"),
                text_input=RenderButton("A:two", "text"),
                attachment_input=RenderButton("A:x", "photo"),
                placeholder="<type>",
                is_reply_forced=True,
            ),
        ),
        "A:one",
    )
    footer = block.one("footer")

    assert "Takes text (name) · photo" in footer.text
    assert "<type>" in footer.text
    assert "asked to reply" in footer.text
    assert {it["href"]: it.text for it in footer.all("a")} == {
        "#A:two": "Send text",
        "#A:x": "Send photo",
    }


def test_what_is_wrong_is_said(read_window, read_page):
    html = page(
        window(problem="can't <parse>"),
        window(state="A:two", error="KeyError: '<x>'"),
    )

    refused = read_window(html, "A:one").one(".problem").text
    assert refused == "Telegram would refuse this text: can't <parse>"
    broken = read_window(html, "A:two")
    assert broken.one(".error").one("pre").text == "KeyError: '<x>'"
    assert broken.all(".bubble") == []
    assert read_page(html).one("nav").one("a.broken")["href"] == "#A:two"


def test_closed_dialogs_have_an_anchor(read_window):
    assert "closed" in read_window(page(), "@:-").text


def test_nothing_else_is_needed(read_page):
    html = page(window())
    root = read_page(html)

    assert root.all("script") == root.all("link") == []
    assert not re.search(r"@import|url\(|https?:", html)
    assert ":target" in root.one("style").text


def test_a_template_of_ones_own_gets_the_same():
    dialogs = [RenderDialog("A<", [window()])]
    environment = Environment(  # noqa: S701 - the page escapes itself
        loader=PackageLoader("aiogram_dialog.tools"),
    )

    html = environment.get_template("message.html").render(dialogs=dialogs)

    assert "<h2>A&lt;</h2>" in html
    assert "<b>Hello</b>" in html


async def test_the_page_of_a_bot(shop, read_page, read_window):
    html = await render_preview_content(shop.router, simulate_events=True)

    ids = [it["id"] for it in read_page(html).all("section.window")]
    assert ids == ["Shop:list", "Shop:item", "Shop:paid", "Help:only", "@:-"]
    block = read_window(html, "Shop:list")
    assert [it.text for it in block.one(".inline").all("a")] == [
        *("Look", "Pay", "Help", "Fail", "Site↗", "no", "Cancel"),
    ]
