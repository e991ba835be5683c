import pytest
from aiogram.types.base import UNSET_PARSE_MODE
from hypothesis import given
from hypothesis import strategies as st

from aiogram_dialog.tools.message_html import message_html


@pytest.mark.parametrize(
    ("mode", "text", "html"),
    [
        (None, "a <b> & c", "a &lt;b&gt; &amp; c"),
        ("None", "<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
        (UNSET_PARSE_MODE, "<i>", "&lt;i&gt;"),
        (None, "one\ntwo", "one<br>two"),
        (None, None, ""),
        ("HTML", "<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
        ("html", "<strong>a</strong>", "<b>a</b>"),
        ("HTML", "&lt;script&gt;", "&lt;script&gt;"),
        (
            "HTML",
            "<b>1</b> <s>2</s>\n<u>3</u>",
            "<b>1</b> <s>2</s><br><u>3</u>",
        ),
        ("HTML", "<b>😀</b> x", "<b>😀</b> x"),
        ("HTML", "<tg-spoiler>a</tg-spoiler>", "<tg-spoiler>a</tg-spoiler>"),
        ("HTML", "<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        (
            "HTML",
            "<blockquote expandable>a</blockquote>",
            "<blockquote expandable>a</blockquote>",
        ),
        ("HTML", "<pre>a</pre>", "<pre>a</pre>"),
        (
            "HTML",
            '<pre><code class="language-py">a</code></pre>',
            '<pre><code class="language-py">a</code></pre>',
        ),
        (
            "HTML",
            "<a href=\"https://e.com/?a='1'&amp;b\">x</a>",
            '<a href="https://e.com/?a=&#x27;1&#x27;&amp;b">x</a>',
        ),
        ("HTML", '<a href="javascript:alert(1)">x</a>', "x"),
        (
            "HTML",
            '<a href="tg://user?id=5">x</a>',
            '<a href="tg://user?id=5">x</a>',
        ),
        ("MarkdownV2", "*a _b_*", "<b>a <i>b</i></b>"),
        ("Markdown", "_a_ <b>", "<i>a</i> &lt;b&gt;"),
        (
            None,
            "https://e.com and e.com",
            '<a href="https://e.com">https://e.com</a> and '
            '<a href="http://e.com">e.com</a>',
        ),
        (None, "a@e.com", '<a href="mailto:a@e.com">a@e.com</a>'),
        (None, "/start", '<span class="bot_command">/start</span>'),
    ],
)
def test_texts(mode, text, html):
    assert message_html(text, mode).html == html
    assert message_html(text, mode).problem == ""


@pytest.mark.parametrize(
    ("mode", "text", "html", "problem"),
    [
        ("HTML", "a<br>b", "a&lt;br&gt;b", 'Unsupported start tag "br"'),
        ("HTML", "<b>a", "&lt;b&gt;a", "Can't find end tag"),
        ("MarkdownV2", "*a", "*a", "Can't find end of Bold"),
        ("RTF", "a", "a", "unsupported parse_mode"),
    ],
)
def test_texts_that_telegram_would_refuse(mode, text, html, problem):
    message = message_html(text, mode)

    assert message.html == html
    assert problem in message.problem


@given(
    st.text(alphabet="<>/&\"'ab *_`[](){}!|\n=😀script.ihref:"),
    st.sampled_from(["HTML", "Markdown", "MarkdownV2", None]),
)
def test_no_text_brings_foreign_tags(text, mode):
    html = message_html(text, mode).html

    opened = [part.split(">")[0] for part in html.split("<")[1:]]
    names = {part.strip("/").split(" ")[0] for part in opened}
    assert names <= {
        *("a", "b", "blockquote", "br", "code", "i", "pre", "s", "span"),
        *("tg-spoiler", "u"),
    }
