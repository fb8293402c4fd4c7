"""A list and an order of a court as they are written, and the same facts as structured tables."""

from pathlib import Path

from credit.identifiers import make_uscc
from tests.text.papers import CODE

FIRM = "青禾云杉建材有限公司"
AUTHORITY = make_uscc("1", "1", "379926", "MAQH0001")
NUMBER = "青市监处罚〔2026〕12号"
ORDER = f"""青禾县人民法院
限制消费令
(2026)鲁1521执77号
被执行人:{FIRM}
统一社会信用代码:{CODE}
法定代表人:王建华
本院于2026年4月4日立案执行李建国申请执行你单位买卖合同纠纷一案,因你单位未按执行通知书指定的期间履行生效法律文书确定的给付义务,
本院依照《中华人民共和国民事诉讼法》第二百六十六条的规定,对你单位采取限制消费措施,限制你单位及法定代表人王建华不得实施高消费行为。
青禾县人民法院
2026年5月6日"""
LISTING = f"""青禾县人力资源和社会保障局
列入拖欠农民工工资失信联合惩戒对象名单决定书
青人社列字〔2026〕3号
用人单位名称:{FIRM}
统一社会信用代码:{CODE}
法定代表人:王建华
经查,你单位拖欠23名农民工工资共计412300元,经本机关依法责令限期支付,逾期仍未支付。
根据《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第五条的规定,本机关决定将你单位列入拖欠农民工工资失信联合惩戒对象名单,列入期限三年。
青禾县人力资源和社会保障局
2026年6月7日"""
DEBTOR = f"""失信被执行人名单公告
被执行人姓名/名称:{FIRM}
统一社会信用代码:{CODE}
执行法院:青禾县人民法院
案号:(2026)鲁1521执77号
失信被执行人行为具体情形:违反财产报告制度
发布时间:2026年5月20日"""
CONVICTION = f"""青禾县人民法院
刑事判决书
(2026)鲁1521刑初9号
公诉机关:青禾县人民检察院
被告单位:{FIRM}
统一社会信用代码:{CODE}
被告人:王建华,系该公司法定代表人
依照《中华人民共和国刑法》第二百七十六条之一的规定,判决如下:
一、被告单位{FIRM}犯拒不支付劳动报酬罪,判处罚金人民币五万元;
二、被告人王建华犯拒不支付劳动报酬罪,判处有期徒刑一年,缓刑二年。
青禾县人民法院
2026年8月9日"""


def table(path: Path, row: dict[str, str]) -> Path:
    """A table of one row."""
    path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", "utf-8")
    return path


def penalty_table(folder: Path, fine: str = "6") -> Path:
    """The structured record of the decision, with the authority's code, and the fine in 万元."""
    row = {
        "行政相对人名称": FIRM,
        "行政相对人类别": "法人及非法人组织",
        "行政相对人代码_1(统一社会信用代码)": CODE,
        "行政处罚决定书文号": NUMBER,
        "处罚类别": "罚款",
        "处罚内容": "罚款",
        "罚款金额(万元)": fine,
        "处罚决定日期": "2026-04-01",
        "处罚机关": "青禾县市场监督管理局",
        "处罚机关统一社会信用代码": AUTHORITY,
    }
    return table(folder / "行政处罚.csv", row)


def order_table(folder: Path) -> Path:
    """The structured record of the order."""
    row = {
        "案号": "(2026)鲁1521执77号", "执行法院": "青禾县人民法院", "企业名称": FIRM, "统一社会信用代码": CODE,
        "限制消费人员姓名": "王建华", "责任身份": "法定代表人", "作出日期": "2026-05-06",
    }  # fmt: skip
    return table(folder / "限制消费令.csv", row)


def list_table(folder: Path) -> Path:
    """The structured record of the listing."""
    row = {"用人单位名称": FIRM, "统一社会信用代码": CODE, "违法事实": "拖欠工资", "列入日期": "2026-06-07"}
    return table(folder / "拖欠农民工工资.csv", row)
