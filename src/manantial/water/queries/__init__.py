"""Questions about water: how systems stand, what was measured, what was reported, and figures with their rivals."""

from manantial.water.queries.chlorine import (
    MonthSheet,
    chlorine_rows,
    double_readings,
    last_reading,
    month_sheet,
    reading_facts,
)
from manantial.water.queries.community import water
from manantial.water.queries.figures import FigureView, IndicatorView, indicator_view, indicator_views, indicators
from manantial.water.queries.service import (
    CommunityWater,
    community_water,
    failures,
    open_failures,
    service_of,
)
from manantial.water.queries.systems import SystemView, system_view, system_views, systems

__all__ = [
    "CommunityWater",
    "FigureView",
    "IndicatorView",
    "MonthSheet",
    "SystemView",
    "chlorine_rows",
    "community_water",
    "double_readings",
    "failures",
    "indicator_view",
    "indicator_views",
    "indicators",
    "last_reading",
    "month_sheet",
    "open_failures",
    "reading_facts",
    "service_of",
    "system_view",
    "system_views",
    "systems",
    "water",
]
