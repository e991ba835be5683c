from dataclasses import replace

from aiogram_dialog.emulator import calls, draw, faults, screen

CHAT = 101


def test_a_long_story(bench, inline):
    ann, bob, chat, world = bench.ann, bench.bob, bench.chat, bench.world
    ann.says(chat, "/start")
    number = bench.send(
        "Hello\nthere",
        reply_markup=inline(["Yes\u2060", "No"], ["Maybe"]),
        protect_content=True,
    )
    where = {"chat_id": CHAT, "message_id": number}
    query_id = ann.presses(chat, "Yes")
    bench.ok("answerCallbackQuery", callback_query_id=query_id, text="ok")
    query_id = ann.presses(chat, (1, 0))
    bench.ok(
        "answerCallbackQuery",
        callback_query_id=query_id,
        text="no",
        show_alert=True,
    )
    query_id = ann.presses(chat, "No")
    url = "t.me/quiz_bot?start=x"
    bench.ok("answerCallbackQuery", callback_query_id=query_id, url=url)
    query_id = ann.presses(chat, "No")
    bench.ok("answerCallbackQuery", callback_query_id=query_id)
    bench.ok("editMessageText", **where, text="Bye")
    bench.ok("deleteMessage", **where)
    ann.says(chat, "two\nlines")
    bench.send(
        "menu",
        reply_markup={"keyboard": [["A"], [{"text": "B"}]]},
    )
    bench.send("gone", reply_markup={"remove_keyboard": True})
    bench.send("name?", reply_markup={"force_reply": True})
    ann.sends_photo(chat, "cap")
    first, second = ann.sends_album(chat, ["photo", "video"])
    ann.edits(ann.says(chat, "typo"), "fixed")
    ann.deletes(first, chat)
    bench.ok("sendDice", chat_id=CHAT, reply_parameters={"message_id": 4})
    bench.ok(
        "sendVideo",
        chat_id=CHAT,
        video=b"x",
        has_spoiler=True,
        reply_parameters={"message_id": second.id},
    )
    bench.ok("sendLocation", chat_id=CHAT, latitude=1, longitude=2)
    bench.ok(
        "forwardMessage",
        chat_id=CHAT,
        from_chat_id=CHAT,
        message_id=second.id,
    )
    bench.ok("sendRichMessage", chat_id=CHAT, rich_message={"html": "r"})
    ann.blocks(chat)
    assert draw(world, chat) == STORY
    mark = len(world.journal)
    group = world.group("G", ann, bob, bench.bot)
    bob.joins(world.group("H", ann))
    bob.says(group, "hi")
    bench.ok(
        "sendContact",
        chat_id=group.id,
        phone_number="1",
        first_name="Me",
    )
    assert draw(world, group) == (
        "Bob: hi\nquiz_bot sends m10\n  <contact Me>\n"
    )
    assert draw(world, since=mark).startswith("Bob joins\n")
    assert draw(world, chat, since=mark) == ""
    assert len(draw(world).splitlines()) > len(STORY.splitlines())


STORY = """\
Ann: /start
quiz_bot sends m1 (protected)
  | Hello
  | there
  [Yes] [No]
  [Maybe]
Ann presses [Yes] of m1
quiz_bot notifies Ann: ok
Ann presses [Maybe] of m1
quiz_bot alerts Ann: no
Ann presses [No] of m1
quiz_bot notifies Ann: opens t.me/quiz_bot?start=x
Ann presses [No] of m1
quiz_bot edits m1
  | Bye
quiz_bot deletes m1
Ann sends
  | two
  | lines
quiz_bot sends m2
  | menu
  {A}
  {B}
quiz_bot sends m3
  | gone
  {no keyboard}
quiz_bot sends m4
  | name?
  {reply}
Ann sends
  <photo>
  | cap
Ann sends (in an album)
  <photo>
Ann sends (in an album)
  <video>
Ann: typo
Ann edits u6
  | fixed
Ann deletes u4
quiz_bot sends m5 (in reply to m2)
  <dice 4>
quiz_bot sends m6 (in reply to u5)
  <video video.bin, hidden>
quiz_bot sends m7
  <location 1.0>
quiz_bot sends m8 (forwarded)
  <video>
quiz_bot sends m9
  <rich message>
  | r
Ann blocks the bot
"""


def test_forms_of_calls(bench, inline):
    group = bench.world.group("G", bench.ann, bench.bot)
    number = bench.send("Hello", reply_markup=inline(["Yes", "No"], ["x"]))
    where = {"chat_id": CHAT, "message_id": number}
    bench.ok("editMessageReplyMarkup", **where)
    bench.refused("editMessageText", **{**where, "message_id": 9}, text="x")
    bench.ok("sendPhoto", chat_id=CHAT, photo=b"x", caption='say "hi"')
    bench.ok("sendPhoto", chat_id=CHAT, photo="https://a.b/c.jpg")
    photo = bench.ok("sendPhoto", chat_id=CHAT, photo="https://a.b/c.jpg")
    file_id = photo["photo"][0]["file_id"]
    media = {"type": "photo", "media": file_id, "caption": "c"}
    bench.ok("editMessageMedia", **where, media=media)
    bench.ok("sendMediaGroup", chat_id=CHAT, media=[media, media])
    bench.ok("sendVideoNote", chat_id=CHAT, video_note=b"x")
    bench.send("k", reply_markup={"keyboard": [["A"], [{"text": "B"}]]})
    bench.send("r", reply_markup={"remove_keyboard": True})
    bench.send("f", reply_markup={"force_reply": True})
    bench.send("n", reply_markup={"inline_keyboard": []})
    bench.refused("sendMessage", chat_id=CHAT, text="x", reply_markup="?")
    bench.ok("deleteMessages", chat_id=CHAT, message_ids=[1, 2])
    bench.send("far", chat_id=group.id)
    bench.ok("getUpdates")
    bench.ok("getMe")
    lines = [
        'SendMessage(m1, "Hello", inline [[Yes, No], [x]])',
        "EditMessageReplyMarkup(m1, none)",
        'EditMessageText(?, "x") ! 400 Bad Request: message to edit not found',
        'SendPhoto(m2, upload photo.bin, "say \\"hi\\"")',
        "SendPhoto(m3, https://a.b/c.jpg)",
        "SendPhoto(m4, https://a.b/c.jpg)",
        'EditMessageMedia(m1, photo known file "c")',
        'SendMediaGroup(m5, m6, photo known file "c", photo known file "c")',
        "SendVideoNote(m7, upload video_note.bin)",
        'SendMessage(m8, "k", reply [[A], [B]])',
        'SendMessage(m9, "r", remove keyboard)',
        'SendMessage(m10, "f", force reply)',
        'SendMessage(m11, "n")',
        'SendMessage("x") ! 400 Bad Request: can\'t parse reply keyboard '
        "markup JSON object",
        "DeleteMessages(m1, m2)",
        'SendMessage(m12, "far")',
        "GetMe",
    ]
    assert calls(bench.world) == lines
    assert calls(bench.world, bench.chat) == [*lines[:-2], "GetMe"]
    assert calls(bench.world, group) == ['SendMessage(m12, "far")', "GetMe"]
    mark = len(bench.world.journal)
    assert calls(bench.world, since=mark) == []


def test_calls_of_business_and_ephemeral_messages(bench):
    world, ann, bob = bench.world, bench.ann, bench.bob
    connection = world.connect_business(ann, bench.bot)
    shop = world.business_chat(ann, bob)
    bench.send(
        "x",
        chat_id=bob.id,
        business_connection_id=connection.id,
    )
    assert calls(world, shop) == ['SendMessage(m1, "x", business)']
    group = world.group("G", ann, admins=(bench.bot,))
    sent = bench.ok(
        "sendMessage",
        chat_id=group.id,
        text="y",
        receiver_user_id=ann.id,
    )
    bench.ok(
        "editEphemeralMessageText",
        chat_id=group.id,
        receiver_user_id=ann.id,
        ephemeral_message_id=sent["ephemeral_message_id"],
        text="z",
    )
    assert calls(world, group) == [
        'SendMessage(m2, "y")',
        'EditEphemeralMessageText(m2, "z")',
    ]


def test_calls_with_unusual_looks(bench):
    shown = {"has_spoiler": True, "show_caption_above_media": True}
    sent = bench.ok(
        "sendPhoto",
        chat_id=CHAT,
        photo=b"x",
        disable_notification=True,
        message_effect_id="42",
        **shown,
    )
    file_id = sent["photo"][0]["file_id"]
    media = {"type": "photo", "media": file_id}
    where = {"chat_id": CHAT, "message_id": sent["message_id"]}
    bench.ok("editMessageMedia", **where, media=media)
    bench.ok("editMessageMedia", **where, media={**media, **shown})
    off = dict.fromkeys(["disable_notification", *shown], False)
    bench.ok("sendPhoto", chat_id=CHAT, photo=b"x", **off)

    assert calls(bench.world) == [
        "SendPhoto(m1, upload photo.bin, silent, effect 42, hidden, "
        "caption above)",
        "EditMessageMedia(m1, photo known file)",
        "EditMessageMedia(m1, photo known file hidden caption above)",
        "SendPhoto(m2, upload photo.bin)",
    ]


def test_faults_are_not_calls(bench):
    bench.world.faults.add(faults.retry_after(1))
    assert calls(bench.world) == []


def test_details_of_calls(bench, inline):
    forum = bench.world.supergroup("F", bench.ann, bench.bot, is_forum=True)
    topic = bench.ann.opens_topic(forum, "News")
    bench.send(
        "x",
        chat_id=forum.id,
        message_thread_id=topic,
        protect_content=True,
        reply_markup=inline(["A"]),
    )
    query_id = bench.ann.presses(forum, "A")
    bench.ok(
        "answerCallbackQuery",
        callback_query_id=query_id,
        text="no",
        show_alert=True,
    )
    assert calls(bench.world) == [
        'SendMessage(m1, "x", inline [[A]], thread 1, protected)',
        'AnswerCallbackQuery("no", alert)',
    ]


def test_polls_and_strangers_are_drawn(bench):
    bench.ok("sendPoll", chat_id=CHAT, question="q", options=["a", "b"])
    bench.ann.votes(bench.world.last_message(bench.chat), 1)
    message = bench.world.last_message(bench.chat)
    bench.world.state.change_message(replace(message, author=None), 101)
    bench.world.state.add_message(replace(message, id=9, author=None))
    assert draw(bench.world) == (
        "quiz_bot sends m1\n  <poll q>\n  | - a\n  | - b\n"
        "Ann votes for b\n"
        "Ann edits m1\n  <poll q>\n  | - a\n  | - b\n"
        "somebody sends\n  <poll q>\n  | - a\n  | - b\n"
    )


def test_screen(bench, inline):
    world, ann, chat = bench.world, bench.ann, bench.chat
    ann.says(chat, "/start")
    number = bench.send("Hello", reply_markup=inline(["A"]))
    bench.send("gone")
    where = {"chat_id": CHAT, "message_id": number}
    bench.ok("editMessageText", **where, text="Bye")
    bench.ok("deleteMessage", chat_id=CHAT, message_id=number + 1)
    bench.send(
        "menu",
        reply_markup={
            "keyboard": [["M", "N"], ["O"]],
            "one_time_keyboard": True,
        },
    )
    bench.ok("sendPhoto", chat_id=CHAT, photo=b"x", reply_markup=inline(["B"]))
    shown = (
        "Ann u1\n  | /start\n"
        "quiz_bot m1 edited\n  | Bye\n"
        "quiz_bot m3\n  | menu\n"
        "quiz_bot m4\n  <photo photo.bin>\n  [B]\n"
    )
    assert screen(world, chat, ann) == f"{shown}----\n  {{M}} {{N}}\n  {{O}}\n"
    ann.taps(chat, "M")
    shown += "Ann u2\n  | M\n"
    assert screen(world, chat, ann) == f"{shown}----\n  {{collapsed}}\n"
    bench.send("name?", reply_markup={"force_reply": True})
    shown += "quiz_bot m5\n  | name?\n"
    assert screen(world, chat, ann) == f"{shown}----\n  {{reply}}\n"


def test_screen_shows_what_is_for_one_person_alone(bench):
    world = bench.world
    group = world.group("G", bench.ann, bench.bob, admins=(bench.bot,))
    bench.ok(
        "sendMessage",
        chat_id=group.id,
        text="psst",
        receiver_user_id=bench.bob.id,
    )
    assert screen(world, group, bench.ann) == ""
    assert screen(world, group, bench.bob) == (
        "quiz_bot m1 (for Bob alone)\n  | psst\n"
    )
