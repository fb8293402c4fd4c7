"""The fourteen stories of demo/STORY.md: files in, answers out, as of 2026-11-20. Each says who is bound and who is not."""

from tests.stories.county import TODAY, County, articles, lines

CONSUMPTION = "关于限制被执行人高消费及有关消费的若干规定 第一条、第三条第二款"


def nothing(county: County, *names: str) -> None:
    """Nobody of these names is bound by anything, nor possibly."""
    for name in names:
        for subject in county.ids_of(name):
            assert lines(county.measures(subject)["on"]) == set(), name


def test_1_a_judgment_debtor(county: County) -> None:
    """The order binds the firm, its representative, and the controller whom it names; not who merely holds shares."""
    firm = county.measures("青禾县云杉建材有限公司")
    assert lines(firm["on"]) == {("RC001", "青禾县云杉建材有限公司", "bound", "2025-03-10", None)}
    assert lines(firm["from"]) == {
        ("RC001", "陆明远", "bound", "2025-03-10", None),
        ("RC001", "韩秋生", "bound", "2025-03-10", None),
    }
    assert articles(firm["on"], "RC001") == {CONSUMPTION}
    assert {each["target"]["name"]: each["mode"] for each in firm["from"]} == {"陆明远": "ex_lege", "韩秋生": "decision_named"}
    refused = {(each["rule"], each["related"]["name"]) for each in firm["refused"]}
    assert {("N01", "周小满"), ("N01", "青禾县合众投资有限公司")} <= refused
    nothing(county, "周小满", "青禾县合众投资有限公司", "青禾县远桥物流有限公司", "常五一", "方向明")
    assert lines(county.measures("陆明远")["on"]) == {("RC001", "陆明远", "bound", "2025-03-10", None)}  # he keeps his seat elsewhere (N03)


def test_1_the_listing_ends_and_the_order_stays(county: County) -> None:
    before = county.measures("青禾县云杉建材有限公司", as_of="2026-02-28")
    listed = lines(before["on"], ("RC000", "RC012"))
    assert {(rule, state) for rule, _, state, _, _ in listed} == {("RC000", "bound"), ("RC012", "bound")}
    after = county.measures("青禾县云杉建材有限公司", as_of="2026-03-01")
    assert lines(after["on"]) == {("RC001", "青禾县云杉建材有限公司", "bound", "2025-03-10", None)}


def test_2_two_former_representatives(county: County) -> None:
    """Who left before the order is free; who left after it until the court released him; the successor possibly."""
    firm = county.measures("青禾县春潮纺织有限公司")
    assert lines(firm["from"], ["RC001"]) == {("RC001", "唐一苇", "possible", "2025-04-01", None)}
    assert {rule for rule, *_ in lines(firm["on"])} == {"RC000", "RC001", "RC012", "RC014", "RC015", "RM007"}
    bound = county.measures("宋知秋", as_of="2025-08-31")
    assert lines(bound["on"]) == {("RC001", "宋知秋", "bound", "2025-03-10", "2025-09-01")}
    nothing(county, "贺长林", "宋知秋", "洪大海")
    assert lines(county.measures("贺长林", as_of="2025-03-10")["on"]) == set()


def test_3_the_noodle_shop(county: County) -> None:
    """A sole trader is the natural person who trades: the operator at the act, not who bought the shop."""
    operator = county.measures("冯桂香")
    assert ("RF001", "冯桂香", "bound", "2025-06-02", "2030-06-02") in lines(operator["on"])
    assert articles(operator["on"], "RF001") >= {"食品安全法 第一百三十五条第一款"}
    assert lines(operator["from"]) == {("RF003", "青禾县品香餐饮管理有限公司", "possible", "2025-10-01", "2030-06-02")}
    employer = county.measures("青禾县品香餐饮管理有限公司")
    assert lines(employer["on"]) == {("RF003", "青禾县品香餐饮管理有限公司", "possible", "2025-10-01", "2030-06-02")}
    assert articles(employer["on"], "RF003") == {"食品安全法 第一百三十五条第三款"}
    nothing(county, "邓小川", "侯立夏")


def test_4_the_food_company(county: County) -> None:
    """The representative by law, the quality manager as named; not the supervisor. A repair shortens no statutory term."""
    firm = county.measures("青禾县绿源食品有限公司")
    assert lines(firm["from"], ["RF001"]) == {
        ("RF001", "秦海波", "bound", "2025-06-02", "2030-06-02"),
        ("RF001", "罗敏之", "bound", "2025-06-02", "2030-06-02"),
    }
    assert lines(firm["on"], ["RF001"]) == {("RF001", "青禾县绿源食品有限公司", "bound", "2025-06-02", "2030-06-02")}
    assert lines(firm["on"], ["RP004"]) == {("RP004", "青禾县绿源食品有限公司", "possible", "2025-06-02", "2028-06-02")}
    before = county.measures("青禾县绿源食品有限公司", as_of="2026-06-30")
    assert lines(before["on"], ["RP004"]) == {("RP004", "青禾县绿源食品有限公司", "bound", "2025-06-02", "2028-06-02")}
    nothing(county, "何叶舟")


def test_5_tax_grade_d(county: County) -> None:
    """The responsible person's later firm is D; his earlier one is not."""
    later = county.measures("青禾县若谷贸易有限公司")
    assert lines(later["on"]) == {("RT005", "青禾县若谷贸易有限公司", "bound", "2025-11-03", None)}
    assert articles(later["on"], "RT005") == {"纳税缴费信用管理办法 第十八条第十一项、第三十四条第一项"}
    rated = county.measures("青禾县金禾商贸有限公司")
    assert lines(rated["from"], ["RT005"]) == lines(later["on"])
    nothing(county, "青禾县谷雨茶业有限公司", "彭若谷", "华小楼", "青禾县远桥物流有限公司")


def test_6_wage_arrears(county: County) -> None:
    """Who is entered in the list, for three years; who is not entered, never."""
    listed = county.measures("潘石根")
    assert lines(listed["on"]) == {
        ("RL001", "潘石根", "bound", "2026-02-01", "2029-02-01"),
        ("RC011", "潘石根", "bound", "2026-02-01", "2029-02-01"),  # 公务员法 26(4): the list calls itself 失信联合惩戒对象
        ("RM007", "潘石根", "possible", "2026-02-01", "2029-02-01"),
    }
    assert articles(listed["on"], "RL001") >= {"保障农民工工资支付条例 第四十八条"}
    assert {
        way["earliest"] for each in listed["on"] if each["rule"] == "RL001" for way in each["lifts_when"] if way["kind"] == "removal"
    } == {"2026-10-01"}
    firm = county.measures("青禾县恒筑建筑劳务有限公司")
    assert lines(firm["on"]) == {
        ("RL001", "青禾县恒筑建筑劳务有限公司", "bound", "2026-02-01", "2029-02-01"),
        ("RM007", "青禾县恒筑建筑劳务有限公司", "possible", "2026-02-01", "2029-02-01"),
    }
    nothing(county, "沈白露", "黄柳溪")


def test_7_procurement(county: County) -> None:
    """2,000,000 yuan is the line; a branch's fine makes its head possible, no more."""
    nothing(county, "青禾县启明信息技术有限公司")
    out = county.measures("青禾县长岭工程有限公司")
    assert lines(out["on"]) == {("RP004", "青禾县长岭工程有限公司", "bound", "2024-02-01", "2027-02-01")}
    assert articles(out["on"], "RP004") >= {"政府采购法 第二十二条第一款第五项", "政府采购法实施条例 第十九条"}
    assert lines(county.measures("青禾县长岭工程有限公司", as_of="2027-02-01")["on"]) == set()
    head = county.measures("青禾县广汇化工有限公司")
    assert lines(head["on"]) == {("RP004", "青禾县广汇化工有限公司", "possible", "2025-05-20", "2028-05-20")}
    branch = county.measures("青禾县广汇化工有限公司柳溪分公司")
    assert lines(branch["on"]) == {("RP004", "青禾县广汇化工有限公司柳溪分公司", "bound", "2025-05-20", "2028-05-20")}
    nothing(county, "雷长岭", "柯南星", "贾石桥", "青禾县城乡建设投资集团有限公司")


def test_8_a_revoked_business_licence(county: County) -> None:
    """Personal responsibility found: three years from company offices, also after the firm is gone. Not stated: possible."""
    barred = county.measures("欧阳立")
    assert lines(barred["on"]) == {
        ("RB001", "欧阳立", "bound", "2024-12-01", "2027-12-01"),
        ("RB002", "欧阳立", "bound", "2024-12-01", "2027-12-01"),
        ("RM004", "欧阳立", "bound", "2024-12-01", None),  # 商业银行法 27 gives no term (domain rules 3.3)
    }
    assert articles(barred["on"], "RB001") == {"公司法 第一百七十八条第一款第四项"}
    assert articles(barred["on"], "RB002") == {"市场主体登记管理条例 第十二条第四项、第二十五条"}
    assert lines(barred["from"]) == set()  # neither the partnership nor 乐居物业 is bound by its officer's bar
    nothing(county, "青禾县百川管理咨询中心(有限合伙)", "青禾县乐居物业有限公司")
    # 基金法 15(2), 私募条例 9(3) also address directors, supervisors and executives: possible while nobody found them responsible
    unnamed = [line for node in county.ids_of("孔德林") for line in lines(county.measures(node)["on"])]
    assert {(rule, state, until) for rule, _, state, _, until in unnamed} == {
        ("RM005", "possible", "2029-12-01"),
        ("RM006", "possible", "2029-12-01"),
    }
    twin = county.measures("田雨禾")
    assert {(rule, state, until) for rule, _, state, _, until in lines(twin["on"])} == {
        ("RB001", "possible", "2027-12-01"),
        ("RB002", "possible", "2027-12-01"),
        ("RM004", "possible", None),
    }
    posts = {(each["kind"], each["other"]["name"]) for each in county.shown("欧阳立")["roles"]}
    assert ("DIRECTOR_OF", "青禾县乐居物业有限公司") in posts
    assert ("PARTNER_OF", "青禾县百川管理咨询中心（有限合伙）") in posts


def test_9_a_stolen_identity(county: County) -> None:
    """Voided as if it never was; and what was known in December is still what was known in December."""
    nothing(county, "江晚晴")
    assert lines(county.measures("江晚晴", as_of="2025-12-20")["on"]) == set()
    then = county.measures("江晚晴", as_of="2025-12-20", known_at="2025-12-20")
    assert lines(then["on"]) == {("RC001", "江晚晴", "bound", "2025-11-05", None)}
    firm = county.measures("青禾县瑞达商贸有限公司", as_of="2025-12-20", known_at="2025-12-20")
    assert lines(firm["from"]) == {("RC001", "江晚晴", "bound", "2025-11-05", None)}


def test_10_two_namesakes_and_one_masked_listing(county: County) -> None:
    """No measure for either. The one whose digits fit is told to be unconfirmed; the other, that he is not the man: never by silence."""
    asked = county.command("measures", "王伟", "--purpose", "demonstration")
    assert asked.returncode == 5  # several bear the name: candidates, never a guess
    assert asked.stdout.count("p:") + asked.stderr.count("p:") >= 3
    listed, *verified = sorted(
        county.http("/v1/subjects", q="王伟", kind="Person", as_of=TODAY)["data"]["items"],
        key=lambda item: not item["id"].startswith("p:d"),
    )
    assert len(verified) == 2
    assert {rule for rule, *_ in lines(county.measures(listed["id"])["on"])} >= {"RC000"}
    told = {}
    for each in verified:
        answer = county.measures(each["id"])
        assert lines(answer["on"]) == set()
        (doubt,) = answer["unconfirmed"]
        told[each["hint"]] = doubt["verdict"]
    assert told == {"监事 青禾县乐居物业有限公司": "identity_unconfirmed", "法定代表人 青禾县伟鸣电器有限公司": "not_the_same"}


def test_11_a_foreign_representative_with_a_renewed_passport(county: County) -> None:
    """One person after review; an exit ban is possible until the court decides."""
    person = county.measures("Pieter van Oosterwold")
    assert lines(person["on"]) == {("RC003", "Pieter van Oosterwold", "possible", "2026-01-20", None)}
    assert "民事诉讼法 第二百六十六条" in articles(person["on"], "RC003")
    firm = county.measures("青禾县北屿家居有限公司")
    assert lines(firm["from"]) == lines(person["on"])
    nothing(county, "马行空")
    before = county.http("/v1/subjects", q="Pieter van Oosterwold", as_of=TODAY, known_at="2026-11-04")["data"]["items"]
    assert len(before) == 2


def test_12_a_township_government_owes(county: County) -> None:
    """The body is bound, its head possible, its contractor untouched."""
    body = county.measures("柳溪镇人民政府")
    assert {(rule, state) for rule, _, state, _, _ in lines(body["on"])} == {
        ("RC000", "bound"), ("RC001", "bound"), ("RC012", "bound"), ("RC014", "note"), ("RC015", "bound"), ("RM007", "possible"),
    }  # fmt: skip
    assert {(name, state) for _, name, state, _, _ in lines(body["from"])} == {("孟庆和", "possible")}
    nothing(county, "青禾县永固路桥工程有限公司", "石敬之")


def test_13_a_renamed_firm(county: County) -> None:
    """The penalty stays with the firm; who took over the name is clear."""
    renamed = county.shown("uscc:91379926MAQH01248B", include_former=True)
    assert renamed["subject"]["name"] == "青禾县南山食品有限公司"
    assert {each["props"]["doc_no"] for each in renamed["decisions"]} == {"青市监处罚〔2024〕58号"}
    newcomer = county.shown("uscc:91379926MAQH012566", include_former=True)
    assert newcomer["subject"]["name"] == "青禾县东篱食品有限公司"
    assert newcomer["decisions"] == []
    nothing(county, "uscc:91379926MAQH012566", "范东篱", "梁溪亭")
    assert {"uscc:91379926MAQH01248B", "uscc:91379926MAQH012566"} <= {
        each["id"] for each in county.http("/v1/subjects", q="青禾县东篱食品有限公司", as_of=TODAY)["data"]["items"]
    }


def test_14_an_ordinary_fine(county: County) -> None:
    """A corrected ordinary fine is published for a year and can be repaired after three months; a warning on the spot is not published."""
    shop = county.measures("青禾县巷满香餐饮有限公司")
    assert {(rule, state) for rule, _, state, *_ in lines(shop["on"])} == {("W02", "bound"), ("RF021", "possible")}
    assert lines(shop["on"], ["W02"]) == {
        ("W02", "青禾县巷满香餐饮有限公司", "bound", "2026-05-10", "2027-05-10"),
        ("W02", "青禾县巷满香餐饮有限公司", "bound", "2026-09-02", None),
    }
    assert lines(shop["from"]) == set()
    repair = {
        way["earliest"]
        for each in shop["on"]
        if each["rule"] == "W02" and each["from"] == "2026-05-10"
        for way in each["lifts_when"]
        if way["kind"] == "repair"
    }
    assert repair == {"2026-08-10"}
    food = [each for each in county.shown("青禾县巷满香餐饮有限公司")["decisions"] if each["kind"] == "Penalty"]
    assert len(food) == 4
    nothing(county, "蒋巷生", "倪红霞")


def test_14_the_third_food_penalty_within_a_year_is_a_lead(county: County) -> None:
    """食品安全法 134: three within a year from 2025-11-28; the warning on the spot rests on another law. A lead, never a measure."""
    asked = f"/v1/subjects/{county.id_of('青禾县巷满香餐饮有限公司')}/warnings"
    told = county.http(asked, as_of=TODAY)["data"]
    alerts = {each["pattern"]: (each["k"], each["n"], each["from"], each["until"]) for each in told["alerts"]}
    assert alerts["P02"] == (3, 3, "2026-09-02", "2026-11-28")
    assert alerts["P15"] == (3, 3, "2026-09-02", "2026-11-28")
    assert alerts["P16"] == (4, 3, "2026-07-03", "2028-05-10")
    (lead,) = (each for each in told["alerts"] if each["pattern"] == "P02")
    assert [each["record"]["name"] for each in lead["records"]] == [
        "青市监处罚〔2025〕120号",
        "青市监处罚〔2026〕33号",
        "青市监处罚〔2026〕71号",
    ]
    assert lead["number"] == "official" and all(each["evidence"] for each in lead["records"])
    assert county.shell("warnings", "青禾县巷满香餐饮有限公司", "--as-of", TODAY)["data"]["alerts"] == told["alerts"]
    near = {each["pattern"]: each["until"] for each in county.http(asked, as_of="2026-11-28")["data"]["near"]}
    assert near["P02"] == "2027-05-09"
    assert {each["rule"] for each in county.measures("青禾县巷满香餐饮有限公司")["on"]} == {"W02", "RF021"}


def test_14_the_ledger_names_the_restaurant_and_no_person(county: County) -> None:
    told = county.http("/v1/ledger", as_of=TODAY)["data"]
    assert [entry["subject"]["name"] for entry in told["entries"]] == ["青禾县巷满香餐饮有限公司"]
    assert {each["pattern"] for entry in told["entries"] for each in entry["alerts"]} == {"P15", "P16", "P17"}
    assert county.http("/v1/ledger", as_of="2026-07-02")["data"]["entries"] == []
