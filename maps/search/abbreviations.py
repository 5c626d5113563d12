"""What people type for the words of signs and addresses; both sides are folded."""

from __future__ import annotations

from maps.search.folding import joined, words

_TABLE = """
av: avenue avenida avinguda avenija
ave: avenue avenida
avda: avenida
al: aleja aleje allee
aly: alley
bd: boulevard
blvd: boulevard bulevar bulevardi
bvd: boulevard
boul: boulevard
bul: bulvar bulevar bulvarul
byp: bypass
c: calle carrer
cl: calle close
ch: chemin
che: chemin
cir: circle
cr: crescent
cres: crescent
crt: court
ct: court
ctr: center centre
cs: cours
ctra: carretera
crta: carretera
dr: drive doktor docteur doctor
drwy: driveway
esp: esplanade
expy: expressway
fwy: freeway
fbg: faubourg
fg: faubourg
g: gasse
gral: general
hbf: hauptbahnhof
bhf: bahnhof
bf: bahnhof
hts: heights
hwy: highway
imp: impasse
jct: junction
kv: korterstrasse
ln: lane
lge: grosse
mt: mount mont mountain
mte: monte
nam: namesti
nabr: nabrezi
num: numero
pk: park
pkwy: parkway
pky: parkway
pl: place platz plaza plac placa
plz: plaza platz
plza: plaza
pza: plaza piazza
pzza: piazza
pzla: plazuela
pg: passeig
pr: prospekt
prof: professor
psge: passage
pass: passage
ptge: passatge
pte: ponte puente porte
q: quai
qu: quai
r: rua rue
rd: road
rt: route
rte: route
rtda: rotunda rotonda
res: residence
sgt: sergeant sergent
sq: square
sta: santa
st: street saint sankt sint
ste: sainte suite
str: strasse strada straat street
strm: stream
tce: terrace
ter: terrace
terr: terrace
tr: travessa trida
trav: travesia travessa
trl: trail
tpke: turnpike
ul: ulitsa ulica ulice vulica vulitsa
vul: vulica vulitsa vulytsia
vl: via
vle: viale
v: via
wy: way
zw: zone
sh: shosse
nab: naberezhnaya
per: pereulok
pros: prospekt
n: north norte nord nordre
s: south sur sud san
e: east este est
w: west
ne: northeast
nw: northwest
se: southeast
sw: southwest
o: oeste ouest ost
ft: fort
gt: great
gd: grand
grd: grand
gde: grande
jr: junior
upr: upper
lwr: lower
univ: university universite universitat
hosp: hospital hopital
intl: international
apt: airport
aero: aeroport
nat: national
natl: national
gov: government
dept: department
mkt: market
bldg: building
hs: haus
pfr: pfarrer
gen: general
pres: president
presid: president
cdt: commandant
col: colonel
mal: marechal
cpt: captain capitaine
"""
_ORDINALS = """
first 1st erste 1 premier 1er premiere 1re primera 1a primero 1o
second 2nd zweite deuxieme 2e segunda 2a segundo 2o
third 3rd dritte troisieme 3e tercera 3a tercero 3o
fourth 4th vierte quatrieme 4e cuarta 4a
fifth 5th funfte cinquieme 5e quinta 5a
sixth 6th sechste sixieme 6e sexta 6a
seventh 7th siebte septieme 7e septima 7a
eighth 8th achte huitieme 8e octava 8a
ninth 9th neunte neuvieme 9e novena 9a
tenth 10th zehnte dixieme 10e decima 10a
eleventh 11th
twelfth 12th
thirteenth 13th
fourteenth 14th
fifteenth 15th
sixteenth 16th
seventeenth 17th
eighteenth 18th
nineteenth 19th
twentieth 20th
"""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ENDS = ("st", "nd", "rd", "th", "th", "th", "th", "th", "th")


def _alternatives() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}

    def means(typed: str, stands: str) -> None:
        if typed != stands:
            found.setdefault(typed, {})[stands] = None

    def folded(word: str) -> str:
        return joined([word]) if len(word) > 2 else word

    for line in _TABLE.split("\n"):
        typed, _, long_forms = line.partition(":")
        for long_form in long_forms.split():
            means(folded(typed), folded(long_form))
            means(folded(long_form), folded(typed))
    for line in _ORDINALS.split("\n"):
        row = [folded(word) for word in line.split()]
        for typed in row:
            for stands in row:
                if not stands.isdigit() and not typed.isdigit():
                    means(typed, stands)
    for ten, word in enumerate(_TENS, start=2):
        for unit, (ordinal, end) in enumerate(zip(_ONES, _ENDS, strict=True), start=1):
            means(folded(word + ordinal), f"{ten}{unit}{end}")
            means(f"{ten}{unit}{end}", folded(word + ordinal))
    for one, other in (("and", "und"), ("saint", "sankt"), ("great", "grand")):
        means(one, other)
        means(other, one)
    return {typed: tuple(stands) for typed, stands in found.items()}


ALTERNATIVES: dict[str, tuple[str, ...]] = _alternatives()
"""What else a folded word may stand for, whole words both."""

_LAST = {
    "st": "street", "str": "strasse", "ave": "avenu", "av": "avenu", "rd": "road", "ln": "lane",
    "dr": "drive",
    "blvd": "boulevard", "ct": "court", "pl": "place", "ter": "terrace", "hwy": "highway", "pkwy": "parkway",
    "cir": "circle", "sq": "square",
}  # fmt: skip


def street_key(name: str) -> tuple[str, ...]:
    """By which the street of an address is found among the streets: "Main St." and "Main Street" are one,
    as are "Landstr." and "Landstrasse", "Max-Planck-Straße" and "Max Planck Strasse"."""
    parts = list(words(name))
    if not parts:
        return ()
    last = _LAST.get(parts[-1], parts[-1])
    if last.endswith("str") and len(last) > 4:
        last += "asse"
    return ("".join((*parts[:-1], last)),)
