<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
 <context>
  <name>Alerts</name>
  <message>
   <source>Destination</source>
   <translation>Destination</translation>
  </message>
  <message>
   <source>It is set aside. Please install it again.</source>
   <translation>Elle est mise de côté. Veuillez la réinstaller.</translation>
  </message>
  <message>
   <source>It keeps failing to load. Please install it again.</source>
   <translation>Sa lecture échoue sans cesse. Veuillez la réinstaller.</translation>
  </message>
  <message>
   <source>Navigate</source>
   <translation>Y aller</translation>
  </message>
  <message>
   <source>No data from the car</source>
   <translation>Aucune donnée du véhicule</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>Non exécuté</translation>
  </message>
  <message>
   <source>Sent from a phone</source>
   <translation>Envoyé par un téléphone</translation>
  </message>
  <message>
   <source>Sent from a phone, by way of {names}</source>
   <translation>Envoyé par un téléphone, en passant par {names}</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
  <message>
   <source>The map {name} cannot be read</source>
   <translation>La carte {name} est illisible</translation>
  </message>
  <message>
   <source>The map {name} is damaged</source>
   <translation>La carte {name} est endommagée</translation>
  </message>
  <message>
   <source>The screen shows dashes until they are back.</source>
   <translation>L’écran affiche des tirets jusqu’à leur retour.</translation>
  </message>
 </context>
 <context>
  <name>ArrivalCard</name>
  <message>
   <source>Destination</source>
   <translation>Destination</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Terminé</translation>
  </message>
  <message>
   <source>You have arrived</source>
   <translation>Vous êtes arrivé</translation>
  </message>
 </context>
 <context>
  <name>ArrivalRow</name>
  <message>
   <source>%1 on arrival</source>
   <translation>%1 à l’arrivée</translation>
  </message>
  <message>
   <source>Arrival %1, %2, %3</source>
   <translation>Arrivée %1, %2, %3</translation>
  </message>
 </context>
 <context>
  <name>AvoidSheet</name>
  <message>
   <source>Allowed</source>
   <translation>Autorisés</translation>
  </message>
  <message>
   <source>Avoid</source>
   <translation>Éviter</translation>
  </message>
  <message>
   <source>Avoided</source>
   <translation>Évités</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>Ferries</source>
   <translation>Ferries</translation>
  </message>
  <message>
   <source>Motorways</source>
   <translation>Autoroutes</translation>
  </message>
  <message>
   <source>Tolls</source>
   <translation>Péages</translation>
  </message>
  <message>
   <source>Unpaved roads</source>
   <translation>Routes non revêtues</translation>
  </message>
 </context>
 <context>
  <name>BrowseBar</name>
  <message>
   <source>Drive home</source>
   <translation>Rentrer à la maison</translation>
  </message>
  <message>
   <source>Drive to work</source>
   <translation>Aller au travail</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>Où aller ?</translation>
  </message>
 </context>
 <context>
  <name>Car</name>
  <message>
   <source>12 V battery</source>
   <translation>Batterie 12 V</translation>
  </message>
  <message>
   <source>Air filter</source>
   <translation>Filtre à air</translation>
  </message>
  <message>
   <source>All doors unlocked</source>
   <translation>Portes déverrouillées</translation>
  </message>
  <message>
   <source>All locked</source>
   <translation>Tout est verrouillé</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Beam</source>
   <translation>Croisement</translation>
  </message>
  <message>
   <source>Below 70 % of new: ask about the warranty before it ends</source>
   <translation>Sous 70 % du neuf : faites jouer la garantie avant sa fin</translation>
  </message>
  <message>
   <source>Bonnet open</source>
   <translation>Capot ouvert</translation>
  </message>
  <message>
   <source>Boot open</source>
   <translation>Coffre ouvert</translation>
  </message>
  <message>
   <source>Cabin filter</source>
   <translation>Filtre d’habitacle</translation>
  </message>
  <message>
   <source>Coolant</source>
   <translation>Liquide de refroidissement</translation>
  </message>
  <message>
   <source>Counted from the day on which it is changed</source>
   <translation>Compté à partir du jour du remplacement</translation>
  </message>
  <message>
   <source>Engine oil</source>
   <translation>Huile moteur</translation>
  </message>
  <message>
   <source>Fill all four tyres cold, to the pressure on the door</source>
   <translation>Gonflez les quatre pneus à froid, à la pression indiquée sur la portière</translation>
  </message>
  <message>
   <source>Front brake pads</source>
   <translation>Plaquettes avant</translation>
  </message>
  <message>
   <source>Front left</source>
   <translation>Avant gauche</translation>
  </message>
  <message>
   <source>Front left tyre leaks</source>
   <translation>Fuite : pneu avant gauche</translation>
  </message>
  <message>
   <source>Front right</source>
   <translation>Avant droite</translation>
  </message>
  <message>
   <source>Front right tyre leaks</source>
   <translation>Fuite : pneu avant droit</translation>
  </message>
  <message>
   <source>Have it read out by a workshop.</source>
   <translation>Faites-le lire par un atelier.</translation>
  </message>
  <message>
   <source>Inspection</source>
   <translation>Contrôle technique</translation>
  </message>
  <message>
   <source>Lock status unknown</source>
   <translation>Verrouillage inconnu</translation>
  </message>
  <message>
   <source>Mon – Fri</source>
   <translation>lun. – ven.</translation>
  </message>
  <message>
   <source>New tyres</source>
   <translation>Pneus neufs</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Éteints</translation>
  </message>
  <message>
   <source>Otherwise: a flat tyre on the road</source>
   <translation>Sinon : un pneu à plat en route</translation>
  </message>
  <message>
   <source>Otherwise: a smeared view in the rain</source>
   <translation>Sinon : une vue brouillée sous la pluie</translation>
  </message>
  <message>
   <source>Otherwise: corrosion, and an engine that overheats</source>
   <translation>Sinon : corrosion et surchauffe du moteur</translation>
  </message>
  <message>
   <source>Otherwise: less power, more consumption</source>
   <translation>Sinon : moins de puissance, plus de consommation</translation>
  </message>
  <message>
   <source>Otherwise: more wear, more consumption, longer braking</source>
   <translation>Sinon : plus d’usure et de consommation, freinage plus long</translation>
  </message>
  <message>
   <source>Otherwise: one morning the car does not start</source>
   <translation>Sinon : un matin, la voiture ne démarre pas</translation>
  </message>
  <message>
   <source>Otherwise: stale air and misted windows</source>
   <translation>Sinon : air vicié et vitres embuées</translation>
  </message>
  <message>
   <source>Otherwise: the car may not be driven</source>
   <translation>Sinon : la voiture ne peut plus circuler</translation>
  </message>
  <message>
   <source>Otherwise: the discs have to be changed too</source>
   <translation>Sinon : les disques seront aussi à changer</translation>
  </message>
  <message>
   <source>Otherwise: the engine wears faster</source>
   <translation>Sinon : le moteur s’use plus vite</translation>
  </message>
  <message>
   <source>Otherwise: the warranty may end</source>
   <translation>Sinon : la garantie peut prendre fin</translation>
  </message>
  <message>
   <source>Otherwise: too little grip in the wet</source>
   <translation>Sinon : trop peu d’adhérence sous la pluie</translation>
  </message>
  <message>
   <source>Parking</source>
   <translation>Position</translation>
  </message>
  <message>
   <source>Rear brake pads</source>
   <translation>Plaquettes arrière</translation>
  </message>
  <message>
   <source>Rear left</source>
   <translation>Arrière gauche</translation>
  </message>
  <message>
   <source>Rear left tyre leaks</source>
   <translation>Fuite : pneu arrière gauche</translation>
  </message>
  <message>
   <source>Rear right</source>
   <translation>Arrière droite</translation>
  </message>
  <message>
   <source>Rear right tyre leaks</source>
   <translation>Fuite : pneu arrière droit</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Révision</translation>
  </message>
  <message>
   <source>Software {version}</source>
   <translation>Logiciel {version}</translation>
  </message>
  <message>
   <source>Tell the workshop: change the coolant</source>
   <translation>À dire au garage : remplacer le liquide de refroidissement</translation>
  </message>
  <message>
   <source>Tell the workshop: inspection</source>
   <translation>À dire au garage : contrôle technique</translation>
  </message>
  <message>
   <source>Tell the workshop: load test of the 12 V battery</source>
   <translation>À dire au garage : tester la batterie 12 V en charge</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the traction battery’s capacity</source>
   <translation>À dire au garage : mesurer la capacité de la batterie de traction</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the tread of all tyres</source>
   <translation>À dire au garage : mesurer le profil de tous les pneus</translation>
  </message>
  <message>
   <source>Tell the workshop: new wiper blades</source>
   <translation>À dire au garage : balais d’essuie-glace neufs</translation>
  </message>
  <message>
   <source>Tell the workshop: oil and oil filter</source>
   <translation>À dire au garage : huile et filtre à huile</translation>
  </message>
  <message>
   <source>Tell the workshop: pads of this axle, measure the discs too</source>
   <translation>À dire au garage : plaquettes de cet essieu, mesurer aussi les disques</translation>
  </message>
  <message>
   <source>Tell the workshop: service as the car asks for it</source>
   <translation>À dire au garage : entretien selon la demande de la voiture</translation>
  </message>
  <message>
   <source>Tell the workshop: the cabin filter</source>
   <translation>À dire au garage : filtre d’habitacle</translation>
  </message>
  <message>
   <source>Tell the workshop: the engine’s air filter</source>
   <translation>À dire au garage : filtre à air du moteur</translation>
  </message>
  <message>
   <source>Tell the workshop: this tyre loses air, look for a nail, test the valve</source>
   <translation>À dire au garage : ce pneu perd de l’air, chercher un clou, tester la valve</translation>
  </message>
  <message>
   <source>The car does not report fault codes</source>
   <translation>La voiture ne dit pas ses codes défaut</translation>
  </message>
  <message>
   <source>Traction battery</source>
   <translation>Batterie de traction</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Pression des pneus</translation>
  </message>
  <message>
   <source>Unknown fault</source>
   <translation>Défaut inconnu</translation>
  </message>
  <message>
   <source>Wiper blades</source>
   <translation>Balais d’essuie-glace</translation>
  </message>
  <message>
   <source>after 12 months</source>
   <translation>après 12 mois</translation>
  </message>
  <message>
   <source>in {first} – 12+ months</source>
   <translation>dans {first} – 12+ mois</translation>
  </message>
  <message>
   <source>in {first} – {last} days</source>
   <translation>dans {first} – {last} jours</translation>
  </message>
  <message>
   <source>in {first} – {last} months</source>
   <translation>dans {first} – {last} mois</translation>
  </message>
  <message>
   <source>not enough data yet</source>
   <translation>pas encore assez de données</translation>
  </message>
  <message>
   <source>now</source>
   <translation>maintenant</translation>
  </message>
  <message>
   <source>while plugged in</source>
   <translation>si branché</translation>
  </message>
  <message>
   <source>{count} doors unlocked</source>
   <translation>{count} portes déverrouillées</translation>
  </message>
  <message>
   <source>{door} open</source>
   <translation>{door} : ouverte</translation>
  </message>
  <message>
   <source>{door} unlocked</source>
   <translation>{door} : déverrouillée</translation>
  </message>
 </context>
 <context>
  <name>CarScreen</name>
  <message>
   <source>%1: lock not known</source>
   <translation>%1 : verrouillage inconnu</translation>
  </message>
  <message>
   <source>%1: locked</source>
   <translation>%1 : verrouillée</translation>
  </message>
  <message>
   <source>%1: unlocked</source>
   <translation>%1 : déverrouillée</translation>
  </message>
  <message>
   <source>Clear faults</source>
   <translation>Effacer les défauts</translation>
  </message>
  <message>
   <source>Climate %1</source>
   <translation>Climatisation %1</translation>
  </message>
  <message>
   <source>Climate schedule</source>
   <translation>Programme de climatisation</translation>
  </message>
  <message>
   <source>Done today</source>
   <translation>Fait aujourd’hui</translation>
  </message>
  <message>
   <source>Lights</source>
   <translation>Feux</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>Verrouiller</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Entretien</translation>
  </message>
  <message>
   <source>Not enough data from the car yet.</source>
   <translation>Le véhicule n’a pas encore fourni assez de données.</translation>
  </message>
  <message>
   <source>Requested…</source>
   <comment>the car to lock or unlock</comment>
   <translation>Demandé…</translation>
  </message>
  <message>
   <source>Unlock all</source>
   <translation>Déverrouiller</translation>
  </message>
  <message>
   <source>next 12 months</source>
   <translation>12 prochains mois</translation>
  </message>
 </context>
 <context>
  <name>ChargePlan</name>
  <message>
   <source>Charge to</source>
   <translation>Charger à</translation>
  </message>
  <message>
   <source>Departure</source>
   <translation>Départ</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Terminé</translation>
  </message>
  <message>
   <source>Edit</source>
   <comment>the charge plan</comment>
   <translation>Modifier</translation>
  </message>
 </context>
 <context>
  <name>ChargingStop</name>
  <message>
   <source>Around here</source>
   <translation>Aux alentours</translation>
  </message>
  <message>
   <source>Coffee</source>
   <translation>Café</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>Trajet</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Manger</translation>
  </message>
  <message>
   <source>Looking around</source>
   <translation>Recherche aux alentours</translation>
  </message>
  <message>
   <source>Nothing like that within a 15-minute walk.</source>
   <translation>Rien de ce genre à moins d’un quart d’heure à pied.</translation>
  </message>
  <message>
   <source>Plugged in</source>
   <translation>Branchée</translation>
  </message>
  <message>
   <source>Shops</source>
   <translation>Achats</translation>
  </message>
  <message>
   <source>Sights</source>
   <translation>À visiter</translation>
  </message>
  <message>
   <source>The car’s position is unknown.</source>
   <translation>On ne sait pas où se trouve la voiture.</translation>
  </message>
  <message>
   <source>Toilets</source>
   <translation>WC</translation>
  </message>
  <message>
   <source>charged here</source>
   <translation>chargés ici</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>fermé</translation>
  </message>
  <message>
   <source>closed today</source>
   <translation>fermé aujourd’hui</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>consommation</translation>
  </message>
  <message>
   <source>driven</source>
   <translation>parcourus</translation>
  </message>
  <message>
   <source>highest speed</source>
   <translation>vitesse maximale</translation>
  </message>
  <message>
   <source>holidays</source>
   <translation>jours fériés</translation>
  </message>
  <message>
   <source>mean speed</source>
   <translation>vitesse moyenne</translation>
  </message>
  <message>
   <source>on the road</source>
   <translation>sur la route</translation>
  </message>
  <message>
   <source>open</source>
   <translation>ouvert</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>ouvert jusqu’à {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>ouvre à {time}</translation>
  </message>
  <message>
   <source>recovered by braking</source>
   <translation>récupérés au freinage</translation>
  </message>
  <message>
   <source>{energy} charged</source>
   <translation>{energy} chargés</translation>
  </message>
  <message>
   <source>{minutes} on foot</source>
   <translation>{minutes} à pied</translation>
  </message>
  <message>
   <source>{percent} at {time}</source>
   <translation>{percent} à {time}</translation>
  </message>
 </context>
 <context>
  <name>ChargingStops</name>
  <message>
   <source>Add charging stops</source>
   <translation>Ajouter les recharges</translation>
  </message>
  <message>
   <source>Charging on the way</source>
   <translation>Recharge en chemin</translation>
  </message>
  <message>
   <source>Charging station</source>
   <translation>Borne de recharge</translation>
  </message>
  <message>
   <source>Looking for chargers on the way</source>
   <translation>Recherche de bornes en chemin</translation>
  </message>
  <message>
   <source>Too far: no charger on the way is known</source>
   <translation>Trop loin : aucune borne connue en chemin</translation>
  </message>
  <message>
   <source>{duration} charging, {percent} on arrival</source>
   <translation>{duration} de charge, {percent} à l'arrivée</translation>
  </message>
 </context>
 <context>
  <name>ClimateStrip</name>
  <message>
   <source>A/C</source>
   <translation>Clim.</translation>
  </message>
  <message>
   <source>Air conditioning</source>
   <translation>Climatisation</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>Driver's seat heat</source>
   <translation>Siège chauffant conducteur</translation>
  </message>
  <message>
   <source>Driver's temperature</source>
   <translation>Température conducteur</translation>
  </message>
  <message>
   <source>Fan: less</source>
   <translation>Ventilation : moins</translation>
  </message>
  <message>
   <source>Fan: more</source>
   <translation>Ventilation : plus</translation>
  </message>
  <message>
   <source>More climate</source>
   <translation>Autres réglages de climatisation</translation>
  </message>
  <message>
   <source>Passenger's seat heat</source>
   <translation>Siège chauffant passager</translation>
  </message>
  <message>
   <source>Passenger's temperature</source>
   <translation>Température passager</translation>
  </message>
  <message>
   <source>Rear window</source>
   <translation>Lunette arrière</translation>
  </message>
  <message>
   <source>Rear window defrost</source>
   <translation>Dégivrage arrière</translation>
  </message>
  <message>
   <source>Recirculated air</source>
   <translation>Air recyclé</translation>
  </message>
  <message>
   <source>Recirculation</source>
   <translation>Recyclage</translation>
  </message>
  <message>
   <source>Windscreen defrost</source>
   <translation>Dégivrage du pare-brise</translation>
  </message>
 </context>
 <context>
  <name>ConsumptionPanel</name>
  <message>
   <source>forecast</source>
   <translation>prévision</translation>
  </message>
  <message>
   <source>now</source>
   <translation>maintenant</translation>
  </message>
  <message>
   <source>used</source>
   <translation>consommé</translation>
  </message>
 </context>
 <context>
  <name>Drive</name>
  <message>
   <source>Anti-lock brakes</source>
   <translation>Antiblocage (ABS)</translation>
  </message>
  <message>
   <source>Cruise control</source>
   <translation>Régulateur de vitesse</translation>
  </message>
  <message>
   <source>Front left tyre</source>
   <translation>Pneu avant gauche</translation>
  </message>
  <message>
   <source>Front right tyre</source>
   <translation>Pneu avant droit</translation>
  </message>
  <message>
   <source>High beam</source>
   <translation>Feux de route</translation>
  </message>
  <message>
   <source>Low beam</source>
   <translation>Feux de croisement</translation>
  </message>
  <message>
   <source>Parking brake</source>
   <translation>Frein de stationnement</translation>
  </message>
  <message>
   <source>Rear fog light</source>
   <translation>Feu de brouillard arrière</translation>
  </message>
  <message>
   <source>Rear left tyre</source>
   <translation>Pneu arrière gauche</translation>
  </message>
  <message>
   <source>Rear right tyre</source>
   <translation>Pneu arrière droit</translation>
  </message>
  <message>
   <source>Seat belt</source>
   <translation>Ceinture</translation>
  </message>
  <message>
   <source>Stability control</source>
   <translation>Contrôle de stabilité</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Pression des pneus</translation>
  </message>
  <message>
   <source>Washer fluid</source>
   <translation>Lave-glace</translation>
  </message>
  <message>
   <source>Wheels slipping</source>
   <translation>Patinage des roues</translation>
  </message>
  <message>
   <source>low</source>
   <translation>bas</translation>
  </message>
  <message>
   <source>since {time}</source>
   <translation>depuis {time}</translation>
  </message>
 </context>
 <context>
  <name>DriveScreen</name>
  <message>
   <source>%1 likely</source>
   <translation>%1 environ</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 d’autonomie</translation>
  </message>
  <message>
   <source>Gear %1</source>
   <translation>Rapport %1</translation>
  </message>
  <message>
   <source>Gear unknown</source>
   <translation>Rapport inconnu</translation>
  </message>
  <message>
   <source>Reset</source>
   <comment>the trip computer</comment>
   <translation>Remettre à 0</translation>
  </message>
  <message>
   <source>Speed %1</source>
   <translation>Vitesse %1</translation>
  </message>
  <message>
   <source>Trip A</source>
   <translation>Trajet A</translation>
  </message>
  <message>
   <source>battery</source>
   <translation>batterie</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>consommation</translation>
  </message>
  <message>
   <source>distance</source>
   <translation>distance</translation>
  </message>
  <message>
   <source>fuel</source>
   <translation>carburant</translation>
  </message>
  <message>
   <source>power</source>
   <translation>puissance</translation>
  </message>
  <message>
   <source>regeneration</source>
   <translation>récupération</translation>
  </message>
  <message>
   <source>speed</source>
   <comment>mean over the trip</comment>
   <translation>vitesse</translation>
  </message>
  <message>
   <source>time</source>
   <translation>durée</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>inconnue pour l’instant</translation>
  </message>
 </context>
 <context>
  <name>Energy</name>
  <message>
   <source>battery</source>
   <translation>batterie</translation>
  </message>
  <message>
   <source>battery level unknown</source>
   <translation>niveau de batterie inconnu</translation>
  </message>
  <message>
   <source>begins when it is plugged in</source>
   <translation>commence une fois branchée</translation>
  </message>
  <message>
   <source>charges as soon as it is plugged in</source>
   <translation>charge dès qu'elle est branchée</translation>
  </message>
  <message>
   <source>charges at once up to {percent}</source>
   <translation>charge tout de suite jusqu'à {percent}</translation>
  </message>
  <message>
   <source>charges at once: all the time is needed</source>
   <translation>charge tout de suite : tout le temps est nécessaire</translation>
  </message>
  <message>
   <source>charges for some minutes to learn what the socket gives</source>
   <translation>charge quelques minutes pour connaître la prise</translation>
  </message>
  <message>
   <source>charges until {time}</source>
   <translation>charge jusqu'à {time}</translation>
  </message>
  <message>
   <source>charges until {time} at {now} per kWh</source>
   <translation>charge jusqu'à {time} à {now} par kWh</translation>
  </message>
  <message>
   <source>charges while electricity is clean, until {time}</source>
   <translation>charge tant que l'électricité est propre, jusqu'à {time}</translation>
  </message>
  <message>
   <source>charges with your own solar power until {time}</source>
   <translation>charge avec votre énergie solaire jusqu'à {time}</translation>
  </message>
  <message>
   <source>charging</source>
   <translation>en charge</translation>
  </message>
  <message>
   <source>fast charging on the way</source>
   <translation>charge rapide en route</translation>
  </message>
  <message>
   <source>feeds the house until {time}</source>
   <translation>alimente la maison jusqu'à {time}</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>non connecté</translation>
  </message>
  <message>
   <source>nothing to charge</source>
   <translation>rien à charger</translation>
  </message>
  <message>
   <source>plugged in</source>
   <translation>branché</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>prix inconnu</translation>
  </message>
  <message>
   <source>prices are not known: charges as late as it can</source>
   <translation>prix inconnus : charge le plus tard possible</translation>
  </message>
  <message>
   <source>range as planned</source>
   <translation>autonomie comme prévu</translation>
  </message>
  <message>
   <source>set a time to be ready, and it charges when it is cheap</source>
   <translation>indiquez une heure de départ, elle chargera au meilleur prix</translation>
  </message>
  <message>
   <source>the car did not do it; tried again soon</source>
   <translation>la voiture ne l'a pas fait ; nouvel essai bientôt</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>inconnue pour l’instant</translation>
  </message>
  <message>
   <source>waiting for the car's plan</source>
   <translation>en attente du plan de la voiture</translation>
  </message>
  <message>
   <source>waits for cleaner electricity until {time}</source>
   <translation>attend une électricité plus propre jusqu'à {time}</translation>
  </message>
  <message>
   <source>waits for your own solar power until {time}</source>
   <translation>attend votre énergie solaire jusqu'à {time}</translation>
  </message>
  <message>
   <source>waits until {time}</source>
   <translation>attend {time}</translation>
  </message>
  <message>
   <source>waits until {time}: {then} instead of {now} per kWh</source>
   <translation>attend {time} : {then} au lieu de {now} par kWh</translation>
  </message>
  <message>
   <source>wheels</source>
   <translation>roues</translation>
  </message>
  <message>
   <source>{distance} ago</source>
   <translation>il y a {distance}</translation>
  </message>
  <message>
   <source>{distance} less than planned</source>
   <translation>{distance} de moins que prévu</translation>
  </message>
  <message>
   <source>{distance} more than planned</source>
   <translation>{distance} de plus que prévu</translation>
  </message>
  <message>
   <source>{percent} by {time}</source>
   <translation>{percent} à {time}</translation>
  </message>
 </context>
 <context>
  <name>EnergyFlow</name>
  <message>
   <source>motor</source>
   <translation>moteur</translation>
  </message>
 </context>
 <context>
  <name>EnergyScreen</name>
  <message>
   <source>Consumption</source>
   <translation>Consommation</translation>
  </message>
  <message>
   <source>What is around here</source>
   <translation>Ce qu’il y a autour</translation>
  </message>
 </context>
 <context>
  <name>Facts</name>
  <message>
   <source>24 h</source>
   <translation>24 h/24</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>fermé</translation>
  </message>
  <message>
   <source>fee</source>
   <translation>payant</translation>
  </message>
  <message>
   <source>free of charge</source>
   <translation>gratuit</translation>
  </message>
  <message>
   <source>open</source>
   <translation>ouvert</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>ouvert jusqu’à {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>ouvre à {time}</translation>
  </message>
  <message>
   <source>{count} spaces</source>
   <translation>{count} places</translation>
  </message>
 </context>
 <context>
  <name>JamCard</name>
  <message>
   <source>Jam here</source>
   <translation>Bouchon ici</translation>
  </message>
  <message>
   <source>avoid the next</source>
   <translation>éviter les prochains</translation>
  </message>
 </context>
 <context>
  <name>Keyboard</name>
  <message>
   <source>Erase</source>
   <translation>Effacer</translation>
  </message>
  <message>
   <source>More characters</source>
   <translation>Autres caractères</translation>
  </message>
  <message>
   <source>Other script</source>
   <translation>Autre écriture</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Rechercher</translation>
  </message>
  <message>
   <source>Speak</source>
   <translation>Parler</translation>
  </message>
  <message>
   <source>space</source>
   <translation>espace</translation>
  </message>
 </context>
 <context>
  <name>LaneStrip</name>
  <message>
   <source>Lanes</source>
   <translation>Voies</translation>
  </message>
 </context>
 <context>
  <name>ManeuverCard</name>
  <message>
   <source>In %1: %2</source>
   <translation>Dans %1 : %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>Puis</translation>
  </message>
 </context>
 <context>
  <name>ManeuverStrip</name>
  <message>
   <source>In %1: %2</source>
   <translation>Dans %1 : %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>Puis</translation>
  </message>
 </context>
 <context>
  <name>MapButtons</name>
  <message>
   <source>Back to the car</source>
   <translation>Revenir au véhicule</translation>
  </message>
  <message>
   <source>Jam here</source>
   <translation>Bouchon ici</translation>
  </message>
  <message>
   <source>Map direction</source>
   <translation>Orientation de la carte</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Rechercher</translation>
  </message>
  <message>
   <source>Voice off</source>
   <translation>Voix désactivée</translation>
  </message>
  <message>
   <source>Voice on</source>
   <translation>Voix activée</translation>
  </message>
  <message>
   <source>Whole route</source>
   <translation>Tout l’itinéraire</translation>
  </message>
 </context>
 <context>
  <name>MapScreen</name>
  <message>
   <source>Close the preview</source>
   <translation>Fermer l’aperçu</translation>
  </message>
 </context>
 <context>
  <name>MapView</name>
  <message>
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <source>© OpenStreetMap contributors</source>
   <translation>© contributeurs OpenStreetMap</translation>
  </message>
 </context>
 <context>
  <name>Media</name>
  <message>
   <source>Unknown title</source>
   <translation>Titre inconnu</translation>
  </message>
 </context>
 <context>
  <name>MediaScreen</name>
  <message>
   <source>Next title</source>
   <translation>Titre suivant</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>Aucune lecture en cours</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Lecture</translation>
  </message>
  <message>
   <source>Position in the title</source>
   <translation>Position dans le titre</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>Titre précédent</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>File</translation>
  </message>
  <message>
   <source>Shuffle</source>
   <translation>Lecture aléatoire</translation>
  </message>
  <message>
   <source>Start a player, connect a phone or plug in a USB stick.</source>
   <translation>Lancez un lecteur, connectez un téléphone ou branchez une clé USB.</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Volume</translation>
  </message>
 </context>
 <context>
  <name>Pairing</name>
  <message>
   <source>A driver may find, open and use the car and see its trips.</source>
   <translation>Un conducteur peut localiser, ouvrir et utiliser la voiture et voir ses trajets.</translation>
  </message>
  <message>
   <source>A guest may open and lock the car and set its climate.</source>
   <translation>Un invité peut ouvrir et verrouiller la voiture et régler sa climatisation.</translation>
  </message>
  <message>
   <source>An owner may do everything, also invite others and erase data.</source>
   <translation>Un propriétaire peut tout faire, aussi inviter d’autres personnes et effacer des données.</translation>
  </message>
  <message>
   <source>Scan with a phone</source>
   <translation>À scanner avec un téléphone</translation>
  </message>
  <message>
   <source>Sign in on the new phone with a new account. The lost phone loses this car.</source>
   <translation>Sur le nouveau téléphone, créez un nouveau compte. Le téléphone perdu perd cette voiture.</translation>
  </message>
  <message>
   <source>{name} takes the place of the owner who lost a phone</source>
   <translation>{name} prend la place du propriétaire qui a perdu un téléphone</translation>
  </message>
  <message>
   <source>{name} wants to be an owner of this car</source>
   <translation>{name} veut être propriétaire de cette voiture</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a driver</source>
   <translation>{name} veut utiliser cette voiture comme conducteur</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a guest</source>
   <translation>{name} veut utiliser cette voiture comme invité</translation>
  </message>
 </context>
 <context>
  <name>PairingSheet</name>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Non</translation>
  </message>
  <message>
   <source>Or open %1 and type</source>
   <translation>Ou ouvrez %1 et saisissez</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Oui</translation>
  </message>
 </context>
 <context>
  <name>Phone</name>
  <message>
   <source>Bluetooth is off.</source>
   <translation>Le Bluetooth est désactivé.</translation>
  </message>
  <message>
   <source>Calling…</source>
   <translation>Appel…</translation>
  </message>
  <message>
   <source>Contacts that cannot be read: {count}</source>
   <translation>Contacts illisibles : {count}</translation>
  </message>
  <message>
   <source>Incoming</source>
   <translation>Entrant</translation>
  </message>
  <message>
   <source>Incoming call</source>
   <translation>Appel entrant</translation>
  </message>
  <message>
   <source>Missed</source>
   <translation>Manqué</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>Aucun téléphone n’est encore jumelé.</translation>
  </message>
  <message>
   <source>No phone is connected.</source>
   <translation>Aucun téléphone n’est connecté.</translation>
  </message>
  <message>
   <source>No phone is in reach.</source>
   <translation>Aucun téléphone à portée.</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>En attente</translation>
  </message>
  <message>
   <source>Outgoing</source>
   <translation>Sortant</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Téléphone</translation>
  </message>
  <message>
   <source>The phone does not do that.</source>
   <translation>Le téléphone ne le fait pas.</translation>
  </message>
  <message>
   <source>The phone does not hand over its contacts. Allow it on the phone.</source>
   <translation>Le téléphone ne transmet pas ses contacts. Autorisez-le sur le téléphone.</translation>
  </message>
  <message>
   <source>There is no Bluetooth in this car.</source>
   <translation>Cette voiture n’a pas de Bluetooth.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>Le Bluetooth n’est pas disponible pour l’instant.</translation>
  </message>
  <message>
   <source>Unknown number</source>
   <translation>Numéro inconnu</translation>
  </message>
 </context>
 <context>
  <name>PhoneScreen</name>
  <message>
   <source>Allow contacts for this car in the phone's Bluetooth settings.</source>
   <translation>Autorisez les contacts pour cette voiture dans les réglages Bluetooth du téléphone.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Répondre</translation>
  </message>
  <message>
   <source>Calls made or missed stand here.</source>
   <translation>Les appels passés ou manqués s’affichent ici.</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Contacts</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>Refuser</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>Raccrocher</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Couper le micro</translation>
  </message>
  <message>
   <source>Muted</source>
   <translation>Micro coupé</translation>
  </message>
  <message>
   <source>No calls yet</source>
   <translation>Aucun appel</translation>
  </message>
  <message>
   <source>No contacts from this phone</source>
   <translation>Aucun contact de ce téléphone</translation>
  </message>
  <message>
   <source>Phones are paired in Settings while parked.</source>
   <translation>Les téléphones se jumellent dans Réglages, à l’arrêt.</translation>
  </message>
  <message>
   <source>Recents</source>
   <translation>Récents</translation>
  </message>
  <message>
   <source>Swap</source>
   <translation>Permuter</translation>
  </message>
 </context>
 <context>
  <name>PlaceSheet</name>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>Favourite</source>
   <translation>Favori</translation>
  </message>
  <message>
   <source>Not a favourite</source>
   <translation>Pas un favori</translation>
  </message>
  <message>
   <source>Pass by here</source>
   <translation>Passer par ici</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>Retirer de la liste</translation>
  </message>
  <message>
   <source>This is home</source>
   <translation>C’est le domicile</translation>
  </message>
  <message>
   <source>This is work</source>
   <translation>C’est le travail</translation>
  </message>
 </context>
 <context>
  <name>ProblemNote</name>
  <message>
   <source>Allow more under route options.</source>
   <translation>Autorisez davantage dans les options.</translation>
  </message>
  <message>
   <source>Choose a place on a street.</source>
   <translation>Choisissez un lieu sur une rue.</translation>
  </message>
  <message>
   <source>Choose another place or fewer stops.</source>
   <translation>Choisissez un autre lieu ou moins d’étapes.</translation>
  </message>
  <message>
   <source>It needs a clear view of the sky.</source>
   <translation>Elle revient à ciel ouvert.</translation>
  </message>
  <message>
   <source>It starts again by itself.</source>
   <translation>Elle redémarre d’elle-même.</translation>
  </message>
  <message>
   <source>Looking for a new way</source>
   <translation>Recherche d’un nouvel itinéraire</translation>
  </message>
  <message>
   <source>Looking for ways</source>
   <translation>Recherche d’itinéraires</translation>
  </message>
  <message>
   <source>No map for this area</source>
   <translation>Pas de carte pour cette zone</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>Aucune carte n’est installée</translation>
  </message>
  <message>
   <source>No road leads there</source>
   <translation>Aucune route n’y mène</translation>
  </message>
  <message>
   <source>No road near this place</source>
   <translation>Aucune route près de ce lieu</translation>
  </message>
  <message>
   <source>No way could be computed</source>
   <translation>Aucun itinéraire n’a pu être calculé</translation>
  </message>
  <message>
   <source>Settings, Maps says what is there and how more is made.</source>
   <translation>Réglages, Cartes dit ce qui existe et comment en ajouter.</translation>
  </message>
  <message>
   <source>The map does not answer</source>
   <translation>La carte ne répond pas</translation>
  </message>
  <message>
   <source>Try again or choose another place.</source>
   <translation>Réessayez ou choisissez un autre lieu.</translation>
  </message>
  <message>
   <source>Waiting for the position</source>
   <translation>En attente de la position</translation>
  </message>
 </context>
 <context>
  <name>Question</name>
  <message>
   <source>Delete</source>
   <translation>Supprimer</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Conserver</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Conserver</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Car</source>
   <translation>Véhicule</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>Conduite</translation>
  </message>
  <message>
   <source>Energy</source>
   <translation>Énergie</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <source>Media</source>
   <translation>Médias</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Téléphone</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>Écrans</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
 </context>
 <context>
  <name>Refusals</name>
  <message>
   <source>The car does not answer.</source>
   <translation>Le véhicule ne répond pas.</translation>
  </message>
  <message>
   <source>The car has not done it in time.</source>
   <translation>Le véhicule ne l’a pas fait à temps.</translation>
  </message>
  <message>
   <source>This car cannot do that.</source>
   <translation>Ce véhicule ne peut pas le faire.</translation>
  </message>
 </context>
 <context>
  <name>ReverseView</name>
  <message>
   <source>Camera behind the car</source>
   <translation>Caméra de recul</translation>
  </message>
  <message>
   <source>Look behind you</source>
   <translation>Regardez derrière vous</translation>
  </message>
  <message>
   <source>No picture from the camera</source>
   <translation>Aucune image de la caméra</translation>
  </message>
 </context>
 <context>
  <name>RoutePreview</name>
  <message>
   <source>Add a stop</source>
   <translation>Ajouter une étape</translation>
  </message>
  <message>
   <source>No other way is worth its detour</source>
   <translation>Aucun autre itinéraire ne vaut le détour</translation>
  </message>
  <message>
   <source>Route options</source>
   <translation>Options d’itinéraire</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Démarrer</translation>
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
   <translation>%1 sur %2</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>By way of?</source>
   <translation>Passer par ?</translation>
  </message>
  <message>
   <source>Charge</source>
   <translation>Recharge</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Effacer</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Restaurants</translation>
  </message>
  <message>
   <source>Fuel</source>
   <translation>Carburant</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>Domicile</translation>
  </message>
  <message>
   <source>I am the passenger</source>
   <translation>Je suis passager</translation>
  </message>
  <message>
   <source>No charger on the map near here.</source>
   <translation>Aucune borne sur la carte près d’ici.</translation>
  </message>
  <message>
   <source>Not on the map: %1</source>
   <translation>Absent de la carte : %1</translation>
  </message>
  <message>
   <source>Nothing found. Fewer letters or another spelling find more.</source>
   <translation>Rien trouvé. Moins de lettres ou une autre orthographe en trouvent plus.</translation>
  </message>
  <message>
   <source>Nothing like that along the route. Touch On route again to look around the car.</source>
   <translation>Rien de tel sur le trajet. Touchez encore Sur le trajet pour chercher autour de la voiture.</translation>
  </message>
  <message>
   <source>Nothing of that kind on the map near here.</source>
   <translation>Rien de ce genre sur la carte près d’ici.</translation>
  </message>
  <message>
   <source>On route</source>
   <translation>Sur l’itinéraire</translation>
  </message>
  <message>
   <source>Park</source>
   <translation>Parking</translation>
  </message>
  <message>
   <source>Pharmacy</source>
   <translation>Pharmacie</translation>
  </message>
  <message>
   <source>Places found</source>
   <translation>Lieux trouvés</translation>
  </message>
  <message>
   <source>Places you drive to will stand here</source>
   <translation>Vos destinations apparaîtront ici</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>Recherche</translation>
  </message>
  <message>
   <source>Typing waits until you stand</source>
   <translation>La saisie attend l’arrêt</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>Où aller ?</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Travail</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>Add</source>
   <translation>Ajouter</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>Alertes</translation>
  </message>
  <message>
   <source>Animations</source>
   <translation>Animations</translation>
  </message>
  <message>
   <source>App</source>
   <translation>Appli</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Apparence</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Avoid ferries</source>
   <translation>Éviter les ferries</translation>
  </message>
  <message>
   <source>Avoid motorways</source>
   <translation>Éviter les autoroutes</translation>
  </message>
  <message>
   <source>Avoid tolls</source>
   <translation>Éviter les péages</translation>
  </message>
  <message>
   <source>Avoid unpaved roads</source>
   <translation>Éviter les routes non revêtues</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Luminosité</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
  <message>
   <source>Choose this car on your phone.</source>
   <translation>Choisissez ce véhicule sur votre téléphone.</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>Heure</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>Connecter</translation>
  </message>
  <message>
   <source>Consumption</source>
   <translation>Consommation</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Jour</translation>
  </message>
  <message>
   <source>Dimmest</source>
   <translation>Minimum</translation>
  </message>
  <message>
   <source>Disconnect</source>
   <translation>Déconnecter</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>Affichage</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>Distance</translation>
  </message>
  <message>
   <source>Does the phone show {passkey}?</source>
   <translation>Le téléphone affiche-t-il {passkey} ?</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Télécharger</translation>
  </message>
  <message>
   <source>Driver</source>
   <translation>Conducteur</translation>
  </message>
  <message>
   <source>Driver {number}</source>
   <translation>Conducteur {number}</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Effacer</translation>
  </message>
  <message>
   <source>Erase everything that was sent?</source>
   <translation>Effacer tout ce qui a été envoyé ?</translation>
  </message>
  <message>
   <source>Everything is exported</source>
   <translation>Tout est exporté</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exporter</translation>
  </message>
  <message>
   <source>Fault codes</source>
   <translation>Codes défaut</translation>
  </message>
  <message>
   <source>Favourites and profiles</source>
   <translation>Favoris et profils</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Oublier</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>Invité</translation>
  </message>
  <message>
   <source>Height of the car</source>
   <translation>Hauteur de la voiture</translation>
  </message>
  <message>
   <source>It is deleted here and in the cloud and cannot be brought back.</source>
   <translation>C’est supprimé ici et dans le cloud, sans retour possible.</translation>
  </message>
  <message>
   <source>It is erased in the car</source>
   <translation>C’est effacé dans la voiture</translation>
  </message>
  <message>
   <source>Its settings, favourites and places are gone.</source>
   <translation>Ses réglages, favoris et lieux seront perdus.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Langue</translation>
  </message>
  <message>
   <source>Larger sign</source>
   <translation>Panneau agrandi</translation>
  </message>
  <message>
   <source>Lost phone</source>
   <translation>Téléphone perdu</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Entretien</translation>
  </message>
  <message>
   <source>Maps</source>
   <translation>Cartes</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Nuit</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Non</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>Aucune carte n’est installée</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>Aucun téléphone n’est encore jumelé.</translation>
  </message>
  <message>
   <source>Nothing sent</source>
   <translation>Rien envoyé</translation>
  </message>
  <message>
   <source>Nothing sent today</source>
   <translation>Rien envoyé aujourd’hui</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Désactivé</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Activé</translation>
  </message>
  <message>
   <source>One chime</source>
   <translation>Un signal sonore</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>Propriétaire</translation>
  </message>
  <message>
   <source>Pair</source>
   <translation>Jumeler</translation>
  </message>
  <message>
   <source>Pairing</source>
   <translation>Jumelage</translation>
  </message>
  <message>
   <source>Phones</source>
   <translation>Téléphones</translation>
  </message>
  <message>
   <source>Position</source>
   <translation>Position</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Vie privée</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>Profils</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Supprimer</translation>
  </message>
  <message>
   <source>Remove this map?</source>
   <translation>Supprimer cette carte ?</translation>
  </message>
  <message>
   <source>Remove this profile?</source>
   <translation>Supprimer ce profil ?</translation>
  </message>
  <message>
   <source>Spoken guidance</source>
   <translation>Guidage vocal</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Arrêter</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Température</translation>
  </message>
  <message>
   <source>That did not work</source>
   <translation>Cela n’a pas marché</translation>
  </message>
  <message>
   <source>There is no guidance there until it is loaded again.</source>
   <translation>Pas de guidage dans cette zone avant un nouveau chargement.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>Le Bluetooth n’est pas disponible pour l’instant.</translation>
  </message>
  <message>
   <source>Trips and places</source>
   <translation>Trajets et lieux</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Pression des pneus</translation>
  </message>
  <message>
   <source>Units</source>
   <translation>Unités</translation>
  </message>
  <message>
   <source>Update</source>
   <translation>Mettre à jour</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Utiliser</translation>
  </message>
  <message>
   <source>Vehicle health</source>
   <translation>État du véhicule</translation>
  </message>
  <message>
   <source>Visible to phones</source>
   <translation>Visible pour les téléphones</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>Voix</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Volume</translation>
  </message>
  <message>
   <source>Weight of the car</source>
   <translation>Poids de la voiture</translation>
  </message>
  <message>
   <source>What leaves the car</source>
   <translation>Ce qui quitte le véhicule</translation>
  </message>
  <message>
   <source>Who is driving</source>
   <translation>Qui conduit</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Oui</translation>
  </message>
  <message>
   <source>and in the cloud as soon as it is reached.</source>
   <translation>et dans le cloud dès qu’il est joignable.</translation>
  </message>
  <message>
   <source>as built</source>
   <translation>d’origine</translation>
  </message>
  <message>
   <source>connected</source>
   <translation>connecté</translation>
  </message>
  <message>
   <source>headunit-maps build makes one from an OpenStreetMap extract.</source>
   <translation>headunit-maps build en crée une à partir d’un extrait OpenStreetMap.</translation>
  </message>
  <message>
   <source>invite as</source>
   <translation>inviter comme</translation>
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
   <translation>carte du {date}</translation>
  </message>
  <message>
   <source>miles, feet</source>
   <translation>miles, pieds</translation>
  </message>
  <message>
   <source>miles, yards</source>
   <translation>miles, yards</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>non connecté</translation>
  </message>
  <message>
   <source>only while the car stands</source>
   <translation>uniquement à l’arrêt</translation>
  </message>
  <message>
   <source>over the limit by</source>
   <translation>au-delà de la limite de</translation>
  </message>
  <message>
   <source>with trailer and load</source>
   <translation>avec remorque et chargement</translation>
  </message>
  <message>
   <source>with what is on the roof</source>
   <translation>avec ce qui est sur le toit</translation>
  </message>
  <message>
   <source>{count} values sent at {time}</source>
   <translation>{count} valeurs envoyées à {time}</translation>
  </message>
  <message>
   <source>{count} values today · {size}</source>
   <translation>{count} valeurs aujourd’hui · {size}</translation>
  </message>
 </context>
 <context>
  <name>SettingsScreen</name>
  <message>
   <source>I am the passenger</source>
   <translation>Je suis passager</translation>
  </message>
  <message>
   <source>The rest can be set when the car stands.</source>
   <translation>Le reste se règle à l’arrêt.</translation>
  </message>
 </context>
 <context>
  <name>SpeedRow</name>
  <message>
   <source>Speed %1 %2</source>
   <translation>Vitesse %1 %2</translation>
  </message>
  <message>
   <source>over the limit</source>
   <translation>au-delà de la limite</translation>
  </message>
 </context>
 <context>
  <name>SpeedSign</name>
  <message>
   <source>No speed limit</source>
   <translation>Pas de limite de vitesse</translation>
  </message>
  <message>
   <source>Speed limit %1</source>
   <translation>Limite %1</translation>
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message numerus="yes">
   <source>%n change(s) wait for the cloud</source>
   <translation>
    <numerusform>%n modification attend le cloud</numerusform>
    <numerusform>%n modifications attendent le cloud</numerusform>
   </translation>
  </message>
  <message>
   <source>Cloud connected</source>
   <translation>Cloud connecté</translation>
  </message>
  <message>
   <source>Cloud off</source>
   <translation>Cloud désactivé</translation>
  </message>
  <message>
   <source>Driver %1</source>
   <translation>Conducteur %1</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>En direct</translation>
  </message>
  <message>
   <source>No car data</source>
   <translation>Voiture muette</translation>
  </message>
  <message>
   <source>No position</source>
   <translation>Pas de position</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Désactivé</translation>
  </message>
  <message>
   <source>Outside %1</source>
   <translation>Extérieur %1</translation>
  </message>
  <message>
   <source>Phone connected</source>
   <translation>Téléphone connecté</translation>
  </message>
  <message>
   <source>Position within %1</source>
   <translation>Position à %1 près</translation>
  </message>
  <message>
   <source>The car does not report</source>
   <translation>La voiture ne répond pas</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Étapes</translation>
  </message>
 </context>
 <context>
  <name>Stepper</name>
  <message>
   <source>%1: less</source>
   <translation>%1 : moins</translation>
  </message>
  <message>
   <source>%1: more</source>
   <translation>%1 : plus</translation>
  </message>
 </context>
 <context>
  <name>StopPanel</name>
  <message>
   <source>Call</source>
   <translation>Appeler</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>Drive there</source>
   <translation>Y aller en voiture</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Ouvert</translation>
  </message>
  <message>
   <source>Places within a walk</source>
   <translation>Lieux à portée de marche</translation>
  </message>
 </context>
 <context>
  <name>StopRow</name>
  <message>
   <source>Earlier</source>
   <translation>Plus tôt</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Plus tard</translation>
  </message>
  <message>
   <source>Point on the map</source>
   <translation>Point sur la carte</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Supprimer</translation>
  </message>
  <message>
   <source>Your position</source>
   <translation>Votre position</translation>
  </message>
  <message>
   <source>now</source>
   <translation>maintenant</translation>
  </message>
 </context>
 <context>
  <name>Telltale</name>
  <message>
   <source>%1: off</source>
   <translation>%1 : éteint</translation>
  </message>
  <message>
   <source>%1: on</source>
   <translation>%1 : allumé</translation>
  </message>
  <message>
   <source>%1: unknown</source>
   <translation>%1 : inconnu</translation>
  </message>
 </context>
 <context>
  <name>Toggle</name>
  <message>
   <source>Off</source>
   <translation>Désactivé</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Activé</translation>
  </message>
 </context>
 <context>
  <name>TripCard</name>
  <message>
   <source>End guidance</source>
   <translation>Arrêter le guidage</translation>
  </message>
  <message>
   <source>Trip</source>
   <translation>Trajet</translation>
  </message>
 </context>
 <context>
  <name>TripMenu</name>
  <message>
   <source>Add a stop</source>
   <translation>Ajouter une étape</translation>
  </message>
  <message>
   <source>All steps</source>
   <translation>Toutes les étapes</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>End guidance</source>
   <translation>Arrêter le guidage</translation>
  </message>
  <message>
   <source>Say again</source>
   <translation>Répéter</translation>
  </message>
  <message>
   <source>Skip the next stop</source>
   <translation>Sauter la prochaine étape</translation>
  </message>
 </context>
 <context>
  <name>VehicleAlerts</name>
  <message>
   <source>A brake light does not light</source>
   <translation>Un feu stop est éteint</translation>
  </message>
  <message>
   <source>A low beam does not light</source>
   <translation>Un feu de croisement est éteint</translation>
  </message>
  <message>
   <source>ABS does not work</source>
   <translation>L’ABS ne fonctionne pas</translation>
  </message>
  <message>
   <source>Battery almost empty</source>
   <translation>Batterie presque vide</translation>
  </message>
  <message>
   <source>Battery below 15 %</source>
   <translation>Batterie sous 15 %</translation>
  </message>
  <message>
   <source>Brake pads are worn</source>
   <translation>Plaquettes de frein usées</translation>
  </message>
  <message>
   <source>Brake with care; have it checked.</source>
   <translation>Freinez avec prudence ; faites contrôler.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>Rechargez maintenant.</translation>
  </message>
  <message>
   <source>Check the pressure soon.</source>
   <translation>Vérifiez bientôt la pression.</translation>
  </message>
  <message>
   <source>Drive gently.</source>
   <translation>Roulez en douceur.</translation>
  </message>
  <message>
   <source>Drive with care; have it checked.</source>
   <translation>Conduisez avec prudence ; faites contrôler.</translation>
  </message>
  <message>
   <source>Driver's door is open</source>
   <translation>Porte conducteur ouverte</translation>
  </message>
  <message>
   <source>Fasten the seat belt</source>
   <translation>Attachez la ceinture</translation>
  </message>
  <message>
   <source>Fuel is low</source>
   <translation>Niveau de carburant bas</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>Faites-la contrôler.</translation>
  </message>
  <message>
   <source>Have it replaced.</source>
   <translation>Faites-le remplacer.</translation>
  </message>
  <message>
   <source>Have them replaced.</source>
   <translation>Faites-les remplacer.</translation>
  </message>
  <message>
   <source>Leave the road if you can.</source>
   <translation>Quittez la chaussée si possible.</translation>
  </message>
  <message>
   <source>Oil level critically low</source>
   <translation>Niveau d’huile critique</translation>
  </message>
  <message>
   <source>Passenger's door is open</source>
   <translation>Porte passager ouverte</translation>
  </message>
  <message>
   <source>Plan a charging stop.</source>
   <translation>Prévoyez une recharge.</translation>
  </message>
  <message>
   <source>Power and charging are reduced.</source>
   <translation>Puissance et recharge réduites.</translation>
  </message>
  <message>
   <source>Rear door, driver's side is open</source>
   <translation>Porte arrière côté conducteur ouverte</translation>
  </message>
  <message>
   <source>Rear door, passenger's side is open</source>
   <translation>Porte arrière côté passager ouverte</translation>
  </message>
  <message>
   <source>Refill it.</source>
   <translation>Remplissez-le.</translation>
  </message>
  <message>
   <source>Refuel soon.</source>
   <translation>Faites bientôt le plein.</translation>
  </message>
  <message>
   <source>Release it.</source>
   <translation>Desserrez-le.</translation>
  </message>
  <message>
   <source>See Car, faults.</source>
   <translation>Voir Véhicule, défauts.</translation>
  </message>
  <message>
   <source>Service is due</source>
   <translation>Révision à effectuer</translation>
  </message>
  <message>
   <source>Stability control does not work</source>
   <translation>Le contrôle de stabilité ne fonctionne pas</translation>
  </message>
  <message>
   <source>Stop and close it.</source>
   <translation>Arrêtez-vous pour fermer.</translation>
  </message>
  <message>
   <source>Stop and switch it off.</source>
   <translation>Arrêtez-vous et coupez-le.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>Arrêtez-vous et coupez le moteur.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>Arrêtez-vous en lieu sûr et quittez le véhicule.</translation>
  </message>
  <message>
   <source>Stop where it is safe.</source>
   <translation>Arrêtez-vous en lieu sûr.</translation>
  </message>
  <message>
   <source>The 12-volt battery is weak</source>
   <translation>Batterie 12 V faible</translation>
  </message>
  <message>
   <source>The battery is cold</source>
   <translation>La batterie est froide</translation>
  </message>
  <message>
   <source>The battery is too hot</source>
   <translation>La batterie est trop chaude</translation>
  </message>
  <message>
   <source>The bonnet is open</source>
   <translation>Le capot est ouvert</translation>
  </message>
  <message>
   <source>The boot is open</source>
   <translation>Le coffre est ouvert</translation>
  </message>
  <message>
   <source>The car has broken down</source>
   <translation>Le véhicule est en panne</translation>
  </message>
  <message>
   <source>The car reports a fault</source>
   <translation>Le véhicule signale un défaut</translation>
  </message>
  <message>
   <source>The engine is too hot</source>
   <translation>Le moteur surchauffe</translation>
  </message>
  <message>
   <source>The motor is hot</source>
   <translation>Le moteur est chaud</translation>
  </message>
  <message>
   <source>The parking brake is on</source>
   <translation>Frein de stationnement serré</translation>
  </message>
  <message>
   <source>The road may be icy</source>
   <translation>Risque de verglas</translation>
  </message>
  <message>
   <source>Tyre front left is flat</source>
   <translation>Pneu avant gauche à plat</translation>
  </message>
  <message>
   <source>Tyre front left is low</source>
   <translation>Pneu avant gauche sous-gonflé</translation>
  </message>
  <message>
   <source>Tyre front right is flat</source>
   <translation>Pneu avant droit à plat</translation>
  </message>
  <message>
   <source>Tyre front right is low</source>
   <translation>Pneu avant droit sous-gonflé</translation>
  </message>
  <message>
   <source>Tyre rear left is flat</source>
   <translation>Pneu arrière gauche à plat</translation>
  </message>
  <message>
   <source>Tyre rear left is low</source>
   <translation>Pneu arrière gauche sous-gonflé</translation>
  </message>
  <message>
   <source>Tyre rear right is flat</source>
   <translation>Pneu arrière droit à plat</translation>
  </message>
  <message>
   <source>Tyre rear right is low</source>
   <translation>Pneu arrière droit sous-gonflé</translation>
  </message>
  <message>
   <source>Washer fluid is low</source>
   <translation>Niveau de lave-glace bas</translation>
  </message>
 </context>
 <context>
  <name>VehicleFaults</name>
  <message>
   <source>A body control unit has an internal fault</source>
   <translation>Défaut interne d’un calculateur de carrosserie</translation>
  </message>
  <message>
   <source>A little fuel vapour leaks</source>
   <translation>Légère fuite de vapeurs de carburant</translation>
  </message>
  <message>
   <source>ABS may not work; have it checked soon.</source>
   <translation>L’ABS peut ne pas fonctionner ; faites contrôler bientôt.</translation>
  </message>
  <message>
   <source>Brake with care; have it checked soon.</source>
   <translation>Freinez avec prudence ; faites contrôler bientôt.</translation>
  </message>
  <message>
   <source>Call for service.</source>
   <translation>Appelez l’assistance.</translation>
  </message>
  <message>
   <source>Charge elsewhere with DC; have it checked.</source>
   <translation>Rechargez ailleurs en courant continu ; faites contrôler.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>Rechargez maintenant.</translation>
  </message>
  <message>
   <source>Charge now; have it checked.</source>
   <translation>Rechargez maintenant ; faites contrôler.</translation>
  </message>
  <message>
   <source>Charging was interrupted by the station</source>
   <translation>La borne a interrompu la recharge</translation>
  </message>
  <message>
   <source>Check the oil level at once.</source>
   <translation>Vérifiez le niveau d’huile sans tarder.</translation>
  </message>
  <message>
   <source>Check the pressure by hand.</source>
   <translation>Vérifiez la pression à la main.</translation>
  </message>
  <message>
   <source>Close the fuel cap until it clicks; else have it checked.</source>
   <translation>Fermez le bouchon jusqu’au clic ; sinon faites contrôler.</translation>
  </message>
  <message>
   <source>Control units cannot talk with each other</source>
   <translation>Les calculateurs ne communiquent plus</translation>
  </message>
  <message>
   <source>Cruise control and the display of speed may fail; have it checked.</source>
   <translation>Régulateur et affichage de vitesse peuvent tomber en panne ; faites contrôler.</translation>
  </message>
  <message>
   <source>Cylinder 1 misfires</source>
   <translation>Ratés au cylindre 1</translation>
  </message>
  <message>
   <source>Cylinder 2 misfires</source>
   <translation>Ratés au cylindre 2</translation>
  </message>
  <message>
   <source>Cylinder 3 misfires</source>
   <translation>Ratés au cylindre 3</translation>
  </message>
  <message>
   <source>Cylinder 4 misfires</source>
   <translation>Ratés au cylindre 4</translation>
  </message>
  <message>
   <source>Do not touch orange cables; have it checked before driving.</source>
   <translation>Ne touchez pas les câbles orange ; faites contrôler avant de rouler.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon.</source>
   <translation>Roulez en douceur et faites contrôler bientôt.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon: the catalyst may be damaged.</source>
   <translation>Roulez en douceur et faites contrôler bientôt : le catalyseur peut être endommagé.</translation>
  </message>
  <message>
   <source>Fuel pressure is too low</source>
   <translation>Pression de carburant trop basse</translation>
  </message>
  <message>
   <source>Fuel vapour leaks</source>
   <translation>Fuite de vapeurs de carburant</translation>
  </message>
  <message>
   <source>Have battery and charger checked.</source>
   <translation>Faites contrôler batterie et chargeur.</translation>
  </message>
  <message>
   <source>Have it checked at once.</source>
   <translation>Faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>Have it checked at the next service.</source>
   <translation>Faites contrôler à la prochaine révision.</translation>
  </message>
  <message>
   <source>Have it checked soon.</source>
   <translation>Faites contrôler bientôt.</translation>
  </message>
  <message>
   <source>Have it checked soon; the engine may lose power.</source>
   <translation>Faites contrôler bientôt ; le moteur peut perdre de la puissance.</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>Faites-la contrôler.</translation>
  </message>
  <message>
   <source>Have it checked; an air leak is likely.</source>
   <translation>Faites contrôler ; prise d’air probable.</translation>
  </message>
  <message>
   <source>It may not fire in a crash; have it checked at once.</source>
   <translation>Il peut ne pas se déclencher ; faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>Much fuel vapour leaks</source>
   <translation>Forte fuite de vapeurs de carburant</translation>
  </message>
  <message>
   <source>Power is reduced; have it checked.</source>
   <translation>Puissance réduite ; faites contrôler.</translation>
  </message>
  <message>
   <source>Power may be cut; have it checked at once.</source>
   <translation>La puissance peut être coupée ; faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>Range is reduced; have it checked.</source>
   <translation>Autonomie réduite ; faites contrôler.</translation>
  </message>
  <message>
   <source>Refuel; have it checked.</source>
   <translation>Faites le plein ; faites contrôler.</translation>
  </message>
  <message>
   <source>Several systems may fail; have it checked at once.</source>
   <translation>Plusieurs systèmes peuvent tomber en panne ; faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>Stop and let it cool.</source>
   <translation>Arrêtez-vous et laissez refroidir.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>Arrêtez-vous et coupez le moteur.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>Arrêtez-vous en lieu sûr et quittez le véhicule.</translation>
  </message>
  <message>
   <source>The 12-volt battery will run empty; have it checked at once.</source>
   <translation>La batterie 12 V va se vider ; faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>The ABS control unit does not answer</source>
   <translation>Le calculateur ABS ne répond pas</translation>
  </message>
  <message>
   <source>The DC/DC converter does not work</source>
   <translation>Le convertisseur DC/DC ne fonctionne pas</translation>
  </message>
  <message>
   <source>The air flow sensor reads wrongly</source>
   <translation>Le débitmètre d’air mesure mal</translation>
  </message>
  <message>
   <source>The body control unit does not answer</source>
   <translation>Le calculateur de carrosserie ne répond pas</translation>
  </message>
  <message>
   <source>The camshaft position sensor does not work</source>
   <translation>Le capteur d’arbre à cames ne fonctionne pas</translation>
  </message>
  <message>
   <source>The catalyst of bank 2 works poorly</source>
   <translation>Le catalyseur du rang 2 fonctionne mal</translation>
  </message>
  <message>
   <source>The catalyst works poorly</source>
   <translation>Le catalyseur fonctionne mal</translation>
  </message>
  <message>
   <source>The coolant pump of the power electronics does not work</source>
   <translation>La pompe de refroidissement de l’électronique ne fonctionne pas</translation>
  </message>
  <message>
   <source>The coolant stays too cold</source>
   <translation>Le liquide de refroidissement reste trop froid</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too high</source>
   <translation>Le capteur de température d’eau mesure trop haut</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too low</source>
   <translation>Le capteur de température d’eau mesure trop bas</translation>
  </message>
  <message>
   <source>The crankshaft position sensor does not work</source>
   <translation>Le capteur de vilebrequin ne fonctionne pas</translation>
  </message>
  <message>
   <source>The drive motor is too hot</source>
   <translation>Le moteur électrique est trop chaud</translation>
  </message>
  <message>
   <source>The drive motor's control unit does not answer</source>
   <translation>Le calculateur du moteur électrique ne répond pas</translation>
  </message>
  <message>
   <source>The drive motor's control unit has a fault</source>
   <translation>Défaut du calculateur du moteur électrique</translation>
  </message>
  <message>
   <source>The driver's airbag has a fault</source>
   <translation>Défaut de l’airbag conducteur</translation>
  </message>
  <message>
   <source>The electric drive cannot start</source>
   <translation>La propulsion électrique ne démarre pas</translation>
  </message>
  <message>
   <source>The engine does not get enough fuel</source>
   <translation>Le moteur manque de carburant</translation>
  </message>
  <message>
   <source>The engine may not start again; have it checked at once.</source>
   <translation>Le moteur peut ne pas redémarrer ; faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>The engine may stop; have it checked at once.</source>
   <translation>Le moteur peut caler ; faites contrôler sans tarder.</translation>
  </message>
  <message>
   <source>The engine misfires in several cylinders</source>
   <translation>Ratés sur plusieurs cylindres</translation>
  </message>
  <message>
   <source>The engine overheats</source>
   <translation>Le moteur surchauffe</translation>
  </message>
  <message>
   <source>The engine's control unit does not answer</source>
   <translation>Le calculateur moteur ne répond pas</translation>
  </message>
  <message>
   <source>The engine's control unit has an internal fault</source>
   <translation>Défaut interne du calculateur moteur</translation>
  </message>
  <message>
   <source>The fast CAN bus does not work</source>
   <translation>Le bus CAN rapide ne fonctionne pas</translation>
  </message>
  <message>
   <source>The gear does not match</source>
   <translation>Le rapport engagé ne correspond pas</translation>
  </message>
  <message>
   <source>The heater of the oxygen sensor before the catalyst does not work</source>
   <translation>Le chauffage de la sonde lambda amont ne fonctionne pas</translation>
  </message>
  <message>
   <source>The high-voltage insulation is faulty</source>
   <translation>Défaut d’isolement haute tension</translation>
  </message>
  <message>
   <source>The high-voltage interlock is open</source>
   <translation>La boucle de sécurité haute tension est ouverte</translation>
  </message>
  <message>
   <source>The idle speed cannot be held</source>
   <translation>Le ralenti n’est pas tenu</translation>
  </message>
  <message>
   <source>The intake air temperature sensor reads too high</source>
   <translation>Le capteur de température d’admission mesure trop haut</translation>
  </message>
  <message>
   <source>The knock sensor does not work</source>
   <translation>Le capteur de cliquetis ne fonctionne pas</translation>
  </message>
  <message>
   <source>The mixture is too lean</source>
   <translation>Mélange trop pauvre</translation>
  </message>
  <message>
   <source>The mixture is too rich</source>
   <translation>Mélange trop riche</translation>
  </message>
  <message>
   <source>The oil pressure sensor reads implausibly</source>
   <translation>Le capteur de pression d’huile est incohérent</translation>
  </message>
  <message>
   <source>The on-board charger has a fault</source>
   <translation>Défaut du chargeur embarqué</translation>
  </message>
  <message>
   <source>The oxygen sensor before the catalyst is slow</source>
   <translation>La sonde lambda amont est lente</translation>
  </message>
  <message>
   <source>The passenger's airbag has a fault</source>
   <translation>Défaut de l’airbag passager</translation>
  </message>
  <message>
   <source>The pressure sensor of the front left tyre does not answer</source>
   <translation>Le capteur de pression avant gauche ne répond pas</translation>
  </message>
  <message>
   <source>The speed sensor at the transmission's input does not work</source>
   <translation>Le capteur d’entrée de boîte ne fonctionne pas</translation>
  </message>
  <message>
   <source>The speed sensor of the front left wheel does not work</source>
   <translation>Le capteur de roue avant gauche ne fonctionne pas</translation>
  </message>
  <message>
   <source>The speed sensor of the front right wheel does not work</source>
   <translation>Le capteur de roue avant droite ne fonctionne pas</translation>
  </message>
  <message>
   <source>The speed sensor of the rear left wheel does not work</source>
   <translation>Le capteur de roue arrière gauche ne fonctionne pas</translation>
  </message>
  <message>
   <source>The speed sensor of the rear right wheel does not work</source>
   <translation>Le capteur de roue arrière droite ne fonctionne pas</translation>
  </message>
  <message>
   <source>The thermostat may be stuck open; have it checked.</source>
   <translation>Le thermostat est peut-être bloqué ouvert ; faites contrôler.</translation>
  </message>
  <message>
   <source>The traction battery has aged</source>
   <translation>La batterie de traction a vieilli</translation>
  </message>
  <message>
   <source>The traction battery is almost empty</source>
   <translation>La batterie de traction est presque vide</translation>
  </message>
  <message>
   <source>The traction battery is too hot</source>
   <translation>La batterie de traction est trop chaude</translation>
  </message>
  <message>
   <source>The traction battery needs replacement</source>
   <translation>La batterie de traction est à remplacer</translation>
  </message>
  <message>
   <source>The traction battery's control unit does not answer</source>
   <translation>Le calculateur de la batterie ne répond pas</translation>
  </message>
  <message>
   <source>The traction battery's voltage is low</source>
   <translation>Tension de la batterie de traction basse</translation>
  </message>
  <message>
   <source>The transmission reports a fault</source>
   <translation>La boîte de vitesses signale un défaut</translation>
  </message>
  <message>
   <source>The transmission's control unit does not answer</source>
   <translation>Le calculateur de boîte ne répond pas</translation>
  </message>
  <message>
   <source>The turbocharger delivers too little pressure</source>
   <translation>Le turbo délivre trop peu de pression</translation>
  </message>
  <message>
   <source>The turbocharger delivers too much pressure</source>
   <translation>Le turbo délivre trop de pression</translation>
  </message>
  <message>
   <source>The vehicle speed sensor does not work</source>
   <translation>Le capteur de vitesse ne fonctionne pas</translation>
  </message>
  <message>
   <source>The voltage of the 12-volt system is low</source>
   <translation>Tension du réseau 12 V basse</translation>
  </message>
  <message>
   <source>Too little exhaust gas is recirculated</source>
   <translation>Recirculation des gaz insuffisante</translation>
  </message>
  <message>
   <source>Try another station.</source>
   <translation>Essayez une autre borne.</translation>
  </message>
  <message>
   <source>Watch the engine temperature; have it checked.</source>
   <translation>Surveillez la température moteur ; faites contrôler.</translation>
  </message>
 </context>
 <context>
  <name>WayRow</name>
  <message>
   <source>ferry</source>
   <translation>ferry</translation>
  </message>
  <message>
   <source>tolls</source>
   <translation>péages</translation>
  </message>
 </context>
 <context>
  <name>WideCard</name>
  <message>
   <source>%1 likely</source>
   <translation>%1 environ</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 d’autonomie</translation>
  </message>
  <message>
   <source>Next title</source>
   <translation>Titre suivant</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>Aucune lecture en cours</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Lecture</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>Titre précédent</translation>
  </message>
  <message>
   <source>into the battery</source>
   <translation>vers la batterie</translation>
  </message>
  <message>
   <source>out of the battery</source>
   <translation>depuis la batterie</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>inconnue pour l’instant</translation>
  </message>
 </context>
</TS>
