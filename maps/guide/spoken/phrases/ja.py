"""Japanese."""

from __future__ import annotations

from maps.guide.spoken.phrases.table import Phrases


def _plural(_count: float) -> str:
    return "other"


JAPANESE = Phrases(
    turn={
        "uturn": "Uターン",
        "sharp right": "大きく右折",
        "right": "右折",
        "slight right": "斜め右方向",
        "straight": "直進",
        "slight left": "斜め左方向",
        "left": "左折",
        "sharp left": "大きく左折",
    },
    fork={"left": "分岐を左方向", "right": "分岐を右方向", "straight": "分岐を直進"},
    merge={"left": "左に合流", "right": "右に合流", "straight": "合流"},
    on_ramp={"left": "左側の入口へ", "right": "右側の入口へ", "straight": "入口へ"},
    off_ramp={"left": "左側の出口へ", "right": "右側の出口へ", "straight": "出口へ"},
    numbered_exit="{exit}番出口へ",
    end_of_road="突き当たりを{action}",
    roundabout="ロータリー",
    enter_circle="{circle}に進入",
    circle_exit="{circle}を{ordinal}の出口へ",
    exit_circle="ロータリーを出る",
    roundabout_turn="ロータリーを{action}",
    ordinals=(
        "1番目",
        "2番目",
        "3番目",
        "4番目",
        "5番目",
        "6番目",
        "7番目",
        "8番目",
        "9番目",
        "10番目",
    ),
    proceed="道なりに進む",
    depart="{compass}へ進む",
    compass=("北", "北東", "東", "南東", "南", "南西", "西", "北西"),
    arrive={
        "": "目的地に到着",
        "straight": "目的地に到着",
        "left": "目的地は左側です",
        "right": "目的地は右側です",
        "stop": "経由地に到着",
        "near": "道路で目的地に最も近い地点です",
    },
    arriving={"": "目的地です", "stop": "経由地です", "near": "目的地に最も近い道路上の地点です"},
    with_road="{action}、{road}",
    toward="{destination}方面",
    then="{first}、その先{second}",
    in_distance="{distance}先、{action}",
    follow_for="この先{distance}、道なりです",
    units={
        "metre": {"other": "メートル"},
        "kilometre": {"other": "キロ"},
        "foot": {"other": "フィート"},
        "mile": {"other": "マイル"},
    },
    quarter_mile="4分の1マイル",
    half_mile="半マイル",
    full_stop="。",
    plural=_plural,
)
