"""Arabic."""

from __future__ import annotations

from maps.guide.spoken.phrases.table import Phrases


def _plural(count: float) -> str:
    """CLDR: hundreds take the singular, 3 to 10 the plural, 11 to 99 the accusative singular."""
    if count != int(count):
        return "other"
    last_two = int(count) % 100
    if count in (1, 2):
        return "one" if count == 1 else "two"
    if 3 <= last_two <= 10:
        return "few"
    return "many" if last_two >= 11 else "other"


ARABIC = Phrases(
    turn={
        "uturn": "استدر للخلف",
        "sharp right": "انعطف يمينًا بشكل حاد",
        "right": "انعطف يمينًا",
        "slight right": "انعطف قليلًا نحو اليمين",
        "straight": "تابع مباشرة",
        "slight left": "انعطف قليلًا نحو اليسار",
        "left": "انعطف يسارًا",
        "sharp left": "انعطف يسارًا بشكل حاد",
    },
    fork={"left": "الزم اليسار", "right": "الزم اليمين", "straight": "الزم الوسط"},
    merge={"left": "اندمج يسارًا", "right": "اندمج يمينًا", "straight": "اندمج مع الطريق"},
    on_ramp={
        "left": "خذ المدخل على اليسار",
        "right": "خذ المدخل على اليمين",
        "straight": "خذ المدخل",
    },
    off_ramp={
        "left": "خذ المخرج على اليسار",
        "right": "خذ المخرج على اليمين",
        "straight": "خذ المخرج",
    },
    numbered_exit="خذ المخرج {exit}",
    end_of_road="عند نهاية الطريق {action}",
    roundabout="الدوار",
    enter_circle="ادخل {circle}",
    circle_exit="عند {circle} خذ المخرج {ordinal}",
    exit_circle="اخرج من الدوار",
    roundabout_turn="عند الدوار {action}",
    ordinals=(
        "الأول",
        "الثاني",
        "الثالث",
        "الرابع",
        "الخامس",
        "السادس",
        "السابع",
        "الثامن",
        "التاسع",
        "العاشر",
    ),
    proceed="تابع",
    depart="اتجه نحو {compass}",
    compass=(
        "الشمال",
        "الشمال الشرقي",
        "الشرق",
        "الجنوب الشرقي",
        "الجنوب",
        "الجنوب الغربي",
        "الغرب",
        "الشمال الغربي",
    ),
    arrive={
        "": "لقد وصلت إلى وجهتك",
        "straight": "لقد وصلت إلى وجهتك",
        "left": "وجهتك على اليسار",
        "right": "وجهتك على اليمين",
        "stop": "لقد وصلت إلى محطتك",
        "near": "هذه أقرب نقطة إلى وجهتك يصل إليها الطريق",
    },
    arriving={
        "": "ستصل إلى وجهتك",
        "stop": "ستصل إلى محطتك",
        "near": "ستصل إلى أقرب نقطة من وجهتك يصل إليها الطريق",
    },
    with_road="{action} إلى {road}",
    toward="باتجاه {destination}",
    then="{first}، ثم {second}",
    in_distance="بعد {distance}، {action}",
    follow_for="تابع على هذا الطريق لمسافة {distance}",
    units={
        "metre": {"one": "متر", "two": "مترين", "few": "أمتار", "many": "مترًا", "other": "متر"},
        "kilometre": {
            "one": "كيلومتر",
            "two": "كيلومترين",
            "few": "كيلومترات",
            "many": "كيلومترًا",
            "other": "كيلومتر",
        },
        "foot": {"one": "قدم", "two": "قدمين", "few": "أقدام", "many": "قدمًا", "other": "قدم"},
        "mile": {"one": "ميل", "two": "ميلين", "few": "أميال", "many": "ميلًا", "other": "ميل"},
    },
    quarter_mile="ربع ميل",
    half_mile="نصف ميل",
    decimal_separator="٫",
    plural=_plural,
)
