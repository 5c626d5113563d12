<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
 <context>
  <name>Alerts</name>
  <message>
   <source>Destination</source>
   <translation>Destino</translation>
  </message>
  <message>
   <source>It is set aside. Please install it again.</source>
   <translation>Se ha dejado de usar. Vuelva a instalarlo.</translation>
  </message>
  <message>
   <source>It keeps failing to load. Please install it again.</source>
   <translation>Su lectura falla una y otra vez. Vuelva a instalarlo.</translation>
  </message>
  <message>
   <source>Navigate</source>
   <translation>Ir allí</translation>
  </message>
  <message>
   <source>No data from the car</source>
   <translation>Sin datos del vehículo</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>No realizado</translation>
  </message>
  <message>
   <source>Sent from a phone</source>
   <translation>Enviado desde un teléfono</translation>
  </message>
  <message>
   <source>Sent from a phone, by way of {names}</source>
   <translation>Enviado desde un teléfono, pasando por {names}</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Ajustes</translation>
  </message>
  <message>
   <source>The map {name} cannot be read</source>
   <translation>No se puede leer el mapa {name}</translation>
  </message>
  <message>
   <source>The map {name} is damaged</source>
   <translation>El mapa {name} está dañado</translation>
  </message>
  <message>
   <source>The screen shows dashes until they are back.</source>
   <translation>La pantalla muestra guiones hasta que vuelvan.</translation>
  </message>
 </context>
 <context>
  <name>ArrivalCard</name>
  <message>
   <source>Destination</source>
   <translation>Destino</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Listo</translation>
  </message>
  <message>
   <source>You have arrived</source>
   <translation>Ha llegado</translation>
  </message>
 </context>
 <context>
  <name>ArrivalRow</name>
  <message>
   <source>%1 on arrival</source>
   <translation>%1 al llegar</translation>
  </message>
  <message>
   <source>Arrival %1, %2, %3</source>
   <translation>Llegada %1, %2, %3</translation>
  </message>
 </context>
 <context>
  <name>AvoidSheet</name>
  <message>
   <source>Allowed</source>
   <translation>Permitidos</translation>
  </message>
  <message>
   <source>Avoid</source>
   <translation>Evitar</translation>
  </message>
  <message>
   <source>Avoided</source>
   <translation>Se evitan</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Atrás</translation>
  </message>
  <message>
   <source>Ferries</source>
   <translation>Ferris</translation>
  </message>
  <message>
   <source>Motorways</source>
   <translation>Autopistas</translation>
  </message>
  <message>
   <source>Tolls</source>
   <translation>Peajes</translation>
  </message>
  <message>
   <source>Unpaved roads</source>
   <translation>Caminos sin asfaltar</translation>
  </message>
 </context>
 <context>
  <name>BrowseBar</name>
  <message>
   <source>Drive home</source>
   <translation>Ir a casa</translation>
  </message>
  <message>
   <source>Drive to work</source>
   <translation>Ir al trabajo</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>¿Adónde?</translation>
  </message>
 </context>
 <context>
  <name>Car</name>
  <message>
   <source>12 V battery</source>
   <translation>Batería de 12 V</translation>
  </message>
  <message>
   <source>Air filter</source>
   <translation>Filtro de aire</translation>
  </message>
  <message>
   <source>All doors unlocked</source>
   <translation>Puertas desbloqueadas</translation>
  </message>
  <message>
   <source>All locked</source>
   <translation>Todo bloqueado</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Beam</source>
   <translation>Cruce</translation>
  </message>
  <message>
   <source>Below 70 % of new: ask about the warranty before it ends</source>
   <translation>Por debajo del 70 %: consulte la garantía antes de que acabe</translation>
  </message>
  <message>
   <source>Bonnet open</source>
   <translation>Capó abierto</translation>
  </message>
  <message>
   <source>Boot open</source>
   <translation>Maletero abierto</translation>
  </message>
  <message>
   <source>Cabin filter</source>
   <translation>Filtro de habitáculo</translation>
  </message>
  <message>
   <source>Coolant</source>
   <translation>Refrigerante</translation>
  </message>
  <message>
   <source>Counted from the day on which it is changed</source>
   <translation>Se cuenta desde el día del cambio</translation>
  </message>
  <message>
   <source>Engine oil</source>
   <translation>Aceite del motor</translation>
  </message>
  <message>
   <source>Fill all four tyres cold, to the pressure on the door</source>
   <translation>Infle los cuatro neumáticos en frío, a la presión de la puerta</translation>
  </message>
  <message>
   <source>Front brake pads</source>
   <translation>Pastillas delanteras</translation>
  </message>
  <message>
   <source>Front left</source>
   <translation>Delantera izquierda</translation>
  </message>
  <message>
   <source>Front left tyre leaks</source>
   <translation>Fuga: neumático delantero izquierdo</translation>
  </message>
  <message>
   <source>Front right</source>
   <translation>Delantera derecha</translation>
  </message>
  <message>
   <source>Front right tyre leaks</source>
   <translation>Fuga: neumático delantero derecho</translation>
  </message>
  <message>
   <source>Have it read out by a workshop.</source>
   <translation>Haga que lo lea un taller.</translation>
  </message>
  <message>
   <source>Inspection</source>
   <translation>Inspección técnica</translation>
  </message>
  <message>
   <source>Lock status unknown</source>
   <translation>Cierres desconocidos</translation>
  </message>
  <message>
   <source>Mon – Fri</source>
   <translation>lun. – vie.</translation>
  </message>
  <message>
   <source>New tyres</source>
   <translation>Neumáticos nuevos</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Apagadas</translation>
  </message>
  <message>
   <source>Otherwise: a flat tyre on the road</source>
   <translation>Si no: un pinchazo en la carretera</translation>
  </message>
  <message>
   <source>Otherwise: a smeared view in the rain</source>
   <translation>Si no: visión borrosa con lluvia</translation>
  </message>
  <message>
   <source>Otherwise: corrosion, and an engine that overheats</source>
   <translation>Si no: corrosión y sobrecalentamiento del motor</translation>
  </message>
  <message>
   <source>Otherwise: less power, more consumption</source>
   <translation>Si no: menos potencia, más consumo</translation>
  </message>
  <message>
   <source>Otherwise: more wear, more consumption, longer braking</source>
   <translation>Si no: más desgaste y consumo, frenada más larga</translation>
  </message>
  <message>
   <source>Otherwise: one morning the car does not start</source>
   <translation>Si no: una mañana el coche no arranca</translation>
  </message>
  <message>
   <source>Otherwise: stale air and misted windows</source>
   <translation>Si no: aire viciado y cristales empañados</translation>
  </message>
  <message>
   <source>Otherwise: the car may not be driven</source>
   <translation>Si no: el coche no puede circular</translation>
  </message>
  <message>
   <source>Otherwise: the discs have to be changed too</source>
   <translation>Si no: habrá que cambiar también los discos</translation>
  </message>
  <message>
   <source>Otherwise: the engine wears faster</source>
   <translation>Si no: el motor se desgasta antes</translation>
  </message>
  <message>
   <source>Otherwise: the warranty may end</source>
   <translation>Si no: puede perderse la garantía</translation>
  </message>
  <message>
   <source>Otherwise: too little grip in the wet</source>
   <translation>Si no: poco agarre en mojado</translation>
  </message>
  <message>
   <source>Parking</source>
   <translation>Posición</translation>
  </message>
  <message>
   <source>Rear brake pads</source>
   <translation>Pastillas traseras</translation>
  </message>
  <message>
   <source>Rear left</source>
   <translation>Trasera izquierda</translation>
  </message>
  <message>
   <source>Rear left tyre leaks</source>
   <translation>Fuga: neumático trasero izquierdo</translation>
  </message>
  <message>
   <source>Rear right</source>
   <translation>Trasera derecha</translation>
  </message>
  <message>
   <source>Rear right tyre leaks</source>
   <translation>Fuga: neumático trasero derecho</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Revisión</translation>
  </message>
  <message>
   <source>Software {version}</source>
   <translation>Software {version}</translation>
  </message>
  <message>
   <source>Tell the workshop: change the coolant</source>
   <translation>Para el taller: cambiar el refrigerante</translation>
  </message>
  <message>
   <source>Tell the workshop: inspection</source>
   <translation>Para el taller: inspección técnica</translation>
  </message>
  <message>
   <source>Tell the workshop: load test of the 12 V battery</source>
   <translation>Para el taller: prueba de carga de la batería de 12 V</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the traction battery’s capacity</source>
   <translation>Para el taller: medir la capacidad de la batería de tracción</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the tread of all tyres</source>
   <translation>Para el taller: medir el dibujo de todos los neumáticos</translation>
  </message>
  <message>
   <source>Tell the workshop: new wiper blades</source>
   <translation>Para el taller: escobillas nuevas</translation>
  </message>
  <message>
   <source>Tell the workshop: oil and oil filter</source>
   <translation>Para el taller: aceite y filtro de aceite</translation>
  </message>
  <message>
   <source>Tell the workshop: pads of this axle, measure the discs too</source>
   <translation>Para el taller: pastillas de este eje, medir también los discos</translation>
  </message>
  <message>
   <source>Tell the workshop: service as the car asks for it</source>
   <translation>Para el taller: revisión según indica el coche</translation>
  </message>
  <message>
   <source>Tell the workshop: the cabin filter</source>
   <translation>Para el taller: filtro de habitáculo</translation>
  </message>
  <message>
   <source>Tell the workshop: the engine’s air filter</source>
   <translation>Para el taller: filtro de aire del motor</translation>
  </message>
  <message>
   <source>Tell the workshop: this tyre loses air, look for a nail, test the valve</source>
   <translation>Para el taller: este neumático pierde aire, buscar un clavo y probar la válvula</translation>
  </message>
  <message>
   <source>The car does not report fault codes</source>
   <translation>El coche no comunica sus códigos de avería</translation>
  </message>
  <message>
   <source>Traction battery</source>
   <translation>Batería de tracción</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Presión de neumáticos</translation>
  </message>
  <message>
   <source>Unknown fault</source>
   <translation>Avería desconocida</translation>
  </message>
  <message>
   <source>Wiper blades</source>
   <translation>Escobillas</translation>
  </message>
  <message>
   <source>after 12 months</source>
   <translation>después de 12 meses</translation>
  </message>
  <message>
   <source>in {first} – 12+ months</source>
   <translation>en {first} – 12+ meses</translation>
  </message>
  <message>
   <source>in {first} – {last} days</source>
   <translation>en {first} – {last} días</translation>
  </message>
  <message>
   <source>in {first} – {last} months</source>
   <translation>en {first} – {last} meses</translation>
  </message>
  <message>
   <source>not enough data yet</source>
   <translation>aún faltan datos</translation>
  </message>
  <message>
   <source>now</source>
   <translation>ahora</translation>
  </message>
  <message>
   <source>while plugged in</source>
   <translation>si está enchufado</translation>
  </message>
  <message>
   <source>{count} doors unlocked</source>
   <translation>{count} puertas desbloqueadas</translation>
  </message>
  <message>
   <source>{door} open</source>
   <translation>{door} abierta</translation>
  </message>
  <message>
   <source>{door} unlocked</source>
   <translation>{door} desbloqueada</translation>
  </message>
 </context>
 <context>
  <name>CarScreen</name>
  <message>
   <source>%1: lock not known</source>
   <translation>%1: cierre desconocido</translation>
  </message>
  <message>
   <source>%1: locked</source>
   <translation>%1: bloqueada</translation>
  </message>
  <message>
   <source>%1: unlocked</source>
   <translation>%1: desbloqueada</translation>
  </message>
  <message>
   <source>Clear faults</source>
   <translation>Borrar averías</translation>
  </message>
  <message>
   <source>Climate %1</source>
   <translation>Clima %1</translation>
  </message>
  <message>
   <source>Climate schedule</source>
   <translation>Programación del clima</translation>
  </message>
  <message>
   <source>Done today</source>
   <translation>Hecho hoy</translation>
  </message>
  <message>
   <source>Lights</source>
   <translation>Luces</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>Bloquear</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Mantenimiento</translation>
  </message>
  <message>
   <source>Not enough data from the car yet.</source>
   <translation>El vehículo aún no ha dado datos suficientes.</translation>
  </message>
  <message>
   <source>Requested…</source>
   <comment>the car to lock or unlock</comment>
   <translation>Solicitado…</translation>
  </message>
  <message>
   <source>Unlock all</source>
   <translation>Desbloquear</translation>
  </message>
  <message>
   <source>next 12 months</source>
   <translation>próximos 12 meses</translation>
  </message>
 </context>
 <context>
  <name>ChargePlan</name>
  <message>
   <source>Charge to</source>
   <translation>Cargar hasta</translation>
  </message>
  <message>
   <source>Departure</source>
   <translation>Salida</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Listo</translation>
  </message>
  <message>
   <source>Edit</source>
   <comment>the charge plan</comment>
   <translation>Editar</translation>
  </message>
 </context>
 <context>
  <name>ChargingStop</name>
  <message>
   <source>Around here</source>
   <translation>Por aquí cerca</translation>
  </message>
  <message>
   <source>Coffee</source>
   <translation>Café</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>Viaje</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Comer</translation>
  </message>
  <message>
   <source>Looking around</source>
   <translation>Buscando cerca</translation>
  </message>
  <message>
   <source>Nothing like that within a 15-minute walk.</source>
   <translation>Nada así a menos de un cuarto de hora a pie.</translation>
  </message>
  <message>
   <source>Plugged in</source>
   <translation>Enchufado</translation>
  </message>
  <message>
   <source>Shops</source>
   <translation>Tiendas</translation>
  </message>
  <message>
   <source>Sights</source>
   <translation>Lugares de interés</translation>
  </message>
  <message>
   <source>The car’s position is unknown.</source>
   <translation>No se sabe dónde está el coche.</translation>
  </message>
  <message>
   <source>Toilets</source>
   <translation>Aseos</translation>
  </message>
  <message>
   <source>charged here</source>
   <translation>cargado aquí</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>cerrado</translation>
  </message>
  <message>
   <source>closed today</source>
   <translation>hoy cerrado</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>consumo</translation>
  </message>
  <message>
   <source>driven</source>
   <translation>recorridos</translation>
  </message>
  <message>
   <source>highest speed</source>
   <translation>velocidad máxima</translation>
  </message>
  <message>
   <source>holidays</source>
   <translation>festivos</translation>
  </message>
  <message>
   <source>mean speed</source>
   <translation>velocidad media</translation>
  </message>
  <message>
   <source>on the road</source>
   <translation>en marcha</translation>
  </message>
  <message>
   <source>open</source>
   <translation>abierto</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>abierto hasta las {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>abre a las {time}</translation>
  </message>
  <message>
   <source>recovered by braking</source>
   <translation>recuperado al frenar</translation>
  </message>
  <message>
   <source>{energy} charged</source>
   <translation>{energy} cargados</translation>
  </message>
  <message>
   <source>{minutes} on foot</source>
   <translation>{minutes} a pie</translation>
  </message>
  <message>
   <source>{percent} at {time}</source>
   <translation>{percent} a las {time}</translation>
  </message>
 </context>
 <context>
  <name>ChargingStops</name>
  <message>
   <source>Add charging stops</source>
   <translation>Añadir paradas de carga</translation>
  </message>
  <message>
   <source>Charging on the way</source>
   <translation>Carga en ruta</translation>
  </message>
  <message>
   <source>Charging station</source>
   <translation>Estación de carga</translation>
  </message>
  <message>
   <source>Looking for chargers on the way</source>
   <translation>Buscando cargadores en ruta</translation>
  </message>
  <message>
   <source>Too far: no charger on the way is known</source>
   <translation>Demasiado lejos: no se conoce ningún cargador en ruta</translation>
  </message>
  <message>
   <source>{duration} charging, {percent} on arrival</source>
   <translation>{duration} de carga, {percent} al llegar</translation>
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
   <translation>Aire acondicionado</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Cerrar</translation>
  </message>
  <message>
   <source>Driver's seat heat</source>
   <translation>Calefacción del asiento del conductor</translation>
  </message>
  <message>
   <source>Driver's temperature</source>
   <translation>Temperatura del conductor</translation>
  </message>
  <message>
   <source>Fan: less</source>
   <translation>Ventilador: menos</translation>
  </message>
  <message>
   <source>Fan: more</source>
   <translation>Ventilador: más</translation>
  </message>
  <message>
   <source>More climate</source>
   <translation>Más climatización</translation>
  </message>
  <message>
   <source>Passenger's seat heat</source>
   <translation>Calefacción del asiento del pasajero</translation>
  </message>
  <message>
   <source>Passenger's temperature</source>
   <translation>Temperatura del pasajero</translation>
  </message>
  <message>
   <source>Rear window</source>
   <translation>Luneta trasera</translation>
  </message>
  <message>
   <source>Rear window defrost</source>
   <translation>Desempañado trasero</translation>
  </message>
  <message>
   <source>Recirculated air</source>
   <translation>Aire recirculado</translation>
  </message>
  <message>
   <source>Recirculation</source>
   <translation>Recirculación</translation>
  </message>
  <message>
   <source>Windscreen defrost</source>
   <translation>Desempañado del parabrisas</translation>
  </message>
 </context>
 <context>
  <name>ConsumptionPanel</name>
  <message>
   <source>forecast</source>
   <translation>previsión</translation>
  </message>
  <message>
   <source>now</source>
   <translation>ahora</translation>
  </message>
  <message>
   <source>used</source>
   <translation>consumido</translation>
  </message>
 </context>
 <context>
  <name>Drive</name>
  <message>
   <source>Anti-lock brakes</source>
   <translation>Frenos ABS</translation>
  </message>
  <message>
   <source>Cruise control</source>
   <translation>Control de crucero</translation>
  </message>
  <message>
   <source>Front left tyre</source>
   <translation>Neumático delantero izquierdo</translation>
  </message>
  <message>
   <source>Front right tyre</source>
   <translation>Neumático delantero derecho</translation>
  </message>
  <message>
   <source>High beam</source>
   <translation>Luz de carretera</translation>
  </message>
  <message>
   <source>Low beam</source>
   <translation>Luz de cruce</translation>
  </message>
  <message>
   <source>Parking brake</source>
   <translation>Freno de estacionamiento</translation>
  </message>
  <message>
   <source>Rear fog light</source>
   <translation>Antiniebla trasera</translation>
  </message>
  <message>
   <source>Rear left tyre</source>
   <translation>Neumático trasero izquierdo</translation>
  </message>
  <message>
   <source>Rear right tyre</source>
   <translation>Neumático trasero derecho</translation>
  </message>
  <message>
   <source>Seat belt</source>
   <translation>Cinturón</translation>
  </message>
  <message>
   <source>Stability control</source>
   <translation>Control de estabilidad</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Presión de neumáticos</translation>
  </message>
  <message>
   <source>Washer fluid</source>
   <translation>Líquido limpiaparabrisas</translation>
  </message>
  <message>
   <source>Wheels slipping</source>
   <translation>Ruedas patinando</translation>
  </message>
  <message>
   <source>low</source>
   <translation>baja</translation>
  </message>
  <message>
   <source>since {time}</source>
   <translation>desde las {time}</translation>
  </message>
 </context>
 <context>
  <name>DriveScreen</name>
  <message>
   <source>%1 likely</source>
   <translation>%1 probable</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 de autonomía</translation>
  </message>
  <message>
   <source>Gear %1</source>
   <translation>Marcha %1</translation>
  </message>
  <message>
   <source>Gear unknown</source>
   <translation>Marcha desconocida</translation>
  </message>
  <message>
   <source>Reset</source>
   <comment>the trip computer</comment>
   <translation>Reiniciar</translation>
  </message>
  <message>
   <source>Speed %1</source>
   <translation>Velocidad %1</translation>
  </message>
  <message>
   <source>Trip A</source>
   <translation>Viaje A</translation>
  </message>
  <message>
   <source>battery</source>
   <translation>batería</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>consumo</translation>
  </message>
  <message>
   <source>distance</source>
   <translation>distancia</translation>
  </message>
  <message>
   <source>fuel</source>
   <translation>combustible</translation>
  </message>
  <message>
   <source>power</source>
   <translation>potencia</translation>
  </message>
  <message>
   <source>regeneration</source>
   <translation>regeneración</translation>
  </message>
  <message>
   <source>speed</source>
   <comment>mean over the trip</comment>
   <translation>velocidad</translation>
  </message>
  <message>
   <source>time</source>
   <translation>tiempo</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>desconocido ahora</translation>
  </message>
 </context>
 <context>
  <name>Energy</name>
  <message>
   <source>battery</source>
   <translation>batería</translation>
  </message>
  <message>
   <source>battery level unknown</source>
   <translation>nivel de batería desconocido</translation>
  </message>
  <message>
   <source>begins when it is plugged in</source>
   <translation>empieza al enchufar</translation>
  </message>
  <message>
   <source>charges as soon as it is plugged in</source>
   <translation>carga en cuanto se enchufa</translation>
  </message>
  <message>
   <source>charges at once up to {percent}</source>
   <translation>carga ya hasta {percent}</translation>
  </message>
  <message>
   <source>charges at once: all the time is needed</source>
   <translation>carga ya: hace falta todo el tiempo</translation>
  </message>
  <message>
   <source>charges for some minutes to learn what the socket gives</source>
   <translation>carga unos minutos para medir el enchufe</translation>
  </message>
  <message>
   <source>charges until {time}</source>
   <translation>carga hasta {time}</translation>
  </message>
  <message>
   <source>charges until {time} at {now} per kWh</source>
   <translation>carga hasta {time} a {now} por kWh</translation>
  </message>
  <message>
   <source>charges while electricity is clean, until {time}</source>
   <translation>carga mientras la electricidad es limpia, hasta {time}</translation>
  </message>
  <message>
   <source>charges with your own solar power until {time}</source>
   <translation>carga con su propia energía solar hasta {time}</translation>
  </message>
  <message>
   <source>charging</source>
   <translation>cargando</translation>
  </message>
  <message>
   <source>fast charging on the way</source>
   <translation>carga rápida en ruta</translation>
  </message>
  <message>
   <source>feeds the house until {time}</source>
   <translation>alimenta la casa hasta {time}</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>no conectado</translation>
  </message>
  <message>
   <source>nothing to charge</source>
   <translation>nada que cargar</translation>
  </message>
  <message>
   <source>plugged in</source>
   <translation>enchufado</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>precio desconocido</translation>
  </message>
  <message>
   <source>prices are not known: charges as late as it can</source>
   <translation>precios desconocidos: carga lo más tarde posible</translation>
  </message>
  <message>
   <source>range as planned</source>
   <translation>autonomía según lo previsto</translation>
  </message>
  <message>
   <source>set a time to be ready, and it charges when it is cheap</source>
   <translation>fija una hora de salida y cargará cuando sea barato</translation>
  </message>
  <message>
   <source>the car did not do it; tried again soon</source>
   <translation>el coche no lo hizo; se reintentará pronto</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>desconocido ahora</translation>
  </message>
  <message>
   <source>waiting for the car's plan</source>
   <translation>esperando el plan del coche</translation>
  </message>
  <message>
   <source>waits for cleaner electricity until {time}</source>
   <translation>espera electricidad más limpia hasta {time}</translation>
  </message>
  <message>
   <source>waits for your own solar power until {time}</source>
   <translation>espera tu energía solar hasta {time}</translation>
  </message>
  <message>
   <source>waits until {time}</source>
   <translation>espera hasta {time}</translation>
  </message>
  <message>
   <source>waits until {time}: {then} instead of {now} per kWh</source>
   <translation>espera hasta {time}: {then} en vez de {now} por kWh</translation>
  </message>
  <message>
   <source>wheels</source>
   <translation>ruedas</translation>
  </message>
  <message>
   <source>{distance} ago</source>
   <translation>hace {distance}</translation>
  </message>
  <message>
   <source>{distance} less than planned</source>
   <translation>{distance} menos de lo previsto</translation>
  </message>
  <message>
   <source>{distance} more than planned</source>
   <translation>{distance} más de lo previsto</translation>
  </message>
  <message>
   <source>{percent} by {time}</source>
   <translation>{percent} a las {time}</translation>
  </message>
 </context>
 <context>
  <name>EnergyFlow</name>
  <message>
   <source>motor</source>
   <translation>motor</translation>
  </message>
 </context>
 <context>
  <name>EnergyScreen</name>
  <message>
   <source>Consumption</source>
   <translation>Consumo</translation>
  </message>
  <message>
   <source>What is around here</source>
   <translation>Qué hay por aquí</translation>
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
   <translation>cerrado</translation>
  </message>
  <message>
   <source>fee</source>
   <translation>de pago</translation>
  </message>
  <message>
   <source>free of charge</source>
   <translation>gratis</translation>
  </message>
  <message>
   <source>open</source>
   <translation>abierto</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>abierto hasta las {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>abre a las {time}</translation>
  </message>
  <message>
   <source>{count} spaces</source>
   <translation>{count} plazas</translation>
  </message>
 </context>
 <context>
  <name>JamCard</name>
  <message>
   <source>Jam here</source>
   <translation>Atasco aquí</translation>
  </message>
  <message>
   <source>avoid the next</source>
   <translation>evitar los próximos</translation>
  </message>
 </context>
 <context>
  <name>Keyboard</name>
  <message>
   <source>Erase</source>
   <translation>Borrar</translation>
  </message>
  <message>
   <source>More characters</source>
   <translation>Más caracteres</translation>
  </message>
  <message>
   <source>Other script</source>
   <translation>Otro alfabeto</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Buscar</translation>
  </message>
  <message>
   <source>Speak</source>
   <translation>Hablar</translation>
  </message>
  <message>
   <source>space</source>
   <translation>espacio</translation>
  </message>
 </context>
 <context>
  <name>LaneStrip</name>
  <message>
   <source>Lanes</source>
   <translation>Carriles</translation>
  </message>
 </context>
 <context>
  <name>ManeuverCard</name>
  <message>
   <source>In %1: %2</source>
   <translation>En %1: %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>Luego</translation>
  </message>
 </context>
 <context>
  <name>ManeuverStrip</name>
  <message>
   <source>In %1: %2</source>
   <translation>En %1: %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>Luego</translation>
  </message>
 </context>
 <context>
  <name>MapButtons</name>
  <message>
   <source>Back to the car</source>
   <translation>Volver al vehículo</translation>
  </message>
  <message>
   <source>Jam here</source>
   <translation>Atasco aquí</translation>
  </message>
  <message>
   <source>Map direction</source>
   <translation>Orientación del mapa</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Buscar</translation>
  </message>
  <message>
   <source>Voice off</source>
   <translation>Voz desactivada</translation>
  </message>
  <message>
   <source>Voice on</source>
   <translation>Voz activada</translation>
  </message>
  <message>
   <source>Whole route</source>
   <translation>Ruta completa</translation>
  </message>
 </context>
 <context>
  <name>MapScreen</name>
  <message>
   <source>Close the preview</source>
   <translation>Cerrar la vista previa</translation>
  </message>
 </context>
 <context>
  <name>MapView</name>
  <message>
   <source>Map</source>
   <translation>Mapa</translation>
  </message>
  <message>
   <source>© OpenStreetMap contributors</source>
   <translation>© colaboradores de OpenStreetMap</translation>
  </message>
 </context>
 <context>
  <name>Media</name>
  <message>
   <source>Unknown title</source>
   <translation>Título desconocido</translation>
  </message>
 </context>
 <context>
  <name>MediaScreen</name>
  <message>
   <source>Next title</source>
   <translation>Título siguiente</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>No se reproduce nada</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pausa</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Reproducir</translation>
  </message>
  <message>
   <source>Position in the title</source>
   <translation>Posición en el título</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>Título anterior</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>Cola</translation>
  </message>
  <message>
   <source>Shuffle</source>
   <translation>Aleatorio</translation>
  </message>
  <message>
   <source>Start a player, connect a phone or plug in a USB stick.</source>
   <translation>Inicie un reproductor, conecte un teléfono o una memoria USB.</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Volumen</translation>
  </message>
 </context>
 <context>
  <name>Pairing</name>
  <message>
   <source>A driver may find, open and use the car and see its trips.</source>
   <translation>Un conductor puede localizar, abrir y usar el coche y ver sus viajes.</translation>
  </message>
  <message>
   <source>A guest may open and lock the car and set its climate.</source>
   <translation>Un invitado puede abrir y cerrar el coche y ajustar su climatización.</translation>
  </message>
  <message>
   <source>An owner may do everything, also invite others and erase data.</source>
   <translation>Un propietario puede hacerlo todo, también invitar a otros y borrar datos.</translation>
  </message>
  <message>
   <source>Scan with a phone</source>
   <translation>Escanear con un teléfono</translation>
  </message>
  <message>
   <source>Sign in on the new phone with a new account. The lost phone loses this car.</source>
   <translation>Cree una cuenta nueva en el teléfono nuevo. El teléfono perdido pierde este coche.</translation>
  </message>
  <message>
   <source>{name} takes the place of the owner who lost a phone</source>
   <translation>{name} ocupa el lugar del propietario que perdió un teléfono</translation>
  </message>
  <message>
   <source>{name} wants to be an owner of this car</source>
   <translation>{name} quiere ser propietario de este coche</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a driver</source>
   <translation>{name} quiere usar este coche como conductor</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a guest</source>
   <translation>{name} quiere usar este coche como invitado</translation>
  </message>
 </context>
 <context>
  <name>PairingSheet</name>
  <message>
   <source>Close</source>
   <translation>Cerrar</translation>
  </message>
  <message>
   <source>No</source>
   <translation>No</translation>
  </message>
  <message>
   <source>Or open %1 and type</source>
   <translation>O abra %1 y escriba</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Sí</translation>
  </message>
 </context>
 <context>
  <name>Phone</name>
  <message>
   <source>Bluetooth is off.</source>
   <translation>Bluetooth está desactivado.</translation>
  </message>
  <message>
   <source>Calling…</source>
   <translation>Llamando…</translation>
  </message>
  <message>
   <source>Contacts that cannot be read: {count}</source>
   <translation>Contactos que no se pueden leer: {count}</translation>
  </message>
  <message>
   <source>Incoming</source>
   <translation>Entrante</translation>
  </message>
  <message>
   <source>Incoming call</source>
   <translation>Llamada entrante</translation>
  </message>
  <message>
   <source>Missed</source>
   <translation>Perdida</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>Aún no hay ningún teléfono vinculado.</translation>
  </message>
  <message>
   <source>No phone is connected.</source>
   <translation>No hay ningún teléfono conectado.</translation>
  </message>
  <message>
   <source>No phone is in reach.</source>
   <translation>Ningún teléfono al alcance.</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>En espera</translation>
  </message>
  <message>
   <source>Outgoing</source>
   <translation>Saliente</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Teléfono</translation>
  </message>
  <message>
   <source>The phone does not do that.</source>
   <translation>El teléfono no lo hace.</translation>
  </message>
  <message>
   <source>The phone does not hand over its contacts. Allow it on the phone.</source>
   <translation>El teléfono no entrega sus contactos. Permítalo en el teléfono.</translation>
  </message>
  <message>
   <source>There is no Bluetooth in this car.</source>
   <translation>Este coche no tiene Bluetooth.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>Bluetooth no está disponible ahora.</translation>
  </message>
  <message>
   <source>Unknown number</source>
   <translation>Número desconocido</translation>
  </message>
 </context>
 <context>
  <name>PhoneScreen</name>
  <message>
   <source>Allow contacts for this car in the phone's Bluetooth settings.</source>
   <translation>Permita los contactos para este coche en los ajustes Bluetooth del teléfono.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Responder</translation>
  </message>
  <message>
   <source>Calls made or missed stand here.</source>
   <translation>Aquí aparecen las llamadas hechas o perdidas.</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Contactos</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>Rechazar</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>Colgar</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Silenciar</translation>
  </message>
  <message>
   <source>Muted</source>
   <translation>Silenciado</translation>
  </message>
  <message>
   <source>No calls yet</source>
   <translation>Aún no hay llamadas</translation>
  </message>
  <message>
   <source>No contacts from this phone</source>
   <translation>Sin contactos de este teléfono</translation>
  </message>
  <message>
   <source>Phones are paired in Settings while parked.</source>
   <translation>Los teléfonos se vinculan en Ajustes con el coche parado.</translation>
  </message>
  <message>
   <source>Recents</source>
   <translation>Recientes</translation>
  </message>
  <message>
   <source>Swap</source>
   <translation>Alternar</translation>
  </message>
 </context>
 <context>
  <name>PlaceSheet</name>
  <message>
   <source>Close</source>
   <translation>Cerrar</translation>
  </message>
  <message>
   <source>Favourite</source>
   <translation>Favorito</translation>
  </message>
  <message>
   <source>Not a favourite</source>
   <translation>No es favorito</translation>
  </message>
  <message>
   <source>Pass by here</source>
   <translation>Pasar por aquí</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>Quitar de la lista</translation>
  </message>
  <message>
   <source>This is home</source>
   <translation>Es mi casa</translation>
  </message>
  <message>
   <source>This is work</source>
   <translation>Es mi trabajo</translation>
  </message>
 </context>
 <context>
  <name>ProblemNote</name>
  <message>
   <source>Allow more under route options.</source>
   <translation>Permita más en las opciones de ruta.</translation>
  </message>
  <message>
   <source>Choose a place on a street.</source>
   <translation>Elija un lugar en una calle.</translation>
  </message>
  <message>
   <source>Choose another place or fewer stops.</source>
   <translation>Elija otro lugar o menos paradas.</translation>
  </message>
  <message>
   <source>It needs a clear view of the sky.</source>
   <translation>Llega a cielo abierto.</translation>
  </message>
  <message>
   <source>It starts again by itself.</source>
   <translation>Se reinicia solo.</translation>
  </message>
  <message>
   <source>Looking for a new way</source>
   <translation>Buscando otra ruta</translation>
  </message>
  <message>
   <source>Looking for ways</source>
   <translation>Buscando rutas</translation>
  </message>
  <message>
   <source>No map for this area</source>
   <translation>Sin mapa de esta zona</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>No hay ningún mapa instalado</translation>
  </message>
  <message>
   <source>No road leads there</source>
   <translation>Ninguna carretera llega allí</translation>
  </message>
  <message>
   <source>No road near this place</source>
   <translation>No hay carreteras cerca</translation>
  </message>
  <message>
   <source>No way could be computed</source>
   <translation>No se pudo calcular la ruta</translation>
  </message>
  <message>
   <source>Settings, Maps says what is there and how more is made.</source>
   <translation>Ajustes, Mapas dice qué hay y cómo añadir más.</translation>
  </message>
  <message>
   <source>The map does not answer</source>
   <translation>El mapa no responde</translation>
  </message>
  <message>
   <source>Try again or choose another place.</source>
   <translation>Inténtelo de nuevo o elija otro lugar.</translation>
  </message>
  <message>
   <source>Waiting for the position</source>
   <translation>Esperando la posición</translation>
  </message>
 </context>
 <context>
  <name>Question</name>
  <message>
   <source>Delete</source>
   <translation>Eliminar</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Conservar</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Conservar</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Car</source>
   <translation>Vehículo</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>Conducción</translation>
  </message>
  <message>
   <source>Energy</source>
   <translation>Energía</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Mapa</translation>
  </message>
  <message>
   <source>Media</source>
   <translation>Multimedia</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Teléfono</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>Pantallas</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Ajustes</translation>
  </message>
 </context>
 <context>
  <name>Refusals</name>
  <message>
   <source>The car does not answer.</source>
   <translation>El vehículo no responde.</translation>
  </message>
  <message>
   <source>The car has not done it in time.</source>
   <translation>El vehículo no lo hizo a tiempo.</translation>
  </message>
  <message>
   <source>This car cannot do that.</source>
   <translation>Este coche no puede hacerlo.</translation>
  </message>
 </context>
 <context>
  <name>ReverseView</name>
  <message>
   <source>Camera behind the car</source>
   <translation>Cámara trasera</translation>
  </message>
  <message>
   <source>Look behind you</source>
   <translation>Mire hacia atrás</translation>
  </message>
  <message>
   <source>No picture from the camera</source>
   <translation>Sin imagen de la cámara</translation>
  </message>
 </context>
 <context>
  <name>RoutePreview</name>
  <message>
   <source>Add a stop</source>
   <translation>Añadir parada</translation>
  </message>
  <message>
   <source>No other way is worth its detour</source>
   <translation>Ningún otro camino compensa el rodeo</translation>
  </message>
  <message>
   <source>Route options</source>
   <translation>Opciones de ruta</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Iniciar</translation>
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
   <translation>%1 de %2</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Atrás</translation>
  </message>
  <message>
   <source>By way of?</source>
   <translation>¿Pasando por?</translation>
  </message>
  <message>
   <source>Charge</source>
   <translation>Carga</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Borrar</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Comida</translation>
  </message>
  <message>
   <source>Fuel</source>
   <translation>Gasolina</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>Casa</translation>
  </message>
  <message>
   <source>I am the passenger</source>
   <translation>Soy el pasajero</translation>
  </message>
  <message>
   <source>No charger on the map near here.</source>
   <translation>Ningún cargador en el mapa cerca de aquí.</translation>
  </message>
  <message>
   <source>Not on the map: %1</source>
   <translation>No está en el mapa: %1</translation>
  </message>
  <message>
   <source>Nothing found. Fewer letters or another spelling find more.</source>
   <translation>Nada encontrado. Menos letras u otra grafía encuentran más.</translation>
  </message>
  <message>
   <source>Nothing like that along the route. Touch On route again to look around the car.</source>
   <translation>Nada así en la ruta. Toque otra vez En ruta para buscar cerca del coche.</translation>
  </message>
  <message>
   <source>Nothing of that kind on the map near here.</source>
   <translation>Nada de ese tipo en el mapa cerca de aquí.</translation>
  </message>
  <message>
   <source>On route</source>
   <translation>En ruta</translation>
  </message>
  <message>
   <source>Park</source>
   <translation>Aparcar</translation>
  </message>
  <message>
   <source>Pharmacy</source>
   <translation>Farmacia</translation>
  </message>
  <message>
   <source>Places found</source>
   <translation>Lugares encontrados</translation>
  </message>
  <message>
   <source>Places you drive to will stand here</source>
   <translation>Aquí aparecerán sus destinos</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>Buscando</translation>
  </message>
  <message>
   <source>Typing waits until you stand</source>
   <translation>Escriba cuando esté parado</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>¿Adónde?</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Trabajo</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>Add</source>
   <translation>Añadir</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>Avisos</translation>
  </message>
  <message>
   <source>Animations</source>
   <translation>Animaciones</translation>
  </message>
  <message>
   <source>App</source>
   <translation>App</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Apariencia</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Avoid ferries</source>
   <translation>Evitar ferris</translation>
  </message>
  <message>
   <source>Avoid motorways</source>
   <translation>Evitar autopistas</translation>
  </message>
  <message>
   <source>Avoid tolls</source>
   <translation>Evitar peajes</translation>
  </message>
  <message>
   <source>Avoid unpaved roads</source>
   <translation>Evitar carreteras sin asfaltar</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Brillo</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Cancelar</translation>
  </message>
  <message>
   <source>Choose this car on your phone.</source>
   <translation>Elija este coche en su teléfono.</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>Hora</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>Conectar</translation>
  </message>
  <message>
   <source>Consumption</source>
   <translation>Consumo</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Día</translation>
  </message>
  <message>
   <source>Dimmest</source>
   <translation>Al mínimo</translation>
  </message>
  <message>
   <source>Disconnect</source>
   <translation>Desconectar</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>Pantalla</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>Distancia</translation>
  </message>
  <message>
   <source>Does the phone show {passkey}?</source>
   <translation>¿El teléfono muestra {passkey}?</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Descargar</translation>
  </message>
  <message>
   <source>Driver</source>
   <translation>Conductor</translation>
  </message>
  <message>
   <source>Driver {number}</source>
   <translation>Conductor {number}</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Borrar</translation>
  </message>
  <message>
   <source>Erase everything that was sent?</source>
   <translation>¿Borrar todo lo enviado?</translation>
  </message>
  <message>
   <source>Everything is exported</source>
   <translation>Todo está exportado</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportar</translation>
  </message>
  <message>
   <source>Fault codes</source>
   <translation>Códigos de avería</translation>
  </message>
  <message>
   <source>Favourites and profiles</source>
   <translation>Favoritos y perfiles</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Olvidar</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>Invitado</translation>
  </message>
  <message>
   <source>Height of the car</source>
   <translation>Altura del coche</translation>
  </message>
  <message>
   <source>It is deleted here and in the cloud and cannot be brought back.</source>
   <translation>Se elimina aquí y en la nube y no se puede recuperar.</translation>
  </message>
  <message>
   <source>It is erased in the car</source>
   <translation>Está borrado en el coche</translation>
  </message>
  <message>
   <source>Its settings, favourites and places are gone.</source>
   <translation>Se perderán sus ajustes, favoritos y lugares.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Idioma</translation>
  </message>
  <message>
   <source>Larger sign</source>
   <translation>Señal más grande</translation>
  </message>
  <message>
   <source>Lost phone</source>
   <translation>Teléfono perdido</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Mantenimiento</translation>
  </message>
  <message>
   <source>Maps</source>
   <translation>Mapas</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Noche</translation>
  </message>
  <message>
   <source>No</source>
   <translation>No</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>No hay ningún mapa instalado</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>Aún no hay ningún teléfono vinculado.</translation>
  </message>
  <message>
   <source>Nothing sent</source>
   <translation>Nada enviado</translation>
  </message>
  <message>
   <source>Nothing sent today</source>
   <translation>Nada enviado hoy</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Desactivado</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Activado</translation>
  </message>
  <message>
   <source>One chime</source>
   <translation>Un aviso sonoro</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>Propietario</translation>
  </message>
  <message>
   <source>Pair</source>
   <translation>Vincular</translation>
  </message>
  <message>
   <source>Pairing</source>
   <translation>Vinculación</translation>
  </message>
  <message>
   <source>Phones</source>
   <translation>Teléfonos</translation>
  </message>
  <message>
   <source>Position</source>
   <translation>Posición</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Privacidad</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>Perfiles</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Quitar</translation>
  </message>
  <message>
   <source>Remove this map?</source>
   <translation>¿Quitar este mapa?</translation>
  </message>
  <message>
   <source>Remove this profile?</source>
   <translation>¿Quitar este perfil?</translation>
  </message>
  <message>
   <source>Spoken guidance</source>
   <translation>Guía por voz</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Detener</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatura</translation>
  </message>
  <message>
   <source>That did not work</source>
   <translation>No ha funcionado</translation>
  </message>
  <message>
   <source>There is no guidance there until it is loaded again.</source>
   <translation>No habrá guía allí hasta volver a cargarlo.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>Bluetooth no está disponible ahora.</translation>
  </message>
  <message>
   <source>Trips and places</source>
   <translation>Viajes y lugares</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>Presión de neumáticos</translation>
  </message>
  <message>
   <source>Units</source>
   <translation>Unidades</translation>
  </message>
  <message>
   <source>Update</source>
   <translation>Actualizar</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Usar</translation>
  </message>
  <message>
   <source>Vehicle health</source>
   <translation>Estado del vehículo</translation>
  </message>
  <message>
   <source>Visible to phones</source>
   <translation>Visible para teléfonos</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>Voz</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Volumen</translation>
  </message>
  <message>
   <source>Weight of the car</source>
   <translation>Peso del coche</translation>
  </message>
  <message>
   <source>What leaves the car</source>
   <translation>Lo que sale del coche</translation>
  </message>
  <message>
   <source>Who is driving</source>
   <translation>Quién conduce</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Sí</translation>
  </message>
  <message>
   <source>and in the cloud as soon as it is reached.</source>
   <translation>y en la nube en cuanto se alcance.</translation>
  </message>
  <message>
   <source>as built</source>
   <translation>de serie</translation>
  </message>
  <message>
   <source>connected</source>
   <translation>conectado</translation>
  </message>
  <message>
   <source>headunit-maps build makes one from an OpenStreetMap extract.</source>
   <translation>headunit-maps build crea uno a partir de un extracto de OpenStreetMap.</translation>
  </message>
  <message>
   <source>invite as</source>
   <translation>invitar como</translation>
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
   <translation>mapa del {date}</translation>
  </message>
  <message>
   <source>miles, feet</source>
   <translation>millas, pies</translation>
  </message>
  <message>
   <source>miles, yards</source>
   <translation>millas, yardas</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>no conectado</translation>
  </message>
  <message>
   <source>only while the car stands</source>
   <translation>solo con el coche parado</translation>
  </message>
  <message>
   <source>over the limit by</source>
   <translation>por encima del límite en</translation>
  </message>
  <message>
   <source>with trailer and load</source>
   <translation>con remolque y carga</translation>
  </message>
  <message>
   <source>with what is on the roof</source>
   <translation>con lo que va en el techo</translation>
  </message>
  <message>
   <source>{count} values sent at {time}</source>
   <translation>{count} datos enviados a las {time}</translation>
  </message>
  <message>
   <source>{count} values today · {size}</source>
   <translation>{count} datos hoy · {size}</translation>
  </message>
 </context>
 <context>
  <name>SettingsScreen</name>
  <message>
   <source>I am the passenger</source>
   <translation>Soy el pasajero</translation>
  </message>
  <message>
   <source>The rest can be set when the car stands.</source>
   <translation>Lo demás se ajusta con el coche parado.</translation>
  </message>
 </context>
 <context>
  <name>SpeedRow</name>
  <message>
   <source>Speed %1 %2</source>
   <translation>Velocidad %1 %2</translation>
  </message>
  <message>
   <source>over the limit</source>
   <translation>por encima del límite</translation>
  </message>
 </context>
 <context>
  <name>SpeedSign</name>
  <message>
   <source>No speed limit</source>
   <translation>Sin límite de velocidad</translation>
  </message>
  <message>
   <source>Speed limit %1</source>
   <translation>Límite %1</translation>
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message numerus="yes">
   <source>%n change(s) wait for the cloud</source>
   <translation>
    <numerusform>%n cambio espera a la nube</numerusform>
    <numerusform>%n cambios esperan a la nube</numerusform>
   </translation>
  </message>
  <message>
   <source>Cloud connected</source>
   <translation>Nube conectada</translation>
  </message>
  <message>
   <source>Cloud off</source>
   <translation>Nube desactivada</translation>
  </message>
  <message>
   <source>Driver %1</source>
   <translation>Conductor %1</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>En vivo</translation>
  </message>
  <message>
   <source>No car data</source>
   <translation>Sin datos del coche</translation>
  </message>
  <message>
   <source>No position</source>
   <translation>Sin posición</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Desactivado</translation>
  </message>
  <message>
   <source>Outside %1</source>
   <translation>Exterior %1</translation>
  </message>
  <message>
   <source>Phone connected</source>
   <translation>Teléfono conectado</translation>
  </message>
  <message>
   <source>Position within %1</source>
   <translation>Posición con margen de %1</translation>
  </message>
  <message>
   <source>The car does not report</source>
   <translation>El coche no responde</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Close</source>
   <translation>Cerrar</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Pasos</translation>
  </message>
 </context>
 <context>
  <name>Stepper</name>
  <message>
   <source>%1: less</source>
   <translation>%1: menos</translation>
  </message>
  <message>
   <source>%1: more</source>
   <translation>%1: más</translation>
  </message>
 </context>
 <context>
  <name>StopPanel</name>
  <message>
   <source>Call</source>
   <translation>Llamar</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Cerrar</translation>
  </message>
  <message>
   <source>Drive there</source>
   <translation>Ir en coche</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Abierto</translation>
  </message>
  <message>
   <source>Places within a walk</source>
   <translation>Lugares a pie</translation>
  </message>
 </context>
 <context>
  <name>StopRow</name>
  <message>
   <source>Earlier</source>
   <translation>Antes</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Después</translation>
  </message>
  <message>
   <source>Point on the map</source>
   <translation>Punto del mapa</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Quitar</translation>
  </message>
  <message>
   <source>Your position</source>
   <translation>Su posición</translation>
  </message>
  <message>
   <source>now</source>
   <translation>ahora</translation>
  </message>
 </context>
 <context>
  <name>Telltale</name>
  <message>
   <source>%1: off</source>
   <translation>%1: apagado</translation>
  </message>
  <message>
   <source>%1: on</source>
   <translation>%1: encendido</translation>
  </message>
  <message>
   <source>%1: unknown</source>
   <translation>%1: desconocido</translation>
  </message>
 </context>
 <context>
  <name>Toggle</name>
  <message>
   <source>Off</source>
   <translation>Desactivado</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Activado</translation>
  </message>
 </context>
 <context>
  <name>TripCard</name>
  <message>
   <source>End guidance</source>
   <translation>Terminar la guía</translation>
  </message>
  <message>
   <source>Trip</source>
   <translation>Viaje</translation>
  </message>
 </context>
 <context>
  <name>TripMenu</name>
  <message>
   <source>Add a stop</source>
   <translation>Añadir parada</translation>
  </message>
  <message>
   <source>All steps</source>
   <translation>Todos los pasos</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Atrás</translation>
  </message>
  <message>
   <source>End guidance</source>
   <translation>Terminar la guía</translation>
  </message>
  <message>
   <source>Say again</source>
   <translation>Repetir</translation>
  </message>
  <message>
   <source>Skip the next stop</source>
   <translation>Omitir la próxima parada</translation>
  </message>
 </context>
 <context>
  <name>VehicleAlerts</name>
  <message>
   <source>A brake light does not light</source>
   <translation>Una luz de freno no funciona</translation>
  </message>
  <message>
   <source>A low beam does not light</source>
   <translation>Una luz de cruce no funciona</translation>
  </message>
  <message>
   <source>ABS does not work</source>
   <translation>El ABS no funciona</translation>
  </message>
  <message>
   <source>Battery almost empty</source>
   <translation>Batería casi vacía</translation>
  </message>
  <message>
   <source>Battery below 15 %</source>
   <translation>Batería por debajo del 15 %</translation>
  </message>
  <message>
   <source>Brake pads are worn</source>
   <translation>Pastillas de freno gastadas</translation>
  </message>
  <message>
   <source>Brake with care; have it checked.</source>
   <translation>Frene con cuidado; hágalo revisar.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>Cargue ahora.</translation>
  </message>
  <message>
   <source>Check the pressure soon.</source>
   <translation>Compruebe pronto la presión.</translation>
  </message>
  <message>
   <source>Drive gently.</source>
   <translation>Conduzca con suavidad.</translation>
  </message>
  <message>
   <source>Drive with care; have it checked.</source>
   <translation>Conduzca con cuidado; hágalo revisar.</translation>
  </message>
  <message>
   <source>Driver's door is open</source>
   <translation>Puerta del conductor abierta</translation>
  </message>
  <message>
   <source>Fasten the seat belt</source>
   <translation>Abróchese el cinturón</translation>
  </message>
  <message>
   <source>Fuel is low</source>
   <translation>Poco combustible</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>Hágala revisar.</translation>
  </message>
  <message>
   <source>Have it replaced.</source>
   <translation>Hágala cambiar.</translation>
  </message>
  <message>
   <source>Have them replaced.</source>
   <translation>Hágalas cambiar.</translation>
  </message>
  <message>
   <source>Leave the road if you can.</source>
   <translation>Salga de la calzada si puede.</translation>
  </message>
  <message>
   <source>Oil level critically low</source>
   <translation>Nivel de aceite crítico</translation>
  </message>
  <message>
   <source>Passenger's door is open</source>
   <translation>Puerta del pasajero abierta</translation>
  </message>
  <message>
   <source>Plan a charging stop.</source>
   <translation>Planifique una carga.</translation>
  </message>
  <message>
   <source>Power and charging are reduced.</source>
   <translation>Potencia y carga reducidas.</translation>
  </message>
  <message>
   <source>Rear door, driver's side is open</source>
   <translation>Puerta trasera del lado del conductor abierta</translation>
  </message>
  <message>
   <source>Rear door, passenger's side is open</source>
   <translation>Puerta trasera del lado del pasajero abierta</translation>
  </message>
  <message>
   <source>Refill it.</source>
   <translation>Rellénelo.</translation>
  </message>
  <message>
   <source>Refuel soon.</source>
   <translation>Reposte pronto.</translation>
  </message>
  <message>
   <source>Release it.</source>
   <translation>Suéltelo.</translation>
  </message>
  <message>
   <source>See Car, faults.</source>
   <translation>Vea Vehículo, averías.</translation>
  </message>
  <message>
   <source>Service is due</source>
   <translation>Toca la revisión</translation>
  </message>
  <message>
   <source>Stability control does not work</source>
   <translation>El control de estabilidad no funciona</translation>
  </message>
  <message>
   <source>Stop and close it.</source>
   <translation>Deténgase y ciérrela.</translation>
  </message>
  <message>
   <source>Stop and switch it off.</source>
   <translation>Deténgase y apáguelo.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>Deténgase y apague el motor.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>Deténgase en un lugar seguro y salga del coche.</translation>
  </message>
  <message>
   <source>Stop where it is safe.</source>
   <translation>Deténgase en un lugar seguro.</translation>
  </message>
  <message>
   <source>The 12-volt battery is weak</source>
   <translation>Batería de 12 V débil</translation>
  </message>
  <message>
   <source>The battery is cold</source>
   <translation>La batería está fría</translation>
  </message>
  <message>
   <source>The battery is too hot</source>
   <translation>La batería está demasiado caliente</translation>
  </message>
  <message>
   <source>The bonnet is open</source>
   <translation>El capó está abierto</translation>
  </message>
  <message>
   <source>The boot is open</source>
   <translation>El maletero está abierto</translation>
  </message>
  <message>
   <source>The car has broken down</source>
   <translation>El coche se ha averiado</translation>
  </message>
  <message>
   <source>The car reports a fault</source>
   <translation>El coche indica una avería</translation>
  </message>
  <message>
   <source>The engine is too hot</source>
   <translation>El motor se sobrecalienta</translation>
  </message>
  <message>
   <source>The motor is hot</source>
   <translation>El motor está caliente</translation>
  </message>
  <message>
   <source>The parking brake is on</source>
   <translation>Freno de estacionamiento puesto</translation>
  </message>
  <message>
   <source>The road may be icy</source>
   <translation>Posible hielo en la calzada</translation>
  </message>
  <message>
   <source>Tyre front left is flat</source>
   <translation>Neumático delantero izquierdo pinchado</translation>
  </message>
  <message>
   <source>Tyre front left is low</source>
   <translation>Presión baja delante izquierda</translation>
  </message>
  <message>
   <source>Tyre front right is flat</source>
   <translation>Neumático delantero derecho pinchado</translation>
  </message>
  <message>
   <source>Tyre front right is low</source>
   <translation>Presión baja delante derecha</translation>
  </message>
  <message>
   <source>Tyre rear left is flat</source>
   <translation>Neumático trasero izquierdo pinchado</translation>
  </message>
  <message>
   <source>Tyre rear left is low</source>
   <translation>Presión baja detrás izquierda</translation>
  </message>
  <message>
   <source>Tyre rear right is flat</source>
   <translation>Neumático trasero derecho pinchado</translation>
  </message>
  <message>
   <source>Tyre rear right is low</source>
   <translation>Presión baja detrás derecha</translation>
  </message>
  <message>
   <source>Washer fluid is low</source>
   <translation>Poco líquido limpiaparabrisas</translation>
  </message>
 </context>
 <context>
  <name>VehicleFaults</name>
  <message>
   <source>A body control unit has an internal fault</source>
   <translation>Fallo interno de una unidad de carrocería</translation>
  </message>
  <message>
   <source>A little fuel vapour leaks</source>
   <translation>Pequeña fuga de vapores</translation>
  </message>
  <message>
   <source>ABS may not work; have it checked soon.</source>
   <translation>El ABS puede fallar; hágalo revisar pronto.</translation>
  </message>
  <message>
   <source>Brake with care; have it checked soon.</source>
   <translation>Frene con cuidado; hágalo revisar pronto.</translation>
  </message>
  <message>
   <source>Call for service.</source>
   <translation>Llame a asistencia.</translation>
  </message>
  <message>
   <source>Charge elsewhere with DC; have it checked.</source>
   <translation>Cargue en otro sitio con CC; hágalo revisar.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>Cargue ahora.</translation>
  </message>
  <message>
   <source>Charge now; have it checked.</source>
   <translation>Cargue ahora; hágalo revisar.</translation>
  </message>
  <message>
   <source>Charging was interrupted by the station</source>
   <translation>La estación interrumpió la carga</translation>
  </message>
  <message>
   <source>Check the oil level at once.</source>
   <translation>Compruebe ya el nivel de aceite.</translation>
  </message>
  <message>
   <source>Check the pressure by hand.</source>
   <translation>Compruebe la presión a mano.</translation>
  </message>
  <message>
   <source>Close the fuel cap until it clicks; else have it checked.</source>
   <translation>Cierre el tapón hasta oír el clic; si no, hágalo revisar.</translation>
  </message>
  <message>
   <source>Control units cannot talk with each other</source>
   <translation>Las unidades de control no se comunican</translation>
  </message>
  <message>
   <source>Cruise control and the display of speed may fail; have it checked.</source>
   <translation>Pueden fallar el control de crucero y la velocidad; hágalo revisar.</translation>
  </message>
  <message>
   <source>Cylinder 1 misfires</source>
   <translation>Fallo de encendido en el cilindro 1</translation>
  </message>
  <message>
   <source>Cylinder 2 misfires</source>
   <translation>Fallo de encendido en el cilindro 2</translation>
  </message>
  <message>
   <source>Cylinder 3 misfires</source>
   <translation>Fallo de encendido en el cilindro 3</translation>
  </message>
  <message>
   <source>Cylinder 4 misfires</source>
   <translation>Fallo de encendido en el cilindro 4</translation>
  </message>
  <message>
   <source>Do not touch orange cables; have it checked before driving.</source>
   <translation>No toque los cables naranjas; hágalo revisar antes de conducir.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon.</source>
   <translation>Conduzca con suavidad y hágalo revisar pronto.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon: the catalyst may be damaged.</source>
   <translation>Conduzca con suavidad y hágalo revisar pronto: el catalizador puede dañarse.</translation>
  </message>
  <message>
   <source>Fuel pressure is too low</source>
   <translation>Presión de combustible demasiado baja</translation>
  </message>
  <message>
   <source>Fuel vapour leaks</source>
   <translation>Fuga de vapores de combustible</translation>
  </message>
  <message>
   <source>Have battery and charger checked.</source>
   <translation>Haga revisar batería y cargador.</translation>
  </message>
  <message>
   <source>Have it checked at once.</source>
   <translation>Hágalo revisar ya.</translation>
  </message>
  <message>
   <source>Have it checked at the next service.</source>
   <translation>Hágalo revisar en la próxima revisión.</translation>
  </message>
  <message>
   <source>Have it checked soon.</source>
   <translation>Hágalo revisar pronto.</translation>
  </message>
  <message>
   <source>Have it checked soon; the engine may lose power.</source>
   <translation>Hágalo revisar pronto; el motor puede perder potencia.</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>Hágala revisar.</translation>
  </message>
  <message>
   <source>Have it checked; an air leak is likely.</source>
   <translation>Hágalo revisar; probable entrada de aire.</translation>
  </message>
  <message>
   <source>It may not fire in a crash; have it checked at once.</source>
   <translation>Puede no activarse en un choque; hágalo revisar ya.</translation>
  </message>
  <message>
   <source>Much fuel vapour leaks</source>
   <translation>Fuga grande de vapores</translation>
  </message>
  <message>
   <source>Power is reduced; have it checked.</source>
   <translation>Potencia reducida; hágalo revisar.</translation>
  </message>
  <message>
   <source>Power may be cut; have it checked at once.</source>
   <translation>Puede cortarse la potencia; hágalo revisar ya.</translation>
  </message>
  <message>
   <source>Range is reduced; have it checked.</source>
   <translation>Autonomía reducida; hágalo revisar.</translation>
  </message>
  <message>
   <source>Refuel; have it checked.</source>
   <translation>Reposte; hágalo revisar.</translation>
  </message>
  <message>
   <source>Several systems may fail; have it checked at once.</source>
   <translation>Pueden fallar varios sistemas; hágalo revisar ya.</translation>
  </message>
  <message>
   <source>Stop and let it cool.</source>
   <translation>Deténgase y deje que se enfríe.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>Deténgase y apague el motor.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>Deténgase en un lugar seguro y salga del coche.</translation>
  </message>
  <message>
   <source>The 12-volt battery will run empty; have it checked at once.</source>
   <translation>La batería de 12 V se agotará; hágalo revisar ya.</translation>
  </message>
  <message>
   <source>The ABS control unit does not answer</source>
   <translation>La unidad del ABS no responde</translation>
  </message>
  <message>
   <source>The DC/DC converter does not work</source>
   <translation>No funciona el convertidor CC/CC</translation>
  </message>
  <message>
   <source>The air flow sensor reads wrongly</source>
   <translation>El caudalímetro mide mal</translation>
  </message>
  <message>
   <source>The body control unit does not answer</source>
   <translation>La unidad de carrocería no responde</translation>
  </message>
  <message>
   <source>The camshaft position sensor does not work</source>
   <translation>No funciona el sensor del árbol de levas</translation>
  </message>
  <message>
   <source>The catalyst of bank 2 works poorly</source>
   <translation>El catalizador del banco 2 funciona mal</translation>
  </message>
  <message>
   <source>The catalyst works poorly</source>
   <translation>El catalizador funciona mal</translation>
  </message>
  <message>
   <source>The coolant pump of the power electronics does not work</source>
   <translation>No funciona la bomba de la electrónica de potencia</translation>
  </message>
  <message>
   <source>The coolant stays too cold</source>
   <translation>El refrigerante no se calienta</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too high</source>
   <translation>El sensor de refrigerante mide de más</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too low</source>
   <translation>El sensor de refrigerante mide de menos</translation>
  </message>
  <message>
   <source>The crankshaft position sensor does not work</source>
   <translation>No funciona el sensor del cigüeñal</translation>
  </message>
  <message>
   <source>The drive motor is too hot</source>
   <translation>El motor eléctrico está demasiado caliente</translation>
  </message>
  <message>
   <source>The drive motor's control unit does not answer</source>
   <translation>La unidad del motor eléctrico no responde</translation>
  </message>
  <message>
   <source>The drive motor's control unit has a fault</source>
   <translation>Fallo en la unidad del motor eléctrico</translation>
  </message>
  <message>
   <source>The driver's airbag has a fault</source>
   <translation>Fallo en el airbag del conductor</translation>
  </message>
  <message>
   <source>The electric drive cannot start</source>
   <translation>El motor eléctrico no arranca</translation>
  </message>
  <message>
   <source>The engine does not get enough fuel</source>
   <translation>Al motor le falta combustible</translation>
  </message>
  <message>
   <source>The engine may not start again; have it checked at once.</source>
   <translation>Puede que el motor no arranque; hágalo revisar ya.</translation>
  </message>
  <message>
   <source>The engine may stop; have it checked at once.</source>
   <translation>El motor puede pararse; hágalo revisar ya.</translation>
  </message>
  <message>
   <source>The engine misfires in several cylinders</source>
   <translation>Fallos de encendido en varios cilindros</translation>
  </message>
  <message>
   <source>The engine overheats</source>
   <translation>El motor se sobrecalienta</translation>
  </message>
  <message>
   <source>The engine's control unit does not answer</source>
   <translation>La unidad del motor no responde</translation>
  </message>
  <message>
   <source>The engine's control unit has an internal fault</source>
   <translation>Fallo interno de la unidad del motor</translation>
  </message>
  <message>
   <source>The fast CAN bus does not work</source>
   <translation>No funciona el bus CAN rápido</translation>
  </message>
  <message>
   <source>The gear does not match</source>
   <translation>La marcha no coincide</translation>
  </message>
  <message>
   <source>The heater of the oxygen sensor before the catalyst does not work</source>
   <translation>No funciona el calentador de la sonda lambda anterior</translation>
  </message>
  <message>
   <source>The high-voltage insulation is faulty</source>
   <translation>Aislamiento de alta tensión defectuoso</translation>
  </message>
  <message>
   <source>The high-voltage interlock is open</source>
   <translation>El circuito de seguridad de alta tensión está abierto</translation>
  </message>
  <message>
   <source>The idle speed cannot be held</source>
   <translation>No se mantiene el ralentí</translation>
  </message>
  <message>
   <source>The intake air temperature sensor reads too high</source>
   <translation>El sensor de temperatura de admisión mide de más</translation>
  </message>
  <message>
   <source>The knock sensor does not work</source>
   <translation>No funciona el sensor de picado</translation>
  </message>
  <message>
   <source>The mixture is too lean</source>
   <translation>Mezcla demasiado pobre</translation>
  </message>
  <message>
   <source>The mixture is too rich</source>
   <translation>Mezcla demasiado rica</translation>
  </message>
  <message>
   <source>The oil pressure sensor reads implausibly</source>
   <translation>El sensor de presión de aceite no es creíble</translation>
  </message>
  <message>
   <source>The on-board charger has a fault</source>
   <translation>Fallo del cargador de a bordo</translation>
  </message>
  <message>
   <source>The oxygen sensor before the catalyst is slow</source>
   <translation>La sonda lambda anterior es lenta</translation>
  </message>
  <message>
   <source>The passenger's airbag has a fault</source>
   <translation>Fallo en el airbag del pasajero</translation>
  </message>
  <message>
   <source>The pressure sensor of the front left tyre does not answer</source>
   <translation>El sensor de presión delantero izquierdo no responde</translation>
  </message>
  <message>
   <source>The speed sensor at the transmission's input does not work</source>
   <translation>No funciona el sensor de entrada de la transmisión</translation>
  </message>
  <message>
   <source>The speed sensor of the front left wheel does not work</source>
   <translation>No funciona el sensor de la rueda delantera izquierda</translation>
  </message>
  <message>
   <source>The speed sensor of the front right wheel does not work</source>
   <translation>No funciona el sensor de la rueda delantera derecha</translation>
  </message>
  <message>
   <source>The speed sensor of the rear left wheel does not work</source>
   <translation>No funciona el sensor de la rueda trasera izquierda</translation>
  </message>
  <message>
   <source>The speed sensor of the rear right wheel does not work</source>
   <translation>No funciona el sensor de la rueda trasera derecha</translation>
  </message>
  <message>
   <source>The thermostat may be stuck open; have it checked.</source>
   <translation>El termostato puede estar abierto; hágalo revisar.</translation>
  </message>
  <message>
   <source>The traction battery has aged</source>
   <translation>La batería de tracción ha envejecido</translation>
  </message>
  <message>
   <source>The traction battery is almost empty</source>
   <translation>La batería de tracción está casi vacía</translation>
  </message>
  <message>
   <source>The traction battery is too hot</source>
   <translation>La batería de tracción está demasiado caliente</translation>
  </message>
  <message>
   <source>The traction battery needs replacement</source>
   <translation>Hay que cambiar la batería de tracción</translation>
  </message>
  <message>
   <source>The traction battery's control unit does not answer</source>
   <translation>La unidad de la batería no responde</translation>
  </message>
  <message>
   <source>The traction battery's voltage is low</source>
   <translation>Tensión baja de la batería de tracción</translation>
  </message>
  <message>
   <source>The transmission reports a fault</source>
   <translation>La transmisión indica una avería</translation>
  </message>
  <message>
   <source>The transmission's control unit does not answer</source>
   <translation>La unidad de la transmisión no responde</translation>
  </message>
  <message>
   <source>The turbocharger delivers too little pressure</source>
   <translation>El turbo da poca presión</translation>
  </message>
  <message>
   <source>The turbocharger delivers too much pressure</source>
   <translation>El turbo da demasiada presión</translation>
  </message>
  <message>
   <source>The vehicle speed sensor does not work</source>
   <translation>No funciona el sensor de velocidad</translation>
  </message>
  <message>
   <source>The voltage of the 12-volt system is low</source>
   <translation>Tensión de 12 V baja</translation>
  </message>
  <message>
   <source>Too little exhaust gas is recirculated</source>
   <translation>Recirculación de gases insuficiente</translation>
  </message>
  <message>
   <source>Try another station.</source>
   <translation>Pruebe otra estación.</translation>
  </message>
  <message>
   <source>Watch the engine temperature; have it checked.</source>
   <translation>Vigile la temperatura del motor; hágalo revisar.</translation>
  </message>
 </context>
 <context>
  <name>WayRow</name>
  <message>
   <source>ferry</source>
   <translation>ferri</translation>
  </message>
  <message>
   <source>tolls</source>
   <translation>peajes</translation>
  </message>
 </context>
 <context>
  <name>WideCard</name>
  <message>
   <source>%1 likely</source>
   <translation>%1 probable</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 de autonomía</translation>
  </message>
  <message>
   <source>Next title</source>
   <translation>Título siguiente</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>No se reproduce nada</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pausa</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Reproducir</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>Título anterior</translation>
  </message>
  <message>
   <source>into the battery</source>
   <translation>hacia la batería</translation>
  </message>
  <message>
   <source>out of the battery</source>
   <translation>de la batería</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>desconocido ahora</translation>
  </message>
 </context>
</TS>
