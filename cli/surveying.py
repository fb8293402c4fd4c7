"""The projection: building it, and the survey of the whole graph from it."""

import time

from cli.sheets import Sheet, write
from credit.errors import BadParameter, StoreMissing
from credit.periods import day_of
from graph.opening import open_projected
from graph.projection.folder import mapped, size_of
from graph.projection.overlay import nothing_changed
from graph.projection.telling import Current, linked_risk
from graph.projection.whole import Ranked, survey
from inquiry.asking.days import today
from inquiry.rulebook import read_rulebook
from inquiry.settings import HomeSettings
from reasoning.linked_risk import leads_of


def build_and_tell() -> None:
    """Builds the arrays, asks them once so that the kernels lie compiled on disk, and prints what was made."""
    started = time.perf_counter()
    store = open_projected(HomeSettings().home, create=False)
    try:
        folder = store.build()
    finally:
        store.close()
    base, size = mapped(folder), sum(size_of(folder).values())
    if base.nodes:
        leads = leads_of(read_rulebook(HomeSettings().rules_overlay).catalogue.policies["default"])
        linked_risk(Current(base, nothing_changed(base)), leads, base.names.of(0), today(), 1, 1)
    per = size / base.relations if base.relations else 0.0
    print(f"事务 {base.transaction}:{base.nodes:,} 个节点,{base.relations:,} 条关系,{size / 1e6:,.1f} MB(每条 {per:.1f} 字节)")
    print(f"用时 {time.perf_counter() - started:.1f} 秒 → {folder.name}")


def survey_and_tell(as_of: str | None, policy: str, most: int) -> None:
    """Prints components, hubs and the parties around which adverse facts weigh most. Ids only: names are asked one at a time."""
    home = HomeSettings()
    policies = read_rulebook(home.rules_overlay).catalogue.policies
    if policy not in policies:
        raise BadParameter(f"没有名为“{policy}”的策略。Policies: {', '.join(sorted(policies))}.")
    day = day_of(as_of) if as_of else today(home.today)
    store = open_projected(home.home, create=False)
    try:
        with store.view() as view:
            now = store.current(view)
            if not isinstance(now, Current):
                raise StoreMissing("没有可用的投影,请先运行 xinmai graph build。Build the projection first.")
            found = survey(now, leads_of(policies[policy]), day, most)
    finally:
        store.close()
    if found is None:
        print("当日没有关系。No relation is in force on the day.")
        return
    print(f"连通分量 {found.components:,} 个,最大 {', '.join(f'{size:,}' for size in found.largest[:5])};孤立节点 {found.alone:,} 个")
    write([_sheet("枢纽 hubs", "关系数", found.hubs), _sheet("不良记录聚集处(线索) where adverse facts weigh", "权重", found.weighty)])


def _sheet(title: str, column: str, ranked: tuple[Ranked, ...]) -> Sheet:
    return Sheet(title, ("标识", column), [(each.id, f"{each.value:.6g}") for each in ranked])
