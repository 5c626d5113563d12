<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Alerts</name>
  <message>
   <source>Destination</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>It is set aside. Please install it again.</source>
   <translation>Sie wird nicht mehr benutzt. Bitte neu installieren.</translation>
  </message>
  <message>
   <source>It keeps failing to load. Please install it again.</source>
   <translation>Das Lesen schlägt immer wieder fehl. Bitte neu installieren.</translation>
  </message>
  <message>
   <source>Navigate</source>
   <translation>Hinfahren</translation>
  </message>
  <message>
   <source>No data from the car</source>
   <translation>Keine Werte vom Fahrzeug</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>Nicht ausgeführt</translation>
  </message>
  <message>
   <source>Sent from a phone</source>
   <translation>Von einem Telefon gesendet</translation>
  </message>
  <message>
   <source>Sent from a phone, by way of {names}</source>
   <translation>Von einem Telefon gesendet, über {names}</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>The map {name} cannot be read</source>
   <translation>Die Karte {name} lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>The map {name} is damaged</source>
   <translation>Die Karte {name} ist beschädigt</translation>
  </message>
  <message>
   <source>The screen shows dashes until they are back.</source>
   <translation>Bis sie wieder da sind, zeigt der Bildschirm Striche.</translation>
  </message>
 </context>
 <context>
  <name>ArrivalCard</name>
  <message>
   <source>Destination</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>You have arrived</source>
   <translation>Sie sind angekommen</translation>
  </message>
 </context>
 <context>
  <name>ArrivalRow</name>
  <message>
   <source>%1 on arrival</source>
   <translation>%1 bei Ankunft</translation>
  </message>
  <message>
   <source>Arrival %1, %2, %3</source>
   <translation>Ankunft %1, %2, %3</translation>
  </message>
 </context>
 <context>
  <name>AvoidSheet</name>
  <message>
   <source>Allowed</source>
   <translation>Erlaubt</translation>
  </message>
  <message>
   <source>Avoid</source>
   <translation>Vermeiden</translation>
  </message>
  <message>
   <source>Avoided</source>
   <translation>Vermieden</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Ferries</source>
   <translation>Fähren</translation>
  </message>
  <message>
   <source>Motorways</source>
   <translation>Autobahnen</translation>
  </message>
  <message>
   <source>Tolls</source>
   <translation>Maut</translation>
  </message>
  <message>
   <source>Unpaved roads</source>
   <translation>Unbefestigte Straßen</translation>
  </message>
 </context>
 <context>
  <name>BrowseBar</name>
  <message>
   <source>Drive home</source>
   <translation>Nach Hause fahren</translation>
  </message>
  <message>
   <source>Drive to work</source>
   <translation>Zur Arbeit fahren</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>Wohin?</translation>
  </message>
 </context>
 <context>
  <name>Car</name>
  <message>
   <source>12 V battery</source>
   <translation>12-V-Batterie</translation>
  </message>
  <message>
   <source>Air filter</source>
   <translation>Luftfilter</translation>
  </message>
  <message>
   <source>All doors unlocked</source>
   <translation>Alle Türen entriegelt</translation>
  </message>
  <message>
   <source>All locked</source>
   <translation>Alles verriegelt</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Beam</source>
   <translation>Abblenden</translation>
  </message>
  <message>
   <source>Below 70 % of new: ask about the warranty before it ends</source>
   <translation>Unter 70 % von neu: vor Ablauf nach der Garantie fragen</translation>
  </message>
  <message>
   <source>Bonnet open</source>
   <translation>Motorhaube offen</translation>
  </message>
  <message>
   <source>Boot open</source>
   <translation>Kofferraum offen</translation>
  </message>
  <message>
   <source>Cabin filter</source>
   <translation>Innenraumfilter</translation>
  </message>
  <message>
   <source>Coolant</source>
   <translation>Kühlmittel</translation>
  </message>
  <message>
   <source>Counted from the day on which it is changed</source>
   <translation>Gezählt ab dem Tag des Wechsels</translation>
  </message>
  <message>
   <source>Engine oil</source>
   <translation>Motoröl</translation>
  </message>
  <message>
   <source>Fill all four tyres cold, to the pressure on the door</source>
   <translation>Alle vier Reifen kalt auf den Druck am Türrahmen füllen</translation>
  </message>
  <message>
   <source>Front brake pads</source>
   <translation>Bremsbeläge vorne</translation>
  </message>
  <message>
   <source>Front left</source>
   <translation>Vorne links</translation>
  </message>
  <message>
   <source>Front left tyre leaks</source>
   <translation>Reifen vorne links verliert Luft</translation>
  </message>
  <message>
   <source>Front right</source>
   <translation>Vorne rechts</translation>
  </message>
  <message>
   <source>Front right tyre leaks</source>
   <translation>Reifen vorne rechts verliert Luft</translation>
  </message>
  <message>
   <source>Have it read out by a workshop.</source>
   <translation>In einer Werkstatt auslesen lassen.</translation>
  </message>
  <message>
   <source>Inspection</source>
   <translation>Hauptuntersuchung</translation>
  </message>
  <message>
   <source>Lock status unknown</source>
   <translation>Schlösser derzeit unbekannt</translation>
  </message>
  <message>
   <source>Mon – Fri</source>
   <translation>Mo – Fr</translation>
  </message>
  <message>
   <source>New tyres</source>
   <translation>Neue Reifen</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>Otherwise: a flat tyre on the road</source>
   <translation>Sonst: ein platter Reifen unterwegs</translation>
  </message>
  <message>
   <source>Otherwise: a smeared view in the rain</source>
   <translation>Sonst: verschmierte Sicht bei Regen</translation>
  </message>
  <message>
   <source>Otherwise: corrosion, and an engine that overheats</source>
   <translation>Sonst: Korrosion und ein überhitzter Motor</translation>
  </message>
  <message>
   <source>Otherwise: less power, more consumption</source>
   <translation>Sonst: weniger Leistung, mehr Verbrauch</translation>
  </message>
  <message>
   <source>Otherwise: more wear, more consumption, longer braking</source>
   <translation>Sonst: mehr Verschleiß und Verbrauch, längerer Bremsweg</translation>
  </message>
  <message>
   <source>Otherwise: one morning the car does not start</source>
   <translation>Sonst: eines Morgens springt das Auto nicht an</translation>
  </message>
  <message>
   <source>Otherwise: stale air and misted windows</source>
   <translation>Sonst: stickige Luft und beschlagene Scheiben</translation>
  </message>
  <message>
   <source>Otherwise: the car may not be driven</source>
   <translation>Sonst: das Auto darf nicht mehr fahren</translation>
  </message>
  <message>
   <source>Otherwise: the discs have to be changed too</source>
   <translation>Sonst: auch die Scheiben müssen neu</translation>
  </message>
  <message>
   <source>Otherwise: the engine wears faster</source>
   <translation>Sonst: der Motor verschleißt schneller</translation>
  </message>
  <message>
   <source>Otherwise: the warranty may end</source>
   <translation>Sonst: die Garantie kann erlöschen</translation>
  </message>
  <message>
   <source>Otherwise: too little grip in the wet</source>
   <translation>Sonst: zu wenig Haftung bei Nässe</translation>
  </message>
  <message>
   <source>Parking</source>
   <translation>Standlicht</translation>
  </message>
  <message>
   <source>Rear brake pads</source>
   <translation>Bremsbeläge hinten</translation>
  </message>
  <message>
   <source>Rear left</source>
   <translation>Hinten links</translation>
  </message>
  <message>
   <source>Rear left tyre leaks</source>
   <translation>Reifen hinten links verliert Luft</translation>
  </message>
  <message>
   <source>Rear right</source>
   <translation>Hinten rechts</translation>
  </message>
  <message>
   <source>Rear right tyre leaks</source>
   <translation>Reifen hinten rechts verliert Luft</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Wartung</translation>
  </message>
  <message>
   <source>Software {version}</source>
   <translation>Software {version}</translation>
  </message>
  <message>
   <source>Tell the workshop: change the coolant</source>
   <translation>Für die Werkstatt: Kühlmittel wechseln</translation>
  </message>
  <message>
   <source>Tell the workshop: inspection</source>
   <translation>Für die Werkstatt: Hauptuntersuchung</translation>
  </message>
  <message>
   <source>Tell the workshop: load test of the 12 V battery</source>
   <translation>Für die Werkstatt: Belastungstest der 12-V-Batterie</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the traction battery’s capacity</source>
   <translation>Für die Werkstatt: Kapazität der Antriebsbatterie messen</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the tread of all tyres</source>
   <translation>Für die Werkstatt: Profil aller Reifen messen</translation>
  </message>
  <message>
   <source>Tell the workshop: new wiper blades</source>
   <translation>Für die Werkstatt: neue Wischerblätter</translation>
  </message>
  <message>
   <source>Tell the workshop: oil and oil filter</source>
   <translation>Für die Werkstatt: Öl und Ölfilter</translation>
  </message>
  <message>
   <source>Tell the workshop: pads of this axle, measure the discs too</source>
   <translation>Für die Werkstatt: Beläge dieser Achse, auch die Scheiben messen</translation>
  </message>
  <message>
   <source>Tell the workshop: service as the car asks for it</source>
   <translation>Für die Werkstatt: Wartung nach Anzeige des Autos</translation>
  </message>
  <message>
   <source>Tell the workshop: the cabin filter</source>
   <translation>Für die Werkstatt: Innenraumfilter</translation>
  </message>
  <message>
   <source>Tell the workshop: the engine’s air filter</source>
   <translation>Für die Werkstatt: Luftfilter des Motors</translation>
  </message>
  <message>
   <source>Tell the workshop: this tyre loses air, look for a nail, test the valve</source>
   <translation>Für die Werkstatt: Reifen verliert Luft, nach Nagel suchen, Ventil prüfen</translation>
  </message>
  <message>
   <source>The car does not report fault codes</source>
   <translation>Das Auto nennt seine Fehlercodes nicht</translation>
  </message>
  <message>
   <source>Traction battery</source>
   <translation>Antriebsbatterie</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Reifendruck</translation>
  </message>
  <message>
   <source>Unknown fault</source>
   <translation>Unbekannter Fehler</translation>
  </message>
  <message>
   <source>Wiper blades</source>
   <translation>Wischerblätter</translation>
  </message>
  <message>
   <source>after 12 months</source>
   <translation>nach 12 Monaten</translation>
  </message>
  <message>
   <source>in {first} – 12+ months</source>
   <translation>in {first} – 12+ Monaten</translation>
  </message>
  <message>
   <source>in {first} – {last} days</source>
   <translation>in {first} – {last} Tagen</translation>
  </message>
  <message>
   <source>in {first} – {last} months</source>
   <translation>in {first} – {last} Monaten</translation>
  </message>
  <message>
   <source>not enough data yet</source>
   <translation>noch zu wenig Daten</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>while plugged in</source>
   <translation>wenn angesteckt</translation>
  </message>
  <message>
   <source>{count} doors unlocked</source>
   <translation>{count} Türen entriegelt</translation>
  </message>
  <message>
   <source>{door} open</source>
   <translation>{door} offen</translation>
  </message>
  <message>
   <source>{door} unlocked</source>
   <translation>{door} entriegelt</translation>
  </message>
 </context>
 <context>
  <name>CarScreen</name>
  <message>
   <source>%1: lock not known</source>
   <translation>%1: Schloss unbekannt</translation>
  </message>
  <message>
   <source>%1: locked</source>
   <translation>%1: verriegelt</translation>
  </message>
  <message>
   <source>%1: unlocked</source>
   <translation>%1: entriegelt</translation>
  </message>
  <message>
   <source>Clear faults</source>
   <translation>Fehler löschen</translation>
  </message>
  <message>
   <source>Climate %1</source>
   <translation>Klima %1</translation>
  </message>
  <message>
   <source>Climate schedule</source>
   <translation>Klima-Zeitplan</translation>
  </message>
  <message>
   <source>Done today</source>
   <translation>Heute erledigt</translation>
  </message>
  <message>
   <source>Lights</source>
   <translation>Licht</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>Verriegeln</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Wartung</translation>
  </message>
  <message>
   <source>Not enough data from the car yet.</source>
   <translation>Das Fahrzeug hat noch nicht genug gemeldet.</translation>
  </message>
  <message>
   <source>Requested…</source>
   <comment>the car to lock or unlock</comment>
   <translation>Angefragt…</translation>
  </message>
  <message>
   <source>Unlock all</source>
   <translation>Entriegeln</translation>
  </message>
  <message>
   <source>next 12 months</source>
   <translation>nächste 12 Monate</translation>
  </message>
 </context>
 <context>
  <name>ChargePlan</name>
  <message>
   <source>Charge to</source>
   <translation>Laden bis</translation>
  </message>
  <message>
   <source>Departure</source>
   <translation>Abfahrt</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Edit</source>
   <comment>the charge plan</comment>
   <translation>Ändern</translation>
  </message>
 </context>
 <context>
  <name>ChargingStop</name>
  <message>
   <source>Around here</source>
   <translation>In der Nähe</translation>
  </message>
  <message>
   <source>Coffee</source>
   <translation>Kaffee</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>Fahrt</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Essen</translation>
  </message>
  <message>
   <source>Looking around</source>
   <translation>Suche in der Nähe</translation>
  </message>
  <message>
   <source>Nothing like that within a 15-minute walk.</source>
   <translation>Nichts dergleichen innerhalb einer Viertelstunde zu Fuß.</translation>
  </message>
  <message>
   <source>Plugged in</source>
   <translation>Eingesteckt</translation>
  </message>
  <message>
   <source>Shops</source>
   <translation>Läden</translation>
  </message>
  <message>
   <source>Sights</source>
   <translation>Sehenswertes</translation>
  </message>
  <message>
   <source>The car’s position is unknown.</source>
   <translation>Es ist nicht bekannt, wo das Auto steht.</translation>
  </message>
  <message>
   <source>Toilets</source>
   <translation>WC</translation>
  </message>
  <message>
   <source>charged here</source>
   <translation>hier geladen</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>geschlossen</translation>
  </message>
  <message>
   <source>closed today</source>
   <translation>heute geschlossen</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>Verbrauch</translation>
  </message>
  <message>
   <source>driven</source>
   <translation>gefahren</translation>
  </message>
  <message>
   <source>highest speed</source>
   <translation>Höchsttempo</translation>
  </message>
  <message>
   <source>holidays</source>
   <translation>Feiertage</translation>
  </message>
  <message>
   <source>mean speed</source>
   <translation>Durchschnitt</translation>
  </message>
  <message>
   <source>on the road</source>
   <translation>unterwegs</translation>
  </message>
  <message>
   <source>open</source>
   <translation>geöffnet</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>geöffnet bis {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>öffnet um {time}</translation>
  </message>
  <message>
   <source>recovered by braking</source>
   <translation>zurückgewonnen</translation>
  </message>
  <message>
   <source>{energy} charged</source>
   <translation>{energy} geladen</translation>
  </message>
  <message>
   <source>{minutes} on foot</source>
   <translation>{minutes} zu Fuß</translation>
  </message>
  <message>
   <source>{percent} at {time}</source>
   <translation>{percent} um {time}</translation>
  </message>
 </context>
 <context>
  <name>ChargingStops</name>
  <message>
   <source>Add charging stops</source>
   <translation>Ladestopps hinzufügen</translation>
  </message>
  <message>
   <source>Charging on the way</source>
   <translation>Laden unterwegs</translation>
  </message>
  <message>
   <source>Charging station</source>
   <translation>Ladestation</translation>
  </message>
  <message>
   <source>Looking for chargers on the way</source>
   <translation>Ladestationen am Weg werden gesucht</translation>
  </message>
  <message>
   <source>Too far: no charger on the way is known</source>
   <translation>Zu weit: keine Ladestation am Weg bekannt</translation>
  </message>
  <message>
   <source>{duration} charging, {percent} on arrival</source>
   <translation>{duration} Laden, {percent} bei Ankunft</translation>
  </message>
 </context>
 <context>
  <name>ClimateStrip</name>
  <message>
   <source>A/C</source>
   <translation>A/C</translation>
  </message>
  <message>
   <source>Air conditioning</source>
   <translation>Klimaanlage</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Driver's seat heat</source>
   <translation>Sitzheizung Fahrer</translation>
  </message>
  <message>
   <source>Driver's temperature</source>
   <translation>Temperatur Fahrer</translation>
  </message>
  <message>
   <source>Fan: less</source>
   <translation>Gebläse: weniger</translation>
  </message>
  <message>
   <source>Fan: more</source>
   <translation>Gebläse: mehr</translation>
  </message>
  <message>
   <source>More climate</source>
   <translation>Mehr Klima</translation>
  </message>
  <message>
   <source>Passenger's seat heat</source>
   <translation>Sitzheizung Beifahrer</translation>
  </message>
  <message>
   <source>Passenger's temperature</source>
   <translation>Temperatur Beifahrer</translation>
  </message>
  <message>
   <source>Rear window</source>
   <translation>Heckscheibe</translation>
  </message>
  <message>
   <source>Rear window defrost</source>
   <translation>Heckscheibenheizung</translation>
  </message>
  <message>
   <source>Recirculated air</source>
   <translation>Umluft</translation>
  </message>
  <message>
   <source>Recirculation</source>
   <translation>Umluft</translation>
  </message>
  <message>
   <source>Windscreen defrost</source>
   <translation>Frontscheibe entfrosten</translation>
  </message>
 </context>
 <context>
  <name>ConsumptionPanel</name>
  <message>
   <source>forecast</source>
   <translation>Prognose</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>used</source>
   <translation>verbraucht</translation>
  </message>
 </context>
 <context>
  <name>Drive</name>
  <message>
   <source>Anti-lock brakes</source>
   <translation>Antiblockiersystem</translation>
  </message>
  <message>
   <source>Cruise control</source>
   <translation>Tempomat</translation>
  </message>
  <message>
   <source>Front left tyre</source>
   <translation>Reifen vorne links</translation>
  </message>
  <message>
   <source>Front right tyre</source>
   <translation>Reifen vorne rechts</translation>
  </message>
  <message>
   <source>High beam</source>
   <translation>Fernlicht</translation>
  </message>
  <message>
   <source>Low beam</source>
   <translation>Abblendlicht</translation>
  </message>
  <message>
   <source>Parking brake</source>
   <translation>Feststellbremse</translation>
  </message>
  <message>
   <source>Rear fog light</source>
   <translation>Nebelschlussleuchte</translation>
  </message>
  <message>
   <source>Rear left tyre</source>
   <translation>Reifen hinten links</translation>
  </message>
  <message>
   <source>Rear right tyre</source>
   <translation>Reifen hinten rechts</translation>
  </message>
  <message>
   <source>Seat belt</source>
   <translation>Sicherheitsgurt</translation>
  </message>
  <message>
   <source>Stability control</source>
   <translation>Stabilitätskontrolle</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Reifendruck</translation>
  </message>
  <message>
   <source>Washer fluid</source>
   <translation>Wischwasser</translation>
  </message>
  <message>
   <source>Wheels slipping</source>
   <translation>Räder drehen durch</translation>
  </message>
  <message>
   <source>low</source>
   <translation>zu niedrig</translation>
  </message>
  <message>
   <source>since {time}</source>
   <translation>seit {time}</translation>
  </message>
 </context>
 <context>
  <name>DriveScreen</name>
  <message>
   <source>%1 likely</source>
   <translation>etwa %1</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 Reichweite</translation>
  </message>
  <message>
   <source>Gear %1</source>
   <translation>Gang %1</translation>
  </message>
  <message>
   <source>Gear unknown</source>
   <translation>Gang unbekannt</translation>
  </message>
  <message>
   <source>Reset</source>
   <comment>the trip computer</comment>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>Speed %1</source>
   <translation>Geschwindigkeit %1</translation>
  </message>
  <message>
   <source>Trip A</source>
   <translation>Fahrt A</translation>
  </message>
  <message>
   <source>battery</source>
   <translation>Batterie</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>Verbrauch</translation>
  </message>
  <message>
   <source>distance</source>
   <translation>Strecke</translation>
  </message>
  <message>
   <source>fuel</source>
   <translation>Kraftstoff</translation>
  </message>
  <message>
   <source>power</source>
   <translation>Leistung</translation>
  </message>
  <message>
   <source>regeneration</source>
   <translation>Rekuperation</translation>
  </message>
  <message>
   <source>speed</source>
   <comment>mean over the trip</comment>
   <translation>Ø Tempo</translation>
  </message>
  <message>
   <source>time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>derzeit unbekannt</translation>
  </message>
 </context>
 <context>
  <name>Energy</name>
  <message>
   <source>battery</source>
   <translation>Batterie</translation>
  </message>
  <message>
   <source>battery level unknown</source>
   <translation>Ladestand derzeit unbekannt</translation>
  </message>
  <message>
   <source>begins when it is plugged in</source>
   <translation>beginnt, sobald angesteckt</translation>
  </message>
  <message>
   <source>charges as soon as it is plugged in</source>
   <translation>lädt, sobald angesteckt</translation>
  </message>
  <message>
   <source>charges at once up to {percent}</source>
   <translation>lädt sofort bis {percent}</translation>
  </message>
  <message>
   <source>charges at once: all the time is needed</source>
   <translation>lädt sofort: die ganze Zeit wird gebraucht</translation>
  </message>
  <message>
   <source>charges for some minutes to learn what the socket gives</source>
   <translation>lädt einige Minuten, um die Steckdose zu messen</translation>
  </message>
  <message>
   <source>charges until {time}</source>
   <translation>lädt bis {time}</translation>
  </message>
  <message>
   <source>charges until {time} at {now} per kWh</source>
   <translation>lädt bis {time} für {now} je kWh</translation>
  </message>
  <message>
   <source>charges while electricity is clean, until {time}</source>
   <translation>lädt, solange der Strom sauber ist, bis {time}</translation>
  </message>
  <message>
   <source>charges with your own solar power until {time}</source>
   <translation>lädt mit eigenem Solarstrom bis {time}</translation>
  </message>
  <message>
   <source>charging</source>
   <translation>lädt</translation>
  </message>
  <message>
   <source>fast charging on the way</source>
   <translation>Schnellladen unterwegs</translation>
  </message>
  <message>
   <source>feeds the house until {time}</source>
   <translation>versorgt das Haus bis {time}</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>nicht verbunden</translation>
  </message>
  <message>
   <source>nothing to charge</source>
   <translation>nichts zu laden</translation>
  </message>
  <message>
   <source>plugged in</source>
   <translation>angesteckt</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>Preis unbekannt</translation>
  </message>
  <message>
   <source>prices are not known: charges as late as it can</source>
   <translation>Preise unbekannt: lädt so spät wie möglich</translation>
  </message>
  <message>
   <source>range as planned</source>
   <translation>Reichweite wie geplant</translation>
  </message>
  <message>
   <source>set a time to be ready, and it charges when it is cheap</source>
   <translation>Abfahrtszeit setzen, dann lädt es, wenn es günstig ist</translation>
  </message>
  <message>
   <source>the car did not do it; tried again soon</source>
   <translation>das Auto hat es nicht getan; bald neuer Versuch</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>derzeit unbekannt</translation>
  </message>
  <message>
   <source>waiting for the car's plan</source>
   <translation>wartet auf den Plan des Autos</translation>
  </message>
  <message>
   <source>waits for cleaner electricity until {time}</source>
   <translation>wartet auf saubereren Strom bis {time}</translation>
  </message>
  <message>
   <source>waits for your own solar power until {time}</source>
   <translation>wartet auf eigenen Solarstrom bis {time}</translation>
  </message>
  <message>
   <source>waits until {time}</source>
   <translation>wartet bis {time}</translation>
  </message>
  <message>
   <source>waits until {time}: {then} instead of {now} per kWh</source>
   <translation>wartet bis {time}: {then} statt {now} je kWh</translation>
  </message>
  <message>
   <source>wheels</source>
   <translation>Räder</translation>
  </message>
  <message>
   <source>{distance} ago</source>
   <translation>vor {distance}</translation>
  </message>
  <message>
   <source>{distance} less than planned</source>
   <translation>{distance} weniger als geplant</translation>
  </message>
  <message>
   <source>{distance} more than planned</source>
   <translation>{distance} mehr als geplant</translation>
  </message>
  <message>
   <source>{percent} by {time}</source>
   <translation>{percent} bis {time}</translation>
  </message>
 </context>
 <context>
  <name>EnergyFlow</name>
  <message>
   <source>motor</source>
   <translation>Motor</translation>
  </message>
 </context>
 <context>
  <name>EnergyScreen</name>
  <message>
   <source>Consumption</source>
   <translation>Verbrauch</translation>
  </message>
  <message>
   <source>What is around here</source>
   <translation>Was in der Nähe ist</translation>
  </message>
 </context>
 <context>
  <name>Facts</name>
  <message>
   <source>24 h</source>
   <translation>24 h</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>geschlossen</translation>
  </message>
  <message>
   <source>fee</source>
   <translation>gebührenpflichtig</translation>
  </message>
  <message>
   <source>free of charge</source>
   <translation>gebührenfrei</translation>
  </message>
  <message>
   <source>open</source>
   <translation>geöffnet</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>geöffnet bis {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>öffnet um {time}</translation>
  </message>
  <message>
   <source>{count} spaces</source>
   <translation>{count} Plätze</translation>
  </message>
 </context>
 <context>
  <name>JamCard</name>
  <message>
   <source>Jam here</source>
   <translation>Stau hier</translation>
  </message>
  <message>
   <source>avoid the next</source>
   <translation>die nächsten meiden</translation>
  </message>
 </context>
 <context>
  <name>Keyboard</name>
  <message>
   <source>Erase</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>More characters</source>
   <translation>Weitere Zeichen</translation>
  </message>
  <message>
   <source>Other script</source>
   <translation>Andere Schrift</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Speak</source>
   <translation>Sprechen</translation>
  </message>
  <message>
   <source>space</source>
   <translation>Leertaste</translation>
  </message>
 </context>
 <context>
  <name>LaneStrip</name>
  <message>
   <source>Lanes</source>
   <translation>Fahrstreifen</translation>
  </message>
 </context>
 <context>
  <name>ManeuverCard</name>
  <message>
   <source>In %1: %2</source>
   <translation>In %1: %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>Dann</translation>
  </message>
 </context>
 <context>
  <name>ManeuverStrip</name>
  <message>
   <source>In %1: %2</source>
   <translation>In %1: %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>Dann</translation>
  </message>
 </context>
 <context>
  <name>MapButtons</name>
  <message>
   <source>Back to the car</source>
   <translation>Zurück zum Fahrzeug</translation>
  </message>
  <message>
   <source>Jam here</source>
   <translation>Stau hier</translation>
  </message>
  <message>
   <source>Map direction</source>
   <translation>Kartenausrichtung</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Voice off</source>
   <translation>Stimme aus</translation>
  </message>
  <message>
   <source>Voice on</source>
   <translation>Stimme an</translation>
  </message>
  <message>
   <source>Whole route</source>
   <translation>Ganze Route</translation>
  </message>
 </context>
 <context>
  <name>MapScreen</name>
  <message>
   <source>Close the preview</source>
   <translation>Vorschau schließen</translation>
  </message>
 </context>
 <context>
  <name>MapView</name>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>© OpenStreetMap contributors</source>
   <translation>© OpenStreetMap-Mitwirkende</translation>
  </message>
 </context>
 <context>
  <name>Media</name>
  <message>
   <source>Unknown title</source>
   <translation>Unbekannter Titel</translation>
  </message>
 </context>
 <context>
  <name>MediaScreen</name>
  <message>
   <source>Next title</source>
   <translation>Nächster Titel</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>Es läuft nichts</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Wiedergabe</translation>
  </message>
  <message>
   <source>Position in the title</source>
   <translation>Position im Titel</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>Vorheriger Titel</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>Shuffle</source>
   <translation>Zufällig</translation>
  </message>
  <message>
   <source>Start a player, connect a phone or plug in a USB stick.</source>
   <translation>Starten Sie einen Player, verbinden Sie ein Telefon oder stecken Sie einen USB-Stick an.</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Lautstärke</translation>
  </message>
 </context>
 <context>
  <name>Pairing</name>
  <message>
   <source>A driver may find, open and use the car and see its trips.</source>
   <translation>Ein Fahrer darf das Auto orten, öffnen und benutzen und seine Fahrten sehen.</translation>
  </message>
  <message>
   <source>A guest may open and lock the car and set its climate.</source>
   <translation>Ein Gast darf das Auto öffnen, verriegeln und sein Klima einstellen.</translation>
  </message>
  <message>
   <source>An owner may do everything, also invite others and erase data.</source>
   <translation>Ein Besitzer darf alles, auch andere einladen und Daten löschen.</translation>
  </message>
  <message>
   <source>Scan with a phone</source>
   <translation>Mit einem Telefon scannen</translation>
  </message>
  <message>
   <source>Sign in on the new phone with a new account. The lost phone loses this car.</source>
   <translation>Legen Sie auf dem neuen Telefon ein neues Konto an. Das verlorene Telefon verliert dieses Auto.</translation>
  </message>
  <message>
   <source>{name} takes the place of the owner who lost a phone</source>
   <translation>{name} tritt an die Stelle des Besitzers, der ein Telefon verloren hat</translation>
  </message>
  <message>
   <source>{name} wants to be an owner of this car</source>
   <translation>{name} möchte Besitzer dieses Autos sein</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a driver</source>
   <translation>{name} möchte dieses Auto als Fahrer benutzen</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a guest</source>
   <translation>{name} möchte dieses Auto als Gast benutzen</translation>
  </message>
 </context>
 <context>
  <name>PairingSheet</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>Or open %1 and type</source>
   <translation>Oder öffnen Sie %1 und tippen Sie</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Ja</translation>
  </message>
 </context>
 <context>
  <name>Phone</name>
  <message>
   <source>Bluetooth is off.</source>
   <translation>Bluetooth ist aus.</translation>
  </message>
  <message>
   <source>Calling…</source>
   <translation>Wählt…</translation>
  </message>
  <message>
   <source>Contacts that cannot be read: {count}</source>
   <translation>Kontakte, die sich nicht lesen lassen: {count}</translation>
  </message>
  <message>
   <source>Incoming</source>
   <translation>Eingehend</translation>
  </message>
  <message>
   <source>Incoming call</source>
   <translation>Eingehender Anruf</translation>
  </message>
  <message>
   <source>Missed</source>
   <translation>Verpasst</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>Noch kein Telefon gekoppelt.</translation>
  </message>
  <message>
   <source>No phone is connected.</source>
   <translation>Kein Telefon ist verbunden.</translation>
  </message>
  <message>
   <source>No phone is in reach.</source>
   <translation>Kein Telefon in Reichweite.</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>Gehalten</translation>
  </message>
  <message>
   <source>Outgoing</source>
   <translation>Ausgehend</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Telefon</translation>
  </message>
  <message>
   <source>The phone does not do that.</source>
   <translation>Das Telefon macht das nicht.</translation>
  </message>
  <message>
   <source>The phone does not hand over its contacts. Allow it on the phone.</source>
   <translation>Das Telefon gibt seine Kontakte nicht heraus. Erlauben Sie es am Telefon.</translation>
  </message>
  <message>
   <source>There is no Bluetooth in this car.</source>
   <translation>Dieses Auto hat kein Bluetooth.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>Dieses Gerät hat derzeit kein Bluetooth.</translation>
  </message>
  <message>
   <source>Unknown number</source>
   <translation>Unbekannte Nummer</translation>
  </message>
 </context>
 <context>
  <name>PhoneScreen</name>
  <message>
   <source>Allow contacts for this car in the phone's Bluetooth settings.</source>
   <translation>Erlauben Sie dem Auto die Kontakte in den Bluetooth-Einstellungen des Telefons.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Calls made or missed stand here.</source>
   <translation>Geführte und verpasste Anrufe stehen hier.</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Kontakte</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>Auflegen</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>Muted</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>No calls yet</source>
   <translation>Noch keine Anrufe</translation>
  </message>
  <message>
   <source>No contacts from this phone</source>
   <translation>Keine Kontakte von diesem Telefon</translation>
  </message>
  <message>
   <source>Phones are paired in Settings while parked.</source>
   <translation>Telefone werden geparkt in den Einstellungen gekoppelt.</translation>
  </message>
  <message>
   <source>Recents</source>
   <translation>Letzte</translation>
  </message>
  <message>
   <source>Swap</source>
   <translation>Wechseln</translation>
  </message>
 </context>
 <context>
  <name>PlaceSheet</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>Not a favourite</source>
   <translation>Kein Favorit</translation>
  </message>
  <message>
   <source>Pass by here</source>
   <translation>Hier vorbeifahren</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>Aus der Liste nehmen</translation>
  </message>
  <message>
   <source>This is home</source>
   <translation>Das ist zu Hause</translation>
  </message>
  <message>
   <source>This is work</source>
   <translation>Das ist die Arbeit</translation>
  </message>
 </context>
 <context>
  <name>ProblemNote</name>
  <message>
   <source>Allow more under route options.</source>
   <translation>Erlauben Sie mehr in den Routenoptionen.</translation>
  </message>
  <message>
   <source>Choose a place on a street.</source>
   <translation>Wählen Sie einen Ort an einer Straße.</translation>
  </message>
  <message>
   <source>Choose another place or fewer stops.</source>
   <translation>Wählen Sie einen anderen Ort oder weniger Halte.</translation>
  </message>
  <message>
   <source>It needs a clear view of the sky.</source>
   <translation>Sie kommt unter freiem Himmel.</translation>
  </message>
  <message>
   <source>It starts again by itself.</source>
   <translation>Sie startet von selbst neu.</translation>
  </message>
  <message>
   <source>Looking for a new way</source>
   <translation>Neuer Weg wird gesucht</translation>
  </message>
  <message>
   <source>Looking for ways</source>
   <translation>Wege werden gesucht</translation>
  </message>
  <message>
   <source>No map for this area</source>
   <translation>Keine Karte für dieses Gebiet</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>Keine Karte installiert</translation>
  </message>
  <message>
   <source>No road leads there</source>
   <translation>Keine Straße führt dorthin</translation>
  </message>
  <message>
   <source>No road near this place</source>
   <translation>Keine Straße in der Nähe</translation>
  </message>
  <message>
   <source>No way could be computed</source>
   <translation>Kein Weg konnte berechnet werden</translation>
  </message>
  <message>
   <source>Settings, Maps says what is there and how more is made.</source>
   <translation>Einstellungen, Karten sagt, was da ist und wie mehr entsteht.</translation>
  </message>
  <message>
   <source>The map does not answer</source>
   <translation>Die Karte antwortet nicht</translation>
  </message>
  <message>
   <source>Try again or choose another place.</source>
   <translation>Versuchen Sie es erneut oder wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>Waiting for the position</source>
   <translation>Warten auf die Position</translation>
  </message>
 </context>
 <context>
  <name>Question</name>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Car</source>
   <translation>Fahrzeug</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>Fahren</translation>
  </message>
  <message>
   <source>Energy</source>
   <translation>Energie</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Media</source>
   <translation>Medien</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Telefon</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>Bildschirme</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
 </context>
 <context>
  <name>Refusals</name>
  <message>
   <source>The car does not answer.</source>
   <translation>Das Fahrzeug antwortet nicht.</translation>
  </message>
  <message>
   <source>The car has not done it in time.</source>
   <translation>Das Fahrzeug hat es nicht rechtzeitig getan.</translation>
  </message>
  <message>
   <source>This car cannot do that.</source>
   <translation>Dieses Fahrzeug kann das nicht.</translation>
  </message>
 </context>
 <context>
  <name>ReverseView</name>
  <message>
   <source>Camera behind the car</source>
   <translation>Rückfahrkamera</translation>
  </message>
  <message>
   <source>Look behind you</source>
   <translation>Bitte nach hinten schauen</translation>
  </message>
  <message>
   <source>No picture from the camera</source>
   <translation>Kein Bild von der Kamera</translation>
  </message>
 </context>
 <context>
  <name>RoutePreview</name>
  <message>
   <source>Add a stop</source>
   <translation>Halt hinzufügen</translation>
  </message>
  <message>
   <source>No other way is worth its detour</source>
   <translation>Kein anderer Weg lohnt den Umweg</translation>
  </message>
  <message>
   <source>Route options</source>
   <translation>Routenoptionen</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Los</translation>
  </message>
 </context>
 <context>
  <name>SearchModel</name>
  <message>
   <source>+{minutes}</source>
   <translation>+{minutes}</translation>
  </message>
 </context>
 <context>
  <name>SearchScreen</name>
  <message>
   <source>%1 of %2</source>
   <translation>%1 von %2</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>By way of?</source>
   <translation>Über?</translation>
  </message>
  <message>
   <source>Charge</source>
   <translation>Laden</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Essen</translation>
  </message>
  <message>
   <source>Fuel</source>
   <translation>Tanken</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>Zuhause</translation>
  </message>
  <message>
   <source>I am the passenger</source>
   <translation>Ich fahre mit</translation>
  </message>
  <message>
   <source>No charger on the map near here.</source>
   <translation>Keine Ladesäule auf der Karte in der Nähe.</translation>
  </message>
  <message>
   <source>Not on the map: %1</source>
   <translation>Nicht auf der Karte: %1</translation>
  </message>
  <message>
   <source>Nothing found. Fewer letters or another spelling find more.</source>
   <translation>Nichts gefunden. Weniger Buchstaben oder eine andere Schreibweise finden mehr.</translation>
  </message>
  <message>
   <source>Nothing like that along the route. Touch On route again to look around the car.</source>
   <translation>Nichts dergleichen an der Strecke. „Auf der Route“ erneut berühren, um rund ums Auto zu suchen.</translation>
  </message>
  <message>
   <source>Nothing of that kind on the map near here.</source>
   <translation>Nichts dieser Art auf der Karte in der Nähe.</translation>
  </message>
  <message>
   <source>On route</source>
   <translation>Auf der Route</translation>
  </message>
  <message>
   <source>Park</source>
   <translation>Parken</translation>
  </message>
  <message>
   <source>Pharmacy</source>
   <translation>Apotheke</translation>
  </message>
  <message>
   <source>Places found</source>
   <translation>Gefundene Orte</translation>
  </message>
  <message>
   <source>Places you drive to will stand here</source>
   <translation>Hier stehen bald Ihre Ziele</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>Suche läuft</translation>
  </message>
  <message>
   <source>Typing waits until you stand</source>
   <translation>Tippen wartet, bis Sie stehen</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>Wohin?</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Arbeit</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>Hinweise</translation>
  </message>
  <message>
   <source>Animations</source>
   <translation>Animationen</translation>
  </message>
  <message>
   <source>App</source>
   <translation>App</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Darstellung</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Avoid ferries</source>
   <translation>Fähren vermeiden</translation>
  </message>
  <message>
   <source>Avoid motorways</source>
   <translation>Autobahnen vermeiden</translation>
  </message>
  <message>
   <source>Avoid tolls</source>
   <translation>Maut vermeiden</translation>
  </message>
  <message>
   <source>Avoid unpaved roads</source>
   <translation>Unbefestigte Straßen meiden</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Helligkeit</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose this car on your phone.</source>
   <translation>Wählen Sie dieses Fahrzeug am Telefon.</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>Uhr</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Consumption</source>
   <translation>Verbrauch</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Dimmest</source>
   <translation>Ganz dunkel</translation>
  </message>
  <message>
   <source>Disconnect</source>
   <translation>Trennen</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>Anzeige</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>Entfernung</translation>
  </message>
  <message>
   <source>Does the phone show {passkey}?</source>
   <translation>Zeigt das Telefon {passkey}?</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Laden</translation>
  </message>
  <message>
   <source>Driver</source>
   <translation>Fahrer</translation>
  </message>
  <message>
   <source>Driver {number}</source>
   <translation>Fahrer {number}</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Erase everything that was sent?</source>
   <translation>Alles Gesendete löschen?</translation>
  </message>
  <message>
   <source>Everything is exported</source>
   <translation>Alles ist exportiert</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Fault codes</source>
   <translation>Fehlercodes</translation>
  </message>
  <message>
   <source>Favourites and profiles</source>
   <translation>Favoriten und Profile</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>Gast</translation>
  </message>
  <message>
   <source>Height of the car</source>
   <translation>Höhe des Autos</translation>
  </message>
  <message>
   <source>It is deleted here and in the cloud and cannot be brought back.</source>
   <translation>Es wird hier und in der Cloud gelöscht und kommt nicht zurück.</translation>
  </message>
  <message>
   <source>It is erased in the car</source>
   <translation>Im Auto ist es gelöscht</translation>
  </message>
  <message>
   <source>Its settings, favourites and places are gone.</source>
   <translation>Einstellungen, Favoriten und Orte sind dann weg.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Larger sign</source>
   <translation>Größeres Schild</translation>
  </message>
  <message>
   <source>Lost phone</source>
   <translation>Telefon verloren</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Wartung</translation>
  </message>
  <message>
   <source>Maps</source>
   <translation>Karten</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Nacht</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>Keine Karte installiert</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>Noch kein Telefon gekoppelt.</translation>
  </message>
  <message>
   <source>Nothing sent</source>
   <translation>Nichts gesendet</translation>
  </message>
  <message>
   <source>Nothing sent today</source>
   <translation>Heute nichts gesendet</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
  <message>
   <source>One chime</source>
   <translation>Ein Signalton</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>Besitzer</translation>
  </message>
  <message>
   <source>Pair</source>
   <translation>Koppeln</translation>
  </message>
  <message>
   <source>Pairing</source>
   <translation>Kopplung</translation>
  </message>
  <message>
   <source>Phones</source>
   <translation>Telefone</translation>
  </message>
  <message>
   <source>Position</source>
   <translation>Position</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>Profile</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove this map?</source>
   <translation>Diese Karte entfernen?</translation>
  </message>
  <message>
   <source>Remove this profile?</source>
   <translation>Dieses Profil entfernen?</translation>
  </message>
  <message>
   <source>Spoken guidance</source>
   <translation>Sprachführung</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>That did not work</source>
   <translation>Das hat nicht geklappt</translation>
  </message>
  <message>
   <source>There is no guidance there until it is loaded again.</source>
   <translation>Dort gibt es keine Führung, bis sie wieder geladen ist.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>Dieses Gerät hat derzeit kein Bluetooth.</translation>
  </message>
  <message>
   <source>Trips and places</source>
   <translation>Fahrten und Orte</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Reifendruck</translation>
  </message>
  <message>
   <source>Units</source>
   <translation>Einheiten</translation>
  </message>
  <message>
   <source>Update</source>
   <translation>Aktualisieren</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Vehicle health</source>
   <translation>Fahrzeugzustand</translation>
  </message>
  <message>
   <source>Visible to phones</source>
   <translation>Für Telefone sichtbar</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>Stimme</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Lautstärke</translation>
  </message>
  <message>
   <source>Weight of the car</source>
   <translation>Gewicht des Autos</translation>
  </message>
  <message>
   <source>What leaves the car</source>
   <translation>Was hinausgeht</translation>
  </message>
  <message>
   <source>Who is driving</source>
   <translation>Wer fährt</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Ja</translation>
  </message>
  <message>
   <source>and in the cloud as soon as it is reached.</source>
   <translation>und in der Cloud, sobald sie erreicht wird.</translation>
  </message>
  <message>
   <source>as built</source>
   <translation>serienmäßig</translation>
  </message>
  <message>
   <source>connected</source>
   <translation>verbunden</translation>
  </message>
  <message>
   <source>headunit-maps build makes one from an OpenStreetMap extract.</source>
   <translation>headunit-maps build erzeugt eine aus einem OpenStreetMap-Auszug.</translation>
  </message>
  <message>
   <source>invite as</source>
   <translation>einladen als</translation>
  </message>
  <message>
   <source>km</source>
   <translation>km</translation>
  </message>
  <message>
   <source>km/kWh</source>
   <translation>km/kWh</translation>
  </message>
  <message>
   <source>map of {date}</source>
   <translation>Karte vom {date}</translation>
  </message>
  <message>
   <source>miles, feet</source>
   <translation>Meilen, Fuß</translation>
  </message>
  <message>
   <source>miles, yards</source>
   <translation>Meilen, Yards</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>nicht verbunden</translation>
  </message>
  <message>
   <source>only while the car stands</source>
   <translation>nur im Stand</translation>
  </message>
  <message>
   <source>over the limit by</source>
   <translation>über dem Limit um</translation>
  </message>
  <message>
   <source>with trailer and load</source>
   <translation>mit Anhänger und Ladung</translation>
  </message>
  <message>
   <source>with what is on the roof</source>
   <translation>mit dem, was auf dem Dach ist</translation>
  </message>
  <message>
   <source>{count} values sent at {time}</source>
   <translation>{count} Werte gesendet um {time}</translation>
  </message>
  <message>
   <source>{count} values today · {size}</source>
   <translation>{count} Werte heute · {size}</translation>
  </message>
 </context>
 <context>
  <name>SettingsScreen</name>
  <message>
   <source>I am the passenger</source>
   <translation>Ich fahre mit</translation>
  </message>
  <message>
   <source>The rest can be set when the car stands.</source>
   <translation>Der Rest lässt sich im Stand einstellen.</translation>
  </message>
 </context>
 <context>
  <name>SpeedRow</name>
  <message>
   <source>Speed %1 %2</source>
   <translation>Tempo %1 %2</translation>
  </message>
  <message>
   <source>over the limit</source>
   <translation>über dem Limit</translation>
  </message>
 </context>
 <context>
  <name>SpeedSign</name>
  <message>
   <source>No speed limit</source>
   <translation>Kein Tempolimit</translation>
  </message>
  <message>
   <source>Speed limit %1</source>
   <translation>Tempolimit %1</translation>
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message numerus="yes">
   <source>%n change(s) wait for the cloud</source>
   <translation>
    <numerusform>%n Änderung wartet auf die Cloud</numerusform>
    <numerusform>%n Änderungen warten auf die Cloud</numerusform>
   </translation>
  </message>
  <message>
   <source>Cloud connected</source>
   <translation>Cloud verbunden</translation>
  </message>
  <message>
   <source>Cloud off</source>
   <translation>Cloud aus</translation>
  </message>
  <message>
   <source>Driver %1</source>
   <translation>Fahrer %1</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>Live</translation>
  </message>
  <message>
   <source>No car data</source>
   <translation>Keine Fahrzeugdaten</translation>
  </message>
  <message>
   <source>No position</source>
   <translation>Keine Position</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>Outside %1</source>
   <translation>Außen %1</translation>
  </message>
  <message>
   <source>Phone connected</source>
   <translation>Telefon verbunden</translation>
  </message>
  <message>
   <source>Position within %1</source>
   <translation>Position auf %1 genau</translation>
  </message>
  <message>
   <source>The car does not report</source>
   <translation>Das Auto meldet sich nicht</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
 </context>
 <context>
  <name>Stepper</name>
  <message>
   <source>%1: less</source>
   <translation>%1: weniger</translation>
  </message>
  <message>
   <source>%1: more</source>
   <translation>%1: mehr</translation>
  </message>
 </context>
 <context>
  <name>StopPanel</name>
  <message>
   <source>Call</source>
   <translation>Anrufen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Drive there</source>
   <translation>Dorthin fahren</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Geöffnet</translation>
  </message>
  <message>
   <source>Places within a walk</source>
   <translation>Orte in Gehweite</translation>
  </message>
 </context>
 <context>
  <name>StopRow</name>
  <message>
   <source>Earlier</source>
   <translation>Früher</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Point on the map</source>
   <translation>Punkt auf der Karte</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Your position</source>
   <translation>Ihre Position</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
 </context>
 <context>
  <name>Telltale</name>
  <message>
   <source>%1: off</source>
   <translation>%1: aus</translation>
  </message>
  <message>
   <source>%1: on</source>
   <translation>%1: an</translation>
  </message>
  <message>
   <source>%1: unknown</source>
   <translation>%1: unbekannt</translation>
  </message>
 </context>
 <context>
  <name>Toggle</name>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
 </context>
 <context>
  <name>TripCard</name>
  <message>
   <source>End guidance</source>
   <translation>Führung beenden</translation>
  </message>
  <message>
   <source>Trip</source>
   <translation>Fahrt</translation>
  </message>
 </context>
 <context>
  <name>TripMenu</name>
  <message>
   <source>Add a stop</source>
   <translation>Halt hinzufügen</translation>
  </message>
  <message>
   <source>All steps</source>
   <translation>Alle Schritte</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>End guidance</source>
   <translation>Führung beenden</translation>
  </message>
  <message>
   <source>Say again</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Skip the next stop</source>
   <translation>Nächsten Halt auslassen</translation>
  </message>
 </context>
 <context>
  <name>VehicleAlerts</name>
  <message>
   <source>A brake light does not light</source>
   <translation>Ein Bremslicht leuchtet nicht</translation>
  </message>
  <message>
   <source>A low beam does not light</source>
   <translation>Ein Abblendlicht leuchtet nicht</translation>
  </message>
  <message>
   <source>ABS does not work</source>
   <translation>ABS funktioniert nicht</translation>
  </message>
  <message>
   <source>Battery almost empty</source>
   <translation>Batterie fast leer</translation>
  </message>
  <message>
   <source>Battery below 15 %</source>
   <translation>Batterie unter 15 %</translation>
  </message>
  <message>
   <source>Brake pads are worn</source>
   <translation>Bremsbeläge sind abgenutzt</translation>
  </message>
  <message>
   <source>Brake with care; have it checked.</source>
   <translation>Vorsichtig bremsen; prüfen lassen.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>Jetzt laden.</translation>
  </message>
  <message>
   <source>Check the pressure soon.</source>
   <translation>Prüfen Sie bald den Druck.</translation>
  </message>
  <message>
   <source>Drive gently.</source>
   <translation>Sanft fahren.</translation>
  </message>
  <message>
   <source>Drive with care; have it checked.</source>
   <translation>Vorsichtig fahren; prüfen lassen.</translation>
  </message>
  <message>
   <source>Driver's door is open</source>
   <translation>Fahrertür ist offen</translation>
  </message>
  <message>
   <source>Fasten the seat belt</source>
   <translation>Bitte anschnallen</translation>
  </message>
  <message>
   <source>Fuel is low</source>
   <translation>Wenig Kraftstoff</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>Prüfen lassen.</translation>
  </message>
  <message>
   <source>Have it replaced.</source>
   <translation>Ersetzen lassen.</translation>
  </message>
  <message>
   <source>Have them replaced.</source>
   <translation>Ersetzen lassen.</translation>
  </message>
  <message>
   <source>Leave the road if you can.</source>
   <translation>Verlassen Sie möglichst die Straße.</translation>
  </message>
  <message>
   <source>Oil level critically low</source>
   <translation>Ölstand kritisch niedrig</translation>
  </message>
  <message>
   <source>Passenger's door is open</source>
   <translation>Beifahrertür ist offen</translation>
  </message>
  <message>
   <source>Plan a charging stop.</source>
   <translation>Planen Sie einen Ladehalt.</translation>
  </message>
  <message>
   <source>Power and charging are reduced.</source>
   <translation>Leistung und Laden sind reduziert.</translation>
  </message>
  <message>
   <source>Rear door, driver's side is open</source>
   <translation>Hintere Tür, Fahrerseite, ist offen</translation>
  </message>
  <message>
   <source>Rear door, passenger's side is open</source>
   <translation>Hintere Tür, Beifahrerseite, ist offen</translation>
  </message>
  <message>
   <source>Refill it.</source>
   <translation>Auffüllen.</translation>
  </message>
  <message>
   <source>Refuel soon.</source>
   <translation>Bald tanken.</translation>
  </message>
  <message>
   <source>Release it.</source>
   <translation>Bitte lösen.</translation>
  </message>
  <message>
   <source>See Car, faults.</source>
   <translation>Siehe Fahrzeug, Fehler.</translation>
  </message>
  <message>
   <source>Service is due</source>
   <translation>Wartung ist fällig</translation>
  </message>
  <message>
   <source>Stability control does not work</source>
   <translation>Stabilitätskontrolle funktioniert nicht</translation>
  </message>
  <message>
   <source>Stop and close it.</source>
   <translation>Anhalten und schließen.</translation>
  </message>
  <message>
   <source>Stop and switch it off.</source>
   <translation>Anhalten und abstellen.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>Anhalten und Motor abstellen.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>Sicher anhalten und das Fahrzeug verlassen.</translation>
  </message>
  <message>
   <source>Stop where it is safe.</source>
   <translation>Halten Sie an sicherer Stelle.</translation>
  </message>
  <message>
   <source>The 12-volt battery is weak</source>
   <translation>Die 12-Volt-Batterie ist schwach</translation>
  </message>
  <message>
   <source>The battery is cold</source>
   <translation>Die Batterie ist kalt</translation>
  </message>
  <message>
   <source>The battery is too hot</source>
   <translation>Die Batterie ist zu heiß</translation>
  </message>
  <message>
   <source>The bonnet is open</source>
   <translation>Die Motorhaube ist offen</translation>
  </message>
  <message>
   <source>The boot is open</source>
   <translation>Der Kofferraum ist offen</translation>
  </message>
  <message>
   <source>The car has broken down</source>
   <translation>Das Fahrzeug hat eine Panne</translation>
  </message>
  <message>
   <source>The car reports a fault</source>
   <translation>Das Fahrzeug meldet einen Fehler</translation>
  </message>
  <message>
   <source>The engine is too hot</source>
   <translation>Der Motor ist zu heiß</translation>
  </message>
  <message>
   <source>The motor is hot</source>
   <translation>Der Motor ist heiß</translation>
  </message>
  <message>
   <source>The parking brake is on</source>
   <translation>Die Feststellbremse ist angezogen</translation>
  </message>
  <message>
   <source>The road may be icy</source>
   <translation>Glätte möglich</translation>
  </message>
  <message>
   <source>Tyre front left is flat</source>
   <translation>Reifen vorne links ist platt</translation>
  </message>
  <message>
   <source>Tyre front left is low</source>
   <translation>Reifen vorne links hat wenig Druck</translation>
  </message>
  <message>
   <source>Tyre front right is flat</source>
   <translation>Reifen vorne rechts ist platt</translation>
  </message>
  <message>
   <source>Tyre front right is low</source>
   <translation>Reifen vorne rechts hat wenig Druck</translation>
  </message>
  <message>
   <source>Tyre rear left is flat</source>
   <translation>Reifen hinten links ist platt</translation>
  </message>
  <message>
   <source>Tyre rear left is low</source>
   <translation>Reifen hinten links hat wenig Druck</translation>
  </message>
  <message>
   <source>Tyre rear right is flat</source>
   <translation>Reifen hinten rechts ist platt</translation>
  </message>
  <message>
   <source>Tyre rear right is low</source>
   <translation>Reifen hinten rechts hat wenig Druck</translation>
  </message>
  <message>
   <source>Washer fluid is low</source>
   <translation>Wenig Wischwasser</translation>
  </message>
 </context>
 <context>
  <name>VehicleFaults</name>
  <message>
   <source>A body control unit has an internal fault</source>
   <translation>Interner Fehler in einem Karosseriesteuergerät</translation>
  </message>
  <message>
   <source>A little fuel vapour leaks</source>
   <translation>Etwas Kraftstoffdampf tritt aus</translation>
  </message>
  <message>
   <source>ABS may not work; have it checked soon.</source>
   <translation>ABS geht vielleicht nicht; bald prüfen lassen.</translation>
  </message>
  <message>
   <source>Brake with care; have it checked soon.</source>
   <translation>Vorsichtig bremsen; bald prüfen lassen.</translation>
  </message>
  <message>
   <source>Call for service.</source>
   <translation>Den Service rufen.</translation>
  </message>
  <message>
   <source>Charge elsewhere with DC; have it checked.</source>
   <translation>Anderswo mit Gleichstrom laden; prüfen lassen.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>Jetzt laden.</translation>
  </message>
  <message>
   <source>Charge now; have it checked.</source>
   <translation>Jetzt laden; prüfen lassen.</translation>
  </message>
  <message>
   <source>Charging was interrupted by the station</source>
   <translation>Die Ladesäule hat das Laden unterbrochen</translation>
  </message>
  <message>
   <source>Check the oil level at once.</source>
   <translation>Sofort den Ölstand prüfen.</translation>
  </message>
  <message>
   <source>Check the pressure by hand.</source>
   <translation>Den Druck von Hand prüfen.</translation>
  </message>
  <message>
   <source>Close the fuel cap until it clicks; else have it checked.</source>
   <translation>Tankdeckel bis zum Klick schließen; sonst prüfen lassen.</translation>
  </message>
  <message>
   <source>Control units cannot talk with each other</source>
   <translation>Steuergeräte erreichen einander nicht</translation>
  </message>
  <message>
   <source>Cruise control and the display of speed may fail; have it checked.</source>
   <translation>Tempomat und Tempoanzeige können ausfallen; prüfen lassen.</translation>
  </message>
  <message>
   <source>Cylinder 1 misfires</source>
   <translation>Zündaussetzer in Zylinder 1</translation>
  </message>
  <message>
   <source>Cylinder 2 misfires</source>
   <translation>Zündaussetzer in Zylinder 2</translation>
  </message>
  <message>
   <source>Cylinder 3 misfires</source>
   <translation>Zündaussetzer in Zylinder 3</translation>
  </message>
  <message>
   <source>Cylinder 4 misfires</source>
   <translation>Zündaussetzer in Zylinder 4</translation>
  </message>
  <message>
   <source>Do not touch orange cables; have it checked before driving.</source>
   <translation>Orange Kabel nicht berühren; vor der Fahrt prüfen lassen.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon.</source>
   <translation>Sanft fahren und bald prüfen lassen.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon: the catalyst may be damaged.</source>
   <translation>Sanft fahren und bald prüfen lassen: der Katalysator kann Schaden nehmen.</translation>
  </message>
  <message>
   <source>Fuel pressure is too low</source>
   <translation>Kraftstoffdruck zu niedrig</translation>
  </message>
  <message>
   <source>Fuel vapour leaks</source>
   <translation>Kraftstoffdampf tritt aus</translation>
  </message>
  <message>
   <source>Have battery and charger checked.</source>
   <translation>Batterie und Lader prüfen lassen.</translation>
  </message>
  <message>
   <source>Have it checked at once.</source>
   <translation>Sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>Have it checked at the next service.</source>
   <translation>Bei der nächsten Wartung prüfen lassen.</translation>
  </message>
  <message>
   <source>Have it checked soon.</source>
   <translation>Bald prüfen lassen.</translation>
  </message>
  <message>
   <source>Have it checked soon; the engine may lose power.</source>
   <translation>Bald prüfen lassen; der Motor kann Leistung verlieren.</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>Prüfen lassen.</translation>
  </message>
  <message>
   <source>Have it checked; an air leak is likely.</source>
   <translation>Prüfen lassen; wohl zieht Luft.</translation>
  </message>
  <message>
   <source>It may not fire in a crash; have it checked at once.</source>
   <translation>Er löst vielleicht nicht aus; sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>Much fuel vapour leaks</source>
   <translation>Viel Kraftstoffdampf tritt aus</translation>
  </message>
  <message>
   <source>Power is reduced; have it checked.</source>
   <translation>Leistung reduziert; prüfen lassen.</translation>
  </message>
  <message>
   <source>Power may be cut; have it checked at once.</source>
   <translation>Die Leistung kann wegfallen; sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>Range is reduced; have it checked.</source>
   <translation>Reichweite reduziert; prüfen lassen.</translation>
  </message>
  <message>
   <source>Refuel; have it checked.</source>
   <translation>Tanken; prüfen lassen.</translation>
  </message>
  <message>
   <source>Several systems may fail; have it checked at once.</source>
   <translation>Mehrere Systeme können ausfallen; sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>Stop and let it cool.</source>
   <translation>Anhalten und abkühlen lassen.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>Anhalten und Motor abstellen.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>Sicher anhalten und das Fahrzeug verlassen.</translation>
  </message>
  <message>
   <source>The 12-volt battery will run empty; have it checked at once.</source>
   <translation>Die 12-Volt-Batterie wird leer; sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>The ABS control unit does not answer</source>
   <translation>Das ABS-Steuergerät antwortet nicht</translation>
  </message>
  <message>
   <source>The DC/DC converter does not work</source>
   <translation>Der DC/DC-Wandler funktioniert nicht</translation>
  </message>
  <message>
   <source>The air flow sensor reads wrongly</source>
   <translation>Luftmassenmesser misst falsch</translation>
  </message>
  <message>
   <source>The body control unit does not answer</source>
   <translation>Das Karosseriesteuergerät antwortet nicht</translation>
  </message>
  <message>
   <source>The camshaft position sensor does not work</source>
   <translation>Der Nockenwellensensor funktioniert nicht</translation>
  </message>
  <message>
   <source>The catalyst of bank 2 works poorly</source>
   <translation>Der Katalysator von Bank 2 arbeitet schlecht</translation>
  </message>
  <message>
   <source>The catalyst works poorly</source>
   <translation>Der Katalysator arbeitet schlecht</translation>
  </message>
  <message>
   <source>The coolant pump of the power electronics does not work</source>
   <translation>Die Kühlmittelpumpe der Leistungselektronik ist defekt</translation>
  </message>
  <message>
   <source>The coolant stays too cold</source>
   <translation>Das Kühlmittel bleibt zu kalt</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too high</source>
   <translation>Kühlmittel-Temperatursensor misst zu hoch</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too low</source>
   <translation>Kühlmittel-Temperatursensor misst zu niedrig</translation>
  </message>
  <message>
   <source>The crankshaft position sensor does not work</source>
   <translation>Der Kurbelwellensensor funktioniert nicht</translation>
  </message>
  <message>
   <source>The drive motor is too hot</source>
   <translation>Der Antriebsmotor ist zu heiß</translation>
  </message>
  <message>
   <source>The drive motor's control unit does not answer</source>
   <translation>Das Steuergerät des Antriebsmotors antwortet nicht</translation>
  </message>
  <message>
   <source>The drive motor's control unit has a fault</source>
   <translation>Fehler im Steuergerät des Antriebsmotors</translation>
  </message>
  <message>
   <source>The driver's airbag has a fault</source>
   <translation>Fehler am Fahrerairbag</translation>
  </message>
  <message>
   <source>The electric drive cannot start</source>
   <translation>Der Elektroantrieb startet nicht</translation>
  </message>
  <message>
   <source>The engine does not get enough fuel</source>
   <translation>Der Motor bekommt zu wenig Kraftstoff</translation>
  </message>
  <message>
   <source>The engine may not start again; have it checked at once.</source>
   <translation>Der Motor startet vielleicht nicht wieder; sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>The engine may stop; have it checked at once.</source>
   <translation>Der Motor kann ausgehen; sofort prüfen lassen.</translation>
  </message>
  <message>
   <source>The engine misfires in several cylinders</source>
   <translation>Zündaussetzer in mehreren Zylindern</translation>
  </message>
  <message>
   <source>The engine overheats</source>
   <translation>Der Motor überhitzt</translation>
  </message>
  <message>
   <source>The engine's control unit does not answer</source>
   <translation>Das Motorsteuergerät antwortet nicht</translation>
  </message>
  <message>
   <source>The engine's control unit has an internal fault</source>
   <translation>Interner Fehler im Motorsteuergerät</translation>
  </message>
  <message>
   <source>The fast CAN bus does not work</source>
   <translation>Der schnelle CAN-Bus funktioniert nicht</translation>
  </message>
  <message>
   <source>The gear does not match</source>
   <translation>Der Gang passt nicht</translation>
  </message>
  <message>
   <source>The heater of the oxygen sensor before the catalyst does not work</source>
   <translation>Die Heizung der Lambdasonde vor dem Kat ist defekt</translation>
  </message>
  <message>
   <source>The high-voltage insulation is faulty</source>
   <translation>Die Hochvolt-Isolation ist fehlerhaft</translation>
  </message>
  <message>
   <source>The high-voltage interlock is open</source>
   <translation>Die Hochvolt-Sicherheitsschleife ist offen</translation>
  </message>
  <message>
   <source>The idle speed cannot be held</source>
   <translation>Die Leerlaufdrehzahl wird nicht gehalten</translation>
  </message>
  <message>
   <source>The intake air temperature sensor reads too high</source>
   <translation>Ansaugluft-Temperatursensor misst zu hoch</translation>
  </message>
  <message>
   <source>The knock sensor does not work</source>
   <translation>Der Klopfsensor funktioniert nicht</translation>
  </message>
  <message>
   <source>The mixture is too lean</source>
   <translation>Das Gemisch ist zu mager</translation>
  </message>
  <message>
   <source>The mixture is too rich</source>
   <translation>Das Gemisch ist zu fett</translation>
  </message>
  <message>
   <source>The oil pressure sensor reads implausibly</source>
   <translation>Der Öldrucksensor misst unplausibel</translation>
  </message>
  <message>
   <source>The on-board charger has a fault</source>
   <translation>Fehler im Bordladegerät</translation>
  </message>
  <message>
   <source>The oxygen sensor before the catalyst is slow</source>
   <translation>Die Lambdasonde vor dem Kat ist träge</translation>
  </message>
  <message>
   <source>The passenger's airbag has a fault</source>
   <translation>Fehler am Beifahrerairbag</translation>
  </message>
  <message>
   <source>The pressure sensor of the front left tyre does not answer</source>
   <translation>Der Reifendrucksensor vorne links antwortet nicht</translation>
  </message>
  <message>
   <source>The speed sensor at the transmission's input does not work</source>
   <translation>Der Eingangsdrehzahlsensor des Getriebes ist defekt</translation>
  </message>
  <message>
   <source>The speed sensor of the front left wheel does not work</source>
   <translation>Der Raddrehzahlsensor vorne links ist defekt</translation>
  </message>
  <message>
   <source>The speed sensor of the front right wheel does not work</source>
   <translation>Der Raddrehzahlsensor vorne rechts ist defekt</translation>
  </message>
  <message>
   <source>The speed sensor of the rear left wheel does not work</source>
   <translation>Der Raddrehzahlsensor hinten links ist defekt</translation>
  </message>
  <message>
   <source>The speed sensor of the rear right wheel does not work</source>
   <translation>Der Raddrehzahlsensor hinten rechts ist defekt</translation>
  </message>
  <message>
   <source>The thermostat may be stuck open; have it checked.</source>
   <translation>Der Thermostat hängt vielleicht offen; prüfen lassen.</translation>
  </message>
  <message>
   <source>The traction battery has aged</source>
   <translation>Die Antriebsbatterie ist gealtert</translation>
  </message>
  <message>
   <source>The traction battery is almost empty</source>
   <translation>Die Antriebsbatterie ist fast leer</translation>
  </message>
  <message>
   <source>The traction battery is too hot</source>
   <translation>Die Antriebsbatterie ist zu heiß</translation>
  </message>
  <message>
   <source>The traction battery needs replacement</source>
   <translation>Die Antriebsbatterie muss ersetzt werden</translation>
  </message>
  <message>
   <source>The traction battery's control unit does not answer</source>
   <translation>Das Steuergerät der Antriebsbatterie antwortet nicht</translation>
  </message>
  <message>
   <source>The traction battery's voltage is low</source>
   <translation>Die Spannung der Antriebsbatterie ist niedrig</translation>
  </message>
  <message>
   <source>The transmission reports a fault</source>
   <translation>Das Getriebe meldet einen Fehler</translation>
  </message>
  <message>
   <source>The transmission's control unit does not answer</source>
   <translation>Das Getriebesteuergerät antwortet nicht</translation>
  </message>
  <message>
   <source>The turbocharger delivers too little pressure</source>
   <translation>Der Turbolader liefert zu wenig Druck</translation>
  </message>
  <message>
   <source>The turbocharger delivers too much pressure</source>
   <translation>Der Turbolader liefert zu viel Druck</translation>
  </message>
  <message>
   <source>The vehicle speed sensor does not work</source>
   <translation>Der Geschwindigkeitssensor funktioniert nicht</translation>
  </message>
  <message>
   <source>The voltage of the 12-volt system is low</source>
   <translation>Die 12-Volt-Spannung ist niedrig</translation>
  </message>
  <message>
   <source>Too little exhaust gas is recirculated</source>
   <translation>Zu wenig Abgas wird rückgeführt</translation>
  </message>
  <message>
   <source>Try another station.</source>
   <translation>Andere Ladesäule versuchen.</translation>
  </message>
  <message>
   <source>Watch the engine temperature; have it checked.</source>
   <translation>Motortemperatur beobachten; prüfen lassen.</translation>
  </message>
 </context>
 <context>
  <name>WayRow</name>
  <message>
   <source>ferry</source>
   <translation>Fähre</translation>
  </message>
  <message>
   <source>tolls</source>
   <translation>Maut</translation>
  </message>
 </context>
 <context>
  <name>WideCard</name>
  <message>
   <source>%1 likely</source>
   <translation>etwa %1</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 Reichweite</translation>
  </message>
  <message>
   <source>Next title</source>
   <translation>Nächster Titel</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>Es läuft nichts</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Wiedergabe</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>Vorheriger Titel</translation>
  </message>
  <message>
   <source>into the battery</source>
   <translation>in die Batterie</translation>
  </message>
  <message>
   <source>out of the battery</source>
   <translation>aus der Batterie</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>derzeit unbekannt</translation>
  </message>
 </context>
</TS>
