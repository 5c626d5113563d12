"""Positions as people write and paste them: text, latitude, longitude."""

from __future__ import annotations

LAT, LON = 47.1410, 9.5209

_TEXTS = """
47.1410, 9.5209
47.1410 9.5209
47.1410,9.5209
(47.1410, 9.5209)
[47.1410, 9.5209]
47.1410;9.5209
47.1410/9.5209
47.1410 | 9.5209
47,1410 9,5209
47,1410; 9,5209
47,1410, 9,5209
47.1410° 9.5209°
47.1410°N 9.5209°E
47.1410 N, 9.5209 E
N 47.1410 E 9.5209
N47.1410, E9.5209
N47.1410° E9.5209°
47.1410N 9.5209E
9.5209 E, 47.1410 N
E 9.5209 N 47.1410
47°08'27.6"N 9°31'15.2"E
47° 08' 27.6" N, 9° 31' 15.2" E
47°08′27.6″N 9°31′15.2″E
47° 8' 27.6'' N 9° 31' 15.2'' E
47º08'27.6"N 9º31'15.2"E
47°08’27.6”N 9°31’15.2”E
47°8'27.6" 9°31'15.2"
47 08 27.6 N 9 31 15.2 E
47 08 27.6, 9 31 15.2
N 47° 08.460' E 9° 31.254'
47°08.460'N 9°31.254'E
47 08.460, 9 31.254
N47 08.460 E009 31.254
47:08:27.6N 9:31:15.2E
47d08m27.6s N 9d31m15.2s E
lat 47.1410 lon 9.5209
lat: 47.1410, lng: 9.5209
latitude=47.1410 longitude=9.5209
Lat. 47.1410 Long. 9.5209
47.1410 Nord 9.5209 Ost
47.1410 north 9.5209 east
47.1410 Nord, 9.5209 Est
47.1410 norte 9.5209 este
北緯47.1410度 東経9.5209度
北緯47度8分27.6秒 東経9度31分15.2秒
٤٧٫١٤١٠، ٩٫٥٢٠٩
47.1410 شمالا 9.5209 شرقا
+47.1410 +9.5209
+47.1410+9.5209/
geo:47.1410,9.5209
geo:47.1410,9.5209?z=17
geo:0,0?q=47.1410,9.5209(Vaduz)
google.navigation:q=47.1410,9.5209
https://www.google.com/maps/@47.1410,9.5209,15z
https://www.google.com/maps/place/Vaduz/@47.0,9.0,15z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d47.1410!4d9.5209
https://maps.google.com/?q=47.1410,9.5209
https://www.google.com/maps?q=loc:47.1410,9.5209
https://www.google.com/maps/search/?api=1&query=47.1410%2C9.5209
https://www.google.com/maps/dir/?api=1&destination=47.1410,9.5209
https://maps.apple.com/?ll=47.1410,9.5209&q=Vaduz
https://maps.apple.com/?daddr=47.1410,9.5209
https://www.openstreetmap.org/?mlat=47.1410&mlon=9.5209#map=16/47.0/9.0
https://www.openstreetmap.org/#map=16/47.1410/9.5209
https://waze.com/ul?ll=47.1410,9.5209&navigate=yes
https://www.waze.com/live-map/directions?to=ll.47.1410%2C9.5209
https://www.bing.com/maps?cp=47.1410~9.5209&lvl=15
https://share.here.com/l/47.1410,9.5209,Vaduz?z=16
https://wego.here.com/?map=47.1410,9.5209,15,normal
https://yandex.com/maps/?ll=9.5209%2C47.1410&z=15
https://yandex.ru/maps/?pt=9.5209,47.1410&z=15
https://map.baidu.com/?latlng=47.1410,9.5209
https://osmand.net/go?lat=47.1410&lon=9.5209&z=15
https://www.komoot.com/plan/@47.1410,9.5209,15z
https://mapy.cz/zakladni?x=9.5209&y=47.1410&z=15
Meet me at 8FVF4GRC+C9
8FVF4GRC+C9
8fvf4grc+c9
https://plus.codes/8FVF4GRC+C9
"""

NOTATIONS: tuple[tuple[str, float, float], ...] = (
    *((text, LAT, LON) for text in _TEXTS.strip().split("\n")),
    ("33.8688 S, 151.2093 E", -33.8688, 151.2093),
    ("-33.8688, 151.2093", -33.8688, 151.2093),
    ("−33,8688 151,2093", -33.8688, 151.2093),
    ("40°41′21″N 74°02′40″O", 40.689167, 74.044444),
    # Said near the Alps: east in German, and nearer than the other.
    ("https://osm.org/go/0EEQjE--", 51.5107727, 0.0549316),
)
