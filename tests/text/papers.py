"""Papers for the tests: one invented decision, whole and in the forms of files."""

from pathlib import Path

from docx import Document

from credit.identifiers import make_uscc

CODE = make_uscc("9", "1", "379926", "MAQH9001")
DECISION = f"""青禾县市场监督管理局
行政处罚决定书
青市监处罚〔2026〕12号
当事人:青禾云杉建材有限公司
统一社会信用代码:{CODE}
法定代表人:王建华
住所:青禾县禾安路8号
2026年3月2日,本局执法人员检查时发现当事人销售的水泥不合格。货值金额9600元。
当事人的行为违反了《中华人民共和国产品质量法》第三十九条的规定。
依据《中华人民共和国产品质量法》第五十条“处违法生产、销售产品货值金额百分之五十以上三倍以下的罚款”的规定,决定处罚如下:
1.没收违法所得人民币壹仟贰佰元整;
2.罚款人民币伍万元整(¥50,000.00元)。
以上罚没款合计51200元。逾期不缴纳的,每日按罚款数额的百分之三加处罚款。
青禾县市场监督管理局
2026年4月1日"""


def as_docx(path: Path, text: str) -> Path:
    """Word: the head as a table, the rest as paragraphs."""
    document = Document()
    lines = text.split("\n")
    table = document.add_table(rows=0, cols=2)
    for line in lines:
        label, colon, value = line.partition(":")
        if colon and len(label) <= 8:
            row = table.add_row().cells
            row[0].text, row[1].text = label, value
        else:
            document.add_paragraph(line)
    document.save(str(path))
    return path


def as_html(path: Path, text: str) -> Path:
    """A web page of an office, in its own encoding."""
    rows = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    head = '<meta charset="gb2312"><style>p {margin:0}</style><script>var 罚款=1;</script>'
    page = f"<html><head>{head}</head><body><div>{rows}</div></body></html>"
    path.write_bytes(page.encode("gb18030"))
    return path


def as_pdf(path: Path, text: str) -> Path:
    """A PDF with text: a font of the standard Chinese collection, one line of the text a line."""
    shown = "".join(f"<{line.encode('gbk').hex()}> Tj T*\n" for line in text.split("\n"))
    stream = f"BT /F1 10 Tf 14 TL 40 800 Td\n{shown}ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    path.write_bytes(body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer)
    return path
