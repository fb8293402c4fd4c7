"""The error tree. Every error that a person can meet is one of these, and its message says what to do next.

XinmaiError
├── WrongUse                400  exit 2   the question itself is malformed
│   ├── BadIdentifier       400           an id that no scheme of ours accepts
│   ├── BadDay              400           a date that is none
│   ├── BadParameter        422           a value outside what is allowed
│   └── KeyReused           422           an idempotency key that was used for something else
├── Unauthenticated         401  exit 6   no key, or one that we do not know
├── NotPermitted            403  exit 6   the key lacks a right or a purpose
├── TooMany                 429  exit 6   more requests than the principal may make
├── UnderWay                409  exit 5   the same write is being done right now
├── NotFound                404  exit 3   the id is well-formed and names nothing here
│   └── Expired             410           it was here and its time is over
├── NotCovered              404  exit 4   no loaded source could have said anything about it
├── Ambiguous               409  exit 5   a name or number that several subjects share
├── LoadFailed              422  exit 2   a file that cannot be loaded as a whole
│   ├── UnknownSource                     no source definition fits the file
│   ├── UnreadableFile                    not the format that its name says
│   ├── MissingColumns                    the source's required columns are not all there
│   └── CountsOutOfRange                  fewer or more rows than the source may have
├── CannotPrint             503  exit 1   a library or font that a form of report needs is not installed
├── TimedOut                504  exit 1   the answer would take longer than the service allows
├── CatalogueFault          500  exit 1   a rule, policy or source definition that is not well-formed
└── StoreFault              500  exit 1
    ├── StoreBusy           503           another writer holds the lease
    ├── AuditFailed         503           the audit line could not be written, so there is no answer
    ├── StoreTooNew         500           written by a newer Xinmai
    ├── StoreMissing        503           there is no store yet
    ├── StoreUnreachable    503           the server that holds the store does not answer
    └── NotYetKnown         503           the transaction asked for has not arrived
"""

from collections.abc import Mapping, Sequence
from typing import Any


class XinmaiError(Exception):
    """The root. `detail` is for a person; `code` is stable and for programs; `extra` goes into the problem document."""

    status = 500
    exit_status = 1
    code = "error"
    title_zh = "内部错误"
    title_en = "Internal error"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra: Mapping[str, Any] = extra


class WrongUse(XinmaiError):
    """The question is malformed."""

    status, exit_status, code = 400, 2, "wrong_use"
    title_zh, title_en = "请求有误", "Wrong use"


class BadIdentifier(WrongUse):
    """The id is of no scheme that we accept; `detail` lists those that we do."""

    code = "bad_identifier"
    title_zh, title_en = "标识无效", "Bad identifier"


class BadDay(WrongUse):
    """Not a calendar day of the form 2026-03-01."""

    code = "bad_day"
    title_zh, title_en = "日期无效", "Bad date"


class BadParameter(WrongUse):
    """A parameter outside what is allowed; `detail` says what is."""

    status, code = 422, "bad_parameter"
    title_zh, title_en = "参数超出范围", "Bad parameter"


class KeyReused(WrongUse):
    """An idempotency key that came with another request before; every new write needs a new key."""

    status, code = 422, "idempotency_key_reused"
    title_zh, title_en = "幂等键已被使用", "Idempotency key reused"


class TooMany(XinmaiError):
    """More requests than the principal may make; `extra["retry_after"]` says after how many seconds there is room."""

    status, exit_status, code = 429, 6, "too_many_requests"
    title_zh, title_en = "请求过多", "Too many requests"


class UnderWay(XinmaiError):
    """The write of this idempotency key has begun and not ended; ask again in a moment."""

    status, exit_status, code = 409, 5, "under_way"
    title_zh, title_en = "正在办理", "Under way"


class Unauthenticated(XinmaiError):
    """No API key, or one that is unknown or expired."""

    status, exit_status, code = 401, 6, "unauthenticated"
    title_zh, title_en = "未认证", "Unauthenticated"


class NotPermitted(XinmaiError):
    """The caller lacks the right or the purpose that `detail` names."""

    status, exit_status, code = 403, 6, "not_permitted"
    title_zh, title_en = "无权限", "Not permitted"


class NotFound(XinmaiError):
    """A well-formed id that names nothing in this store."""

    status, exit_status, code = 404, 3, "not_found"
    title_zh, title_en = "未找到", "Not found"


class Expired(NotFound):
    """A file that was kept for a time, which is over; what it told is still on record."""

    status, code = 410, "expired"
    title_zh, title_en = "已过保存期", "Expired"


class NotCovered(XinmaiError):
    """No loaded source covers the question; silence would be read as innocence."""

    status, exit_status, code = 404, 4, "not_covered"
    title_zh, title_en = "未覆盖", "Not covered"


class Ambiguous(XinmaiError):
    """Several subjects fit; `extra["candidates"]` lists them."""

    status, exit_status, code = 409, 5, "ambiguous"
    title_zh, title_en = "指代不明", "Ambiguous"

    def __init__(self, detail: str, candidates: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(detail, candidates=list(candidates))


class LoadFailed(XinmaiError):
    """Nothing of the file was published; `detail` says what to mend."""

    status, exit_status, code = 422, 2, "load_failed"
    title_zh, title_en = "装载失败", "Load failed"


class UnknownSource(LoadFailed):
    """No source definition fits the file's headers."""

    code = "unknown_source"
    title_zh, title_en = "来源未知", "Unknown source"


class UnreadableFile(LoadFailed):
    """The file is not what its name says."""

    code = "unreadable_file"
    title_zh, title_en = "文件无法读取", "Unreadable file"


class MissingColumns(LoadFailed):
    """Required columns are missing; `extra["missing"]` names them in Chinese."""

    code = "missing_columns"
    title_zh, title_en = "缺少必填列", "Missing columns"


class CountsOutOfRange(LoadFailed):
    """The file has fewer or more rows than its source may have."""

    code = "counts_out_of_range"
    title_zh, title_en = "行数超出预期", "Counts out of range"


class CannotPrint(XinmaiError):
    """What a report is printed with is not on this machine; `detail` says what to install."""

    status, code = 503, "cannot_print"
    title_zh, title_en = "无法打印", "Cannot print"


class TimedOut(XinmaiError):
    """The question took longer than is allowed and was stopped; nothing was written."""

    status, code = 504, "timed_out"
    title_zh, title_en = "超过时限", "Timed out"


class CatalogueFault(XinmaiError):
    """A rule, policy or source definition is not well-formed; `detail` names the file and the field."""

    code = "catalogue_fault"
    title_zh, title_en = "目录定义有误", "Catalogue fault"


class StoreFault(XinmaiError):
    """The store cannot serve."""

    code = "store_fault"
    title_zh, title_en = "存储故障", "Store fault"


class StoreBusy(StoreFault):
    """Another writer holds the lease; try again after `extra["retry_after"]` seconds."""

    status, code = 503, "store_busy"
    title_zh, title_en = "存储繁忙", "Store busy"


class AuditFailed(StoreFault):
    """The audit line could not be written: without it no answer leaves."""

    status, code = 503, "audit_failed"
    title_zh, title_en = "无法留痕", "Audit failed"


class StoreTooNew(StoreFault):
    """The store was written by a newer Xinmai; upgrade the program, not the store."""

    code = "store_too_new"
    title_zh, title_en = "存储版本过新", "Store too new"


class StoreMissing(StoreFault):
    """There is no store at the place that the settings name; load something first."""

    status, code = 503, "store_missing"
    title_zh, title_en = "尚无数据", "No store yet"


class StoreUnreachable(StoreFault):
    """The server that holds the store does not answer; check that it runs and what the settings name."""

    status, code = 503, "store_unreachable"
    title_zh, title_en = "存储无应答", "Store unreachable"


class NotYetKnown(StoreFault):
    """The transaction asked for has not arrived here yet."""

    status, code = 503, "not_yet_known"
    title_zh, title_en = "数据尚未到达", "Not yet known"
