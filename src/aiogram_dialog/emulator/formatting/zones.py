"""Names that end addresses: only these make a link without `https://`."""

_COUNTRIES = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj
bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx
cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg
gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq
ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt
lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na
nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py
qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy
sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve
vg vi vn vu wf ws ye yt za zm zw бел бг ею мкд мон рф срб укр қаз
"""
_GENERIC = """
academy agency app art asia bank bar best bike bio biz blog bot buzz cafe
care cat center chat church city cloud club codes coffee com community company
coop credit dance date day deals design dev digital direct dog download earth
edu education email energy events expert express family fan farm fashion film
finance fit foundation fun fund fyi gallery game games gift global gold gov
group guide guru health help host hotel house how inc info ink int
investments jobs kim land law life link live loan love ltd marketing mba media
men mil mobi moda moe money museum name net network news ninja one online
org page paris party photo photos pink pizza place plus poker post press pro
properties pub quest radio red ren rent report rest review rip rocks run sale
sbs school science security services sex shop show site ski social software
solutions space sport store stream studio style support surf systems tax taxi
team tech tel tickets tips today tools top tours town toys trade training
travel tube university uno vet video vip vision vote voyage watch webcam
website wedding wiki win wine work works world wtf xxx xyz yoga zone
дети москва онлайн орг сайт
"""
ZONES = frozenset(f"{_COUNTRIES} {_GENERIC}".split())
