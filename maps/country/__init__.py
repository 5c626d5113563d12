"""Countries and states: where they lie, on which side one drives, how limits are signed, what the law allows.

    areas     `Areas.load().rows_of(lat_deg, lon_deg)` for many positions, `.area_of(position)` for one
    limits    `law_of(code)`: speed limits where no sign stands, by kind of road (legal_limits.txt)

An `Area` has its ISO 3166 `code` ("DE", "GB-SCT", "US-CA"), its `country` ("DE", "GB", "US"), `left_hand`,
`speed_unit` ("km/h" or "mph"), `height_unit` ("m" or "ft") and `limit_sign` (how its speed limit signs look).

areas.npz is baked by maps.build.areas, which names the packages that it is made of. Borders, sides and
units are of country-coder, whose notice is in NOTICE; states of the United States are of us-atlas (the
Census Bureau's outlines, in the public domain, ISC); regions of Australia, Belgium and Canada are those of
the nearest town of GeoNames (geonames.org, CC BY 4.0).
"""
