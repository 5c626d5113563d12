"""What a driver can look for: one row a category, with its tags, picture, and names in six languages.

This is the one table of kinds of places. The compiler sorts places into it by their OpenStreetMap tags, the
search knows a kind by what it is called (the title first, then what else people say), and screens take titles
and icons from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

LANGUAGES = ("en", "de", "fr", "es", "ja", "ar")

Tags = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Category:
    """`tags` are key, values; the first category that matches wins. `importance` (0..1) ranks equals."""

    id: str
    importance: float
    icon: str
    """name of the Material Design icon"""
    tags: Tags
    names: Mapping[str, tuple[str, ...]]
    """by language: the title, then what else people call it"""

    @property
    def title(self) -> str:
        return self.names["en"][0]

    def title_in(self, language: str) -> str:
        """In a driver's language; in English where the table does not have it."""
        return self.names.get(language[:2], self.names["en"])[0]


def _c(
    id: str, importance: float, icon: str, tags: str, en: str, de: str, fr: str, es: str, ja: str, ar: str
) -> Category:
    """Tags as "key=value,value key=*"; names parted by commas."""
    parts = [part.partition("=") for part in tags.split()]
    return Category(
        id,
        importance,
        icon,
        tuple((key, () if values == "*" else tuple(values.split(","))) for key, _, values in parts),
        {
            language: tuple(name.strip() for name in names.split(","))
            for language, names in zip(LANGUAGES, (en, de, fr, es, ja, ar), strict=True)
        },
    )


# fmt: off
CATEGORIES: tuple[Category, ...] = (
    _c("country", 0.95, "earth", "place=country", "Country", "Land", "Pays", "País", "国", "دولة"),
    _c("region", 0.6, "map", "place=state,region,province,district,county,municipality,archipelago", "Region,county,district,state", "Region,Bezirk,Landkreis", "Région,département,canton", "Región,provincia,comarca", "地方,県", "منطقة,محافظة"),
    _c("city", 1.0, "city", "place=city", "City", "Grossstadt", "Grande ville", "Ciudad", "都市,市", "مدينة"),
    _c("town", 0.85, "city-variant", "place=town", "Town", "Stadt", "Ville", "Villa", "町", "بلدة"),
    _c("village", 0.7, "home-group", "place=village", "Village", "Dorf,Ort", "Village", "Pueblo", "村", "قرية"),
    _c("suburb", 0.62, "home-group", "place=suburb,borough,quarter,neighbourhood,city_block", "Suburb,neighbourhood,quarter", "Stadtteil,Ortsteil,Quartier", "Quartier,faubourg", "Barrio,distrito", "地区,丁目", "حي,ضاحية"),
    _c("hamlet", 0.5, "home-group", "place=hamlet,isolated_dwelling,farm,locality,plot,allotments", "Hamlet", "Weiler", "Hameau,lieu-dit", "Aldea,caserío", "集落", "نجع"),
    _c("island", 0.6, "island", "place=island,islet", "Island", "Insel", "Île", "Isla", "島", "جزيرة"),
    _c("square", 0.55, "vector-square", "place=square", "Square,plaza", "Platz", "Place", "Plaza", "広場", "ميدان,ساحة"),
    _c("sea", 0.5, "waves", "place=sea,ocean", "Sea,ocean", "Meer", "Mer", "Mar,océano", "海", "بحر"),
    _c("charging_station", 0.45, "ev-station", "amenity=charging_station",
       "Charging station,charger,chargers,ev charging,ev charger,electric charging,charge point,charging point,charging,supercharger",
       "Ladestation,Ladesäule,Ladepunkt,Stromtankstelle,Elektrotankstelle,E-Ladestation,Schnelllader,Laden",
       "Borne de recharge,borne de charge,station de recharge,bornes,recharge,borne électrique,chargeur",
       "Estación de carga,cargador,punto de carga,punto de recarga,electrolinera,recarga,cargadores,estación de recarga",
       "充電スタンド,充電器,充電ステーション,充電,急速充電,充電所,EV充電", "محطة شحن,شاحن,شحن,نقطة شحن,محطة شحن كهربائية,شحن السيارات الكهربائية"),
    _c("fuel", 0.45, "gas-station", "amenity=fuel",
       "Fuel station,petrol station,gas station,petrol,gas,fuel,filling station,service station,diesel",
       "Tankstelle,Tanken,Benzin,Tanke,Zapfsäule,Diesel",
       "Station-service,station essence,essence,carburant,pompe à essence,station service,gazole",
       "Gasolinera,estación de servicio,gasolina,bencinera,combustible,surtidor,estación de gasolina",
       "ガソリンスタンド,給油所,ガソリン,給油,スタンド,サービスステーション", "محطة وقود,بنزين,محطة بنزين,وقود,بنزينة,محطة محروقات"),
    _c("parking", 0.35, "parking", "amenity=parking,parking_entrance",
       "Car park,parking,parking lot,parking garage,carpark,car parks,park,multi-storey car park",
       "Parkplatz,Parkhaus,Parken,Tiefgarage,Parkplätze,Parkgarage,Parking",
       "Parking,stationnement,parc de stationnement,se garer,parking souterrain,place de parking",
       "Aparcamiento,estacionamiento,parking,parqueadero,aparcar,cochera,garaje",
       "駐車場,パーキング,コインパーキング,車庫", "موقف سيارات,موقف,مواقف,باركنج,مواقف سيارات,كراج"),
    _c("fast_food", 0.36, "hamburger", "amenity=fast_food",
       "Fast food,takeaway,burger,snack bar,takeout,pizza,kebab", "Schnellimbiss,Imbiss,Fast Food,Fastfood,Take-away,Burger,Döner,Pizza",
       "Restauration rapide,fast-food,à emporter,snack,burger,kebab,pizza", "Comida rápida,para llevar,hamburguesería,hamburguesa,pizza",
       "ファストフード,ハンバーガー,持ち帰り,ピザ", "وجبات سريعة,برجر,مأكولات سريعة,بيتزا"),
    _c("restaurant", 0.4, "silverware-fork-knife", "amenity=restaurant,food_court,biergarten",
       "Restaurant,restaurants,food,eat,dining,place to eat,diner,eatery", "Restaurant,Gasthaus,Gaststätte,Essen,Lokal,Wirtshaus,Speiselokal,Restaurants,Beiz",
       "Restaurant,manger,brasserie,bistro,bistrot,restaurants,resto", "Restaurante,comida,comer,mesón,restaurantes,asador",
       "レストラン,食堂,飲食店,料理店,食事,ごはん", "مطعم,مطاعم,طعام,أكل"),
    _c("cafe", 0.38, "coffee", "amenity=cafe,ice_cream shop=coffee,pastry,ice_cream",
       "Café,coffee,coffee shop,cafe,cafes,coffeehouse,ice cream,tea room", "Café,Kaffee,Kaffeehaus,Cafe,Konditorei,Eisdiele,Eis,Teestube",
       "Café,salon de thé,cafés,glacier,cafétéria", "Cafetería,café,cafe,heladería,cafés", "カフェ,喫茶店,コーヒー,喫茶,珈琲", "مقهى,كافيه,قهوة,مقاهي,كوفي شوب"),
    _c("bar", 0.33, "glass-cocktail", "amenity=bar,pub,nightclub", "Bar,pub,nightclub,club,beer", "Bar,Kneipe,Pub,Nachtclub,Bierlokal",
       "Bar,pub,boîte de nuit,discothèque,club", "Bar,pub,discoteca,taberna,cervecería,club nocturno", "バー,居酒屋,パブ,飲み屋,ナイトクラブ", "بار,حانة,ملهى"),
    _c("supermarket", 0.4, "cart", "shop=supermarket,convenience,greengrocer,grocery,general",
       "Supermarket,grocery,groceries,grocery store,convenience store,food shop,corner shop", "Supermarkt,Lebensmittel,Lebensmittelgeschäft,Einkaufen,Laden,Discounter",
       "Supermarché,épicerie,alimentation,hypermarché,courses,supérette", "Supermercado,tienda de comestibles,ultramarinos,alimentación,hipermercado,súper",
       "スーパー,スーパーマーケット,コンビニ,食料品店,コンビニエンスストア", "سوبرماركت,بقالة,سوبر ماركت,تموينات,محل بقالة"),
    _c("bakery", 0.35, "bread-slice", "shop=bakery", "Bakery,baker,bread", "Bäckerei,Bäcker,Brot,Backwaren", "Boulangerie,pain,boulanger,pâtisserie",
       "Panadería,pan,panadero,pastelería", "パン屋,ベーカリー,パン", "مخبز,فرن,خبز"),
    _c("butcher", 0.3, "food-steak", "shop=butcher", "Butcher,butchers", "Metzgerei,Fleischerei,Metzger,Fleischer", "Boucherie,charcuterie", "Carnicería", "肉屋,精肉店", "ملحمة,جزار,لحوم"),
    _c("mall", 0.48, "shopping", "shop=mall,department_store", "Shopping centre,mall,shopping mall,department store,shopping center,shopping",
       "Einkaufszentrum,Kaufhaus,Warenhaus,Shopping,Shoppingcenter", "Centre commercial,grand magasin,galerie marchande", "Centro comercial,grandes almacenes,galería comercial",
       "ショッピングセンター,ショッピングモール,デパート,百貨店,モール", "مركز تسوق,مول,مركز تجاري"),
    _c("clothes", 0.3, "tshirt-crew", "shop=clothes,shoes,boutique,fashion", "Clothes shop,clothing,clothes,fashion,shoes,shoe shop", "Kleidung,Bekleidung,Mode,Schuhe,Schuhgeschäft,Kleidergeschäft",
       "Vêtements,mode,chaussures,magasin de vêtements", "Ropa,tienda de ropa,moda,zapatería,zapatos", "衣料品店,洋服,服,靴屋", "ملابس,محل ملابس,أحذية"),
    _c("hardware", 0.3, "hammer", "shop=doityourself,hardware,trade,garden_centre", "DIY store,hardware store,hardware,do it yourself,garden centre", "Baumarkt,Eisenwaren,Gartencenter",
       "Magasin de bricolage,bricolage,quincaillerie,jardinerie", "Ferretería,bricolaje,vivero", "ホームセンター,金物店", "أدوات منزلية,خردوات,عدد وأدوات"),
    _c("hairdresser", 0.28, "content-cut", "shop=hairdresser,beauty", "Hairdresser,barber,hair salon,beauty salon", "Friseur,Coiffeur,Frisör,Kosmetik", "Coiffeur,salon de coiffure,barbier,institut de beauté",
       "Peluquería,barbería,salón de belleza", "美容院,理髪店,床屋,ヘアサロン", "حلاق,صالون,كوافير"),
    _c("florist", 0.28, "flower", "shop=florist", "Florist,flowers,flower shop", "Blumenladen,Blumen,Florist", "Fleuriste,fleurs", "Floristería,flores", "花屋", "زهور,محل زهور"),
    _c("bookshop", 0.28, "book-open-variant", "shop=books", "Bookshop,bookstore,books", "Buchhandlung,Bücher", "Librairie,livres", "Librería,libros", "本屋,書店", "مكتبة كتب,كتب"),
    _c("kiosk", 0.28, "newspaper-variant-outline", "shop=kiosk,newsagent,tobacco", "Kiosk,newsagent,tobacconist", "Kiosk,Trafik,Tabak", "Kiosque,tabac,presse", "Quiosco,estanco", "売店,キオスク,たばこ屋", "كشك"),
    _c("hospital", 0.55, "hospital-box", "amenity=hospital,clinic healthcare=hospital,clinic",
       "Hospital,emergency,clinic,emergency room,accident and emergency,A&E,ER,hospitals", "Krankenhaus,Spital,Klinik,Notaufnahme,Notfall,Klinikum,Ambulanz",
       "Hôpital,urgences,clinique,centre hospitalier,hopitaux", "Hospital,urgencias,clínica,emergencias,sanatorio", "病院,救急,救急病院,クリニック,診療所", "مستشفى,طوارئ,عيادة,مستشفيات,إسعاف"),
    _c("pharmacy", 0.4, "medical-bag", "amenity=pharmacy healthcare=pharmacy shop=chemist", "Pharmacy,chemist,drugstore,drug store,chemists,pharmacies", "Apotheke,Drogerie,Apotheken,Medikamente",
       "Pharmacie,pharmacies,droguerie,médicaments", "Farmacia,farmacias,droguería,botica", "薬局,ドラッグストア,薬屋,薬", "صيدلية,صيدليات,دواء,أدوية"),
    _c("dentist", 0.3, "tooth", "amenity=dentist healthcare=dentist", "Dentist,dental,dentists", "Zahnarzt,Zahnärztin,Zahnklinik", "Dentiste,cabinet dentaire", "Dentista,clínica dental", "歯医者,歯科", "طبيب أسنان,أسنان"),
    _c("doctor", 0.3, "stethoscope", "amenity=doctors healthcare=doctor,centre,general_practitioner", "Doctor,doctors,physician,surgery,GP,medical centre", "Arzt,Ärztin,Hausarzt,Arztpraxis,Praxis",
       "Médecin,docteur,cabinet médical,généraliste", "Médico,doctor,consultorio,centro de salud,ambulatorio", "医者,医院,医師,内科", "طبيب,دكتور,عيادة طبيب"),
    _c("veterinary", 0.28, "paw", "amenity=veterinary", "Vet,veterinary,veterinarian,animal hospital", "Tierarzt,Tierklinik", "Vétérinaire", "Veterinario", "動物病院,獣医", "طبيب بيطري,بيطري"),
    _c("healthcare", 0.27, "heart-pulse", "healthcare=*", "Health care,physiotherapist,therapist,physiotherapy,laboratory", "Gesundheit,Physiotherapie,Therapie,Labor", "Santé,kinésithérapeute,laboratoire,physiothérapie",
       "Salud,fisioterapia,fisioterapeuta,laboratorio", "医療,整骨院,理学療法", "رعاية صحية,علاج طبيعي"),
    _c("police", 0.42, "shield-outline", "amenity=police", "Police,police station", "Polizei,Polizeiwache,Polizeiposten,Polizeistation", "Police,gendarmerie,commissariat", "Policía,comisaría,guardia civil", "警察,交番,警察署", "شرطة,مركز شرطة,قسم شرطة"),
    _c("fire_station", 0.35, "fire-truck", "amenity=fire_station", "Fire station,fire brigade,fire department", "Feuerwehr,Feuerwache", "Pompiers,caserne de pompiers,sapeurs-pompiers", "Bomberos,parque de bomberos", "消防署,消防", "إطفاء,محطة إطفاء,مطافئ"),
    _c("hotel", 0.42, "bed", "tourism=hotel,motel,hostel,guest_house,apartment,chalet,alpine_hut,wilderness_hut",
       "Hotel,motel,hostel,guest house,accommodation,bed and breakfast,B&B,lodging,hotels,inn,sleep", "Hotel,Unterkunft,Pension,Gästehaus,Herberge,Motel,Jugendherberge,Übernachtung,Hotels,Gasthof",
       "Hôtel,auberge,hébergement,chambre d'hôtes,gîte,hôtels,motel,dormir", "Hotel,hostal,alojamiento,pensión,albergue,hoteles,posada,motel", "ホテル,旅館,宿,宿泊,ゲストハウス,民宿", "فندق,فنادق,نزل,موتيل,سكن,إقامة"),
    _c("campsite", 0.38, "tent", "tourism=camp_site,caravan_site", "Camp site,campsite,camping,campground,caravan site,RV park,motorhome", "Campingplatz,Camping,Zeltplatz,Stellplatz,Wohnmobilstellplatz",
       "Camping,aire de camping-car,terrain de camping,camping-car", "Camping,acampada,área de autocaravanas,campamento", "キャンプ場,オートキャンプ場,キャンプ", "مخيم,تخييم,موقع تخييم"),
    _c("atm", 0.34, "cash-multiple", "amenity=atm", "ATM,cash machine,cash,cashpoint,cash dispenser", "Geldautomat,Bankomat,Bargeld,Bancomat", "Distributeur,DAB,distributeur de billets,distributeur automatique,retrait,guichet automatique,espèces",
       "Cajero,cajero automático,efectivo,cajeros", "ATM,現金自動預払機,現金", "صراف آلي,صراف,ماكينة صرف"),
    _c("bank", 0.35, "bank", "amenity=bank,bureau_de_change", "Bank,banks,currency exchange,bureau de change", "Bank,Sparkasse,Geldwechsel,Banken,Wechselstube", "Banque,bureau de change,banques", "Banco,casa de cambio,bancos,caja de ahorros", "銀行,両替", "بنك,مصرف,صرافة,بنوك"),
    _c("post_office", 0.35, "email", "amenity=post_office", "Post office,post,mail", "Post,Postamt,Poststelle,Postfiliale", "Bureau de poste,poste,la poste", "Oficina de correos,correos,correo", "郵便局,郵便", "مكتب بريد,بريد"),
    _c("toilets", 0.3, "human-male-female", "amenity=toilets", "Toilets,toilet,WC,restroom,bathroom,public toilet,lavatory,loo,restrooms", "Toilette,WC,Klo,Toiletten,öffentliche Toilette",
       "Toilettes,WC,toilettes publiques,sanitaires", "Aseos,baño,servicios,WC,baños,lavabo,aseo", "トイレ,お手洗い,公衆トイレ,便所", "دورة مياه,مرحاض,حمام,دورات مياه,تواليت"),
    _c("car_repair", 0.35, "car-wrench", "shop=car_repair,tyres,car_parts,motorcycle_repair", "Car repair,garage,mechanic,tyres,workshop,repair shop,tires,auto repair,body shop", "Autowerkstatt,Werkstatt,Reifen,Garage,Autoreparatur,Kfz-Werkstatt",
       "Garage,réparation automobile,garagiste,pneus,mécanicien,garage automobile", "Taller mecánico,taller,mecánico,neumáticos,reparación de coches,llantas", "自動車修理,修理工場,整備工場,タイヤ,自動車整備", "تصليح سيارات,ورشة,ميكانيكي,إطارات,صيانة سيارات"),
    _c("car_dealer", 0.3, "car", "shop=car,motorcycle", "Car dealer,car shop,cars,dealership", "Autohaus,Autohändler", "Concessionnaire,concession automobile", "Concesionario,venta de coches", "自動車販売店,ディーラー", "معرض سيارات,وكالة سيارات"),
    _c("car_rental", 0.32, "car-key", "amenity=car_rental,car_sharing", "Car rental,car hire,rent a car,car sharing,hire car", "Autovermietung,Mietwagen,Carsharing,Leihwagen", "Location de voitures,location voiture,autopartage", "Alquiler de coches,alquiler de autos,renta de autos,coche compartido", "レンタカー,カーシェア", "تأجير سيارات,إيجار سيارات"),
    _c("car_wash", 0.33, "car-wash", "amenity=car_wash", "Car wash,carwash", "Autowäsche,Waschanlage,Autowaschanlage,Waschstrasse,Autowaschen", "Lavage auto,station de lavage,lavage de voitures,lave-auto", "Lavado de coches,lavadero,autolavado,túnel de lavado,lavacoches", "洗車場,洗車,洗車機", "غسيل سيارات,مغسلة سيارات,غسل سيارات"),
    _c("taxi", 0.3, "taxi", "amenity=taxi", "Taxi,taxi rank,cab", "Taxi,Taxistand", "Taxi,station de taxis", "Taxi,parada de taxis", "タクシー,タクシー乗り場", "تاكسي,سيارة أجرة"),
    _c("station", 0.55, "train", "railway=station,halt amenity=bus_station public_transport=station",
       "Station,train station,railway station,bus station,railway,train,trains,subway station,metro station", "Bahnhof,Zug,Haltestelle,Busbahnhof,Bahn,Hauptbahnhof,Bahnstation,U-Bahn-Station",
       "Gare,gare ferroviaire,gare routière,train,station de métro,gare SNCF", "Estación,estación de tren,estación de autobuses,tren,estación de ferrocarril,estación de metro", "駅,鉄道駅,バスターミナル,電車", "محطة,محطة قطار,محطة قطارات,محطة حافلات,قطار"),
    _c("stop", 0.34, "bus-stop", "highway=bus_stop railway=tram_stop,subway_entrance public_transport=platform,stop_position,stop_area aerialway=station", "Stop,bus stop,tram stop,bus,tram,subway entrance,metro", "Haltestelle,Bushaltestelle,Bus,Tram,Strassenbahn,Straßenbahnhaltestelle,U-Bahn",
       "Arrêt,arrêt de bus,bus,tram,tramway,métro", "Parada,parada de autobús,autobús,tranvía,metro,parada de bus", "停留所,バス停,路面電車,地下鉄", "موقف حافلات,محطة باص,ترام,مترو,باص"),
    _c("airport", 0.75, "airplane", "aeroway=aerodrome,terminal,heliport", "Airport,airfield,terminal,heliport,flights", "Flughafen,Flugplatz,Terminal,Heliport", "Aéroport,aérodrome,héliport,terminal", "Aeropuerto,aeródromo,helipuerto,terminal", "空港,飛行場,ヘリポート", "مطار,مطارات,مهبط"),
    _c("ferry_terminal", 0.5, "ferry", "amenity=ferry_terminal", "Ferry terminal,ferry,ferries", "Fähre,Fähranleger,Fährhafen", "Ferry,gare maritime,embarcadère,bac", "Terminal de ferry,ferry,transbordador", "フェリーターミナル,フェリー乗り場,フェリー", "عبارة,محطة عبارات"),
    _c("university", 0.42, "school", "amenity=university,college", "University,college,universities", "Universität,Hochschule,Uni,Fachhochschule", "Université,faculté,école supérieure", "Universidad,facultad", "大学,短期大学", "جامعة,كلية"),
    _c("school", 0.36, "school", "amenity=school,kindergarten,music_school,driving_school,language_school", "School,schools,kindergarten,nursery,primary school", "Schule,Kindergarten,Schulen,Kita,Gymnasium,Primarschule",
       "École,collège,lycée,maternelle,crèche,écoles", "Escuela,colegio,guardería,instituto,jardín de infancia", "学校,小学校,中学校,高校,幼稚園,保育園", "مدرسة,مدارس,روضة,حضانة"),
    _c("library", 0.4, "bookshelf", "amenity=library", "Library,libraries", "Bibliothek,Bücherei", "Bibliothèque,médiathèque", "Biblioteca", "図書館", "مكتبة,مكتبة عامة"),
    _c("cinema", 0.42, "movie-open", "amenity=cinema", "Cinema,movies,movie theater,movie theatre", "Kino,Lichtspiele", "Cinéma", "Cine", "映画館,シネマ", "سينما"),
    _c("museum", 0.48, "bank", "tourism=museum,gallery", "Museum,gallery,museums,art gallery", "Museum,Galerie,Museen,Kunstmuseum", "Musée,galerie,musées,galerie d'art", "Museo,galería,museos,galería de arte", "博物館,美術館,ミュージアム", "متحف,معرض فني,متاحف"),
    _c("zoo", 0.46, "elephant", "tourism=zoo,aquarium,theme_park", "Zoo,aquarium,theme park,amusement park", "Zoo,Tierpark,Aquarium,Freizeitpark", "Zoo,aquarium,parc d'attractions", "Zoológico,zoo,acuario,parque temático", "動物園,水族館,遊園地", "حديقة حيوان,حديقة حيوانات,مدينة ملاهي"),
    _c("theatre", 0.45, "drama-masks", "amenity=theatre,arts_centre,casino,concert_hall,events_venue", "Theatre,theater,casino,concert hall,opera,arts centre", "Theater,Casino,Konzerthalle,Oper,Kulturzentrum", "Théâtre,casino,salle de concert,opéra", "Teatro,casino,sala de conciertos,ópera", "劇場,カジノ,コンサートホール", "مسرح,كازينو,أوبرا"),
    _c("viewpoint", 0.45, "binoculars", "tourism=viewpoint", "Viewpoint,view,lookout,scenic view", "Aussichtspunkt,Aussicht", "Point de vue,belvédère,panorama", "Mirador,vista panorámica", "展望台,見晴らし台", "مطل,نقطة مشاهدة"),
    _c("attraction", 0.5, "star-outline", "tourism=attraction,artwork,yes", "Sight,attraction,sights,tourist attraction,sightseeing", "Sehenswürdigkeit,Attraktion,Sehenswürdigkeiten", "Site touristique,attraction,curiosité,à voir", "Atracción,lugar de interés,atracción turística,monumento", "名所,観光地,観光名所", "معلم سياحي,معالم,مزار"),
    _c("information", 0.3, "information-outline", "tourism=information", "Information,tourist information,tourist office", "Information,Touristeninformation,Tourismusbüro,Auskunft", "Information,office de tourisme,point information", "Información,oficina de turismo,información turística", "案内所,観光案内所", "معلومات,معلومات سياحية"),
    _c("picnic", 0.32, "table-picnic", "tourism=picnic_site", "Picnic site,picnic,picnic area", "Picknickplatz,Rastplatz,Grillplatz", "Aire de pique-nique,pique-nique", "Merendero,área de picnic", "ピクニック場", "منطقة نزهة"),
    _c("rest_area", 0.42, "sofa", "highway=rest_area,services", "Rest area,services,motorway services,rest stop,service area", "Raststätte,Rastplatz,Autobahnraststätte,Rasthof,Raststelle", "Aire de repos,aire de service,aire d'autoroute", "Área de descanso,área de servicio", "サービスエリア,パーキングエリア,休憩所,道の駅", "استراحة,منطقة استراحة"),
    _c("exit", 0.4, "arrow-top-right", "highway=motorway_junction", "Exit,motorway exit,junction,interchange", "Ausfahrt,Anschlussstelle,Autobahnausfahrt", "Sortie,échangeur,sortie d'autoroute", "Salida,enlace", "出口,インターチェンジ,ジャンクション", "مخرج,تقاطع"),
    _c("milestone", 0.2, "map-marker-distance", "highway=milestone", "Kilometre,milestone", "Kilometer", "Kilomètre,borne kilométrique", "Kilómetro,punto kilométrico", "キロポスト", "كيلومتر"),
    _c("worship", 0.38, "church", "amenity=place_of_worship,monastery", "Place of worship,church,mosque,synagogue,temple,cathedral,chapel,churches,shrine", "Kirche,Gotteshaus,Moschee,Synagoge,Tempel,Kapelle,Dom,Kirchen,Münster", "Lieu de culte,église,mosquée,synagogue,temple,cathédrale,chapelle,églises",
       "Lugar de culto,iglesia,mezquita,sinagoga,templo,catedral,capilla,iglesias", "宗教施設,教会,寺,神社,モスク,お寺", "مكان عبادة,مسجد,كنيسة,جامع,معبد,مساجد"),
    _c("cemetery", 0.34, "grave-stone", "landuse=cemetery amenity=grave_yard,crematorium", "Cemetery,graveyard", "Friedhof", "Cimetière", "Cementerio", "墓地,霊園", "مقبرة"),
    _c("townhall", 0.48, "town-hall", "amenity=townhall,community_centre office=government", "Town hall,city hall,council,government,community centre", "Rathaus,Gemeindeamt,Stadtverwaltung,Gemeindehaus,Amt,Gemeindezentrum", "Mairie,hôtel de ville,administration,salle communale", "Ayuntamiento,alcaldía,centro cívico,gobierno", "市役所,役所,役場,区役所", "بلدية,دار البلدية,مبنى البلدية"),
    _c("courthouse", 0.4, "gavel", "amenity=courthouse,prison", "Court,courthouse,prison", "Gericht,Gefängnis", "Tribunal,palais de justice,prison", "Juzgado,tribunal,cárcel", "裁判所,刑務所", "محكمة,سجن"),
    _c("embassy", 0.4, "flag", "amenity=embassy office=diplomatic", "Embassy,consulate", "Botschaft,Konsulat", "Ambassade,consulat", "Embajada,consulado", "大使館,領事館", "سفارة,قنصلية"),
    _c("swimming_pool", 0.38, "swim", "leisure=swimming_pool,water_park", "Swimming pool,pool,swimming,water park", "Schwimmbad,Hallenbad,Freibad,Schwimmen,Bad", "Piscine,parc aquatique,natation", "Piscina,parque acuático,natación", "プール,水泳場", "مسبح,حمام سباحة"),
    _c("stadium", 0.45, "stadium", "leisure=stadium", "Stadium,arena", "Stadion,Arena", "Stade,arène", "Estadio", "スタジアム,競技場", "ملعب,استاد"),
    _c("golf", 0.38, "golf", "leisure=golf_course,miniature_golf", "Golf course,golf", "Golfplatz,Golf", "Golf,terrain de golf", "Campo de golf,golf", "ゴルフ場,ゴルフ", "ملعب غولف,غولف"),
    _c("fitness", 0.34, "dumbbell", "leisure=fitness_centre,fitness_station,dance", "Gym,fitness,fitness centre,fitness center", "Fitnessstudio,Fitness,Fitnesscenter", "Salle de sport,fitness,gym", "Gimnasio,fitness", "ジム,フィットネス,スポーツジム", "صالة رياضية,جيم,نادي رياضي"),
    _c("sport", 0.36, "basketball", "leisure=sports_centre,pitch,track,sports_hall,ice_rink,horse_riding,bowling_alley,disc_golf_course", "Sport,sports centre,sports,pitch,football pitch,tennis,sports center", "Sport,Sportplatz,Sportzentrum,Turnhalle,Fussballplatz,Tennisplatz,Sporthalle", "Sport,centre sportif,terrain de sport,gymnase,tennis", "Deporte,polideportivo,campo de fútbol,pista deportiva,cancha", "スポーツ,体育館,運動場,グラウンド", "رياضة,مركز رياضي,ملعب رياضي"),
    _c("playground", 0.32, "seesaw", "leisure=playground", "Playground,playgrounds", "Spielplatz", "Aire de jeux", "Parque infantil,área de juegos", "遊び場,公園遊具", "ملعب أطفال"),
    _c("park", 0.42, "tree", "leisure=park,garden,nature_reserve,dog_park,common boundary=national_park,protected_area landuse=recreation_ground", "Park,garden,parks,nature reserve,national park", "Park,Garten,Parkanlage,Naturschutzgebiet,Nationalpark,Parks", "Parc,jardin,jardin public,réserve naturelle,parcs", "Parque,jardín,reserva natural,parques", "公園,庭園,自然保護区", "حديقة,منتزه,حدائق,متنزه"),
    _c("harbour", 0.42, "sail-boat", "leisure=marina harbour=* landuse=harbour,port", "Harbour,marina,port,harbor", "Hafen,Marina,Jachthafen", "Port,marina,port de plaisance", "Puerto,marina,puerto deportivo", "港,マリーナ", "ميناء,مرسى,مارينا"),
    _c("pier", 0.34, "pier", "man_made=pier,quay,breakwater", "Pier,quay", "Pier,Steg,Anleger,Mole,Kai", "Jetée,quai,ponton", "Muelle,embarcadero", "桟橋,埠頭", "رصيف"),
    _c("beach", 0.45, "beach", "natural=beach leisure=beach_resort,bathing_place", "Beach,beaches,bathing place", "Strand,Badestrand,Badeplatz", "Plage,plages,baignade", "Playa,playas", "ビーチ,海水浴場,浜", "شاطئ,شواطئ"),
    _c("peak", 0.4, "image-filter-hdr", "natural=peak,volcano,hill,ridge,arete,rock,cliff,cave_entrance,valley,glacier", "Peak,mountain,summit,hill,mountains,cave", "Gipfel,Berg,Hügel,Höhle,Berge", "Sommet,montagne,pic,colline,grotte", "Pico,montaña,cumbre,cerro,cueva", "山,頂上,山頂,洞窟", "قمة,جبل,تل,كهف"),
    _c("saddle", 0.42, "image-filter-hdr", "natural=saddle mountain_pass=yes", "Pass,mountain pass,saddle", "Pass,Sattel,Passhöhe,Bergpass", "Col", "Puerto de montaña,paso,collado", "峠", "ممر جبلي"),
    _c("water", 0.36, "waves", "natural=water,bay,cape,spring,hot_spring,wetland,strait,peninsula water=* landuse=reservoir waterway=waterfall,dam", "Lake,water,bay,pond,reservoir,waterfall,spring", "See,Gewässer,Weiher,Teich,Bucht,Wasserfall,Quelle", "Lac,étang,baie,cascade,source", "Lago,bahía,embalse,cascada,estanque,fuente", "湖,池,湾,滝", "بحيرة,خليج,شلال,بركة"),
    _c("river", 0.34, "waves", "waterway=river,stream,canal", "River,stream,canal", "Fluss,Bach,Kanal", "Rivière,fleuve,ruisseau,canal", "Río,arroyo,canal", "川,河川,運河", "نهر,قناة,وادي"),
    _c("tower", 0.36, "tower-fire", "man_made=tower,lighthouse,windmill,bridge,observatory,water_tower,chimney,mast,communications_tower,obelisk", "Tower,lighthouse,windmill,bridge,observatory", "Turm,Leuchtturm,Windmühle,Brücke,Sternwarte", "Tour,phare,moulin,pont,observatoire", "Torre,faro,molino,puente,observatorio", "塔,タワー,灯台,橋", "برج,منارة,جسر"),
    _c("recycling", 0.28, "recycle", "amenity=recycling,waste_transfer_station", "Recycling,recycling centre,recycling center,waste", "Wertstoffhof,Recycling,Recyclinghof,Entsorgung,Sammelstelle", "Déchetterie,recyclage,tri sélectif", "Punto limpio,reciclaje,ecoparque", "リサイクルセンター,リサイクル", "إعادة تدوير,مركز تدوير"),
    _c("shelter", 0.27, "home-roof", "amenity=shelter", "Shelter", "Unterstand,Schutzhütte", "Abri", "Refugio", "休憩小屋,あずまや", "مأوى"),
    _c("drinking_water", 0.27, "water", "amenity=drinking_water,fountain,water_point", "Drinking water,fountain,water", "Trinkwasser,Brunnen", "Eau potable,fontaine", "Agua potable,fuente", "水飲み場,噴水", "مياه شرب,نافورة"),
    _c("post_box", 0.26, "mailbox", "amenity=post_box", "Post box,mailbox,letter box", "Briefkasten", "Boîte aux lettres", "Buzón", "郵便ポスト,ポスト", "صندوق بريد"),
    _c("marketplace", 0.38, "storefront", "amenity=marketplace", "Market,marketplace,markets", "Markt,Wochenmarkt", "Marché,marchés", "Mercado,mercadillo", "市場", "سوق,أسواق"),
    _c("historic", 0.42, "pillar", "historic=*", "Historic place,castle,monument,ruins,memorial,historic site", "Historischer Ort,Burg,Schloss,Denkmal,Ruine,Sehenswürdigkeit", "Lieu historique,château,monument,ruines,mémorial", "Lugar histórico,castillo,monumento,ruinas", "史跡,城,記念碑,遺跡", "موقع تاريخي,قلعة,نصب تذكاري,آثار"),
    _c("shop", 0.3, "store", "shop=*", "Shop,store,shops,stores", "Geschäft,Laden,Shop,Geschäfte,Läden", "Magasin,boutique,magasins,commerce", "Tienda,comercio,tiendas,negocio", "店,商店,お店", "متجر,محل,محلات,دكان"),
    _c("amenity", 0.28, "map-marker-outline", "amenity=* emergency=*", "Amenity,facility", "Einrichtung", "Équipement,service", "Servicio,equipamiento", "施設", "مرفق"),
    _c("craft", 0.27, "hammer-wrench", "craft=*", "Craft,workshop,craftsman,carpenter,electrician,plumber", "Handwerk,Handwerker,Schreinerei,Schreiner,Tischler,Elektriker", "Artisan,artisanat,menuisier,électricien,plombier", "Artesano,artesanía,carpintería,electricista", "工房,職人", "حرفة,ورشة حرفية,نجار"),
    _c("office", 0.27, "briefcase", "office=*", "Office,company,offices", "Büro,Firma,Unternehmen", "Bureau,entreprise,société", "Oficina,empresa", "事務所,オフィス,会社", "مكتب,شركة"),
    _c("area", 0.3, "vector-polygon", "landuse=* residential=* industrial=*", "Area,estate,industrial estate,industrial area,business park", "Gebiet,Gewerbegebiet,Industriegebiet,Wohngebiet", "Zone,zone industrielle,zone d'activités,lotissement", "Zona,polígono industrial,urbanización", "区域,工業団地,団地", "منطقة صناعية,مخطط"),
    _c("leisure", 0.28, "party-popper", "leisure=* club=*", "Leisure,club,recreation", "Freizeit,Verein", "Loisirs,club,association", "Ocio,club,recreo", "レジャー,クラブ", "ترفيه,نادي"),
    _c("nature", 0.28, "pine-tree", "natural=* landcover=*", "Nature,forest,wood", "Natur,Wald", "Nature,forêt,bois", "Naturaleza,bosque", "自然,森,森林", "طبيعة,غابة"),
    _c("feature", 0.27, "map-marker-outline", "tourism=* man_made=* military=* power=plant,substation railway=* aeroway=* aerialway=* waterway=* public_transport=* piste:type=*", "Place,works,factory", "Ort,Anlage,Fabrik,Werk", "Lieu,usine,site", "Lugar,fábrica,planta", "場所,工場", "مكان,مصنع"),
    _c("building", 0.25, "office-building", "building=*", "Building,house", "Gebäude,Haus", "Bâtiment,immeuble", "Edificio,casa", "建物,ビル", "مبنى,عمارة"),
    _c("street", 0.52, "road-variant", "", "Street,road", "Strasse,Straße", "Rue,route", "Calle,carretera", "通り,道路,道", "شارع,طريق"),
    _c("address", 0.3, "home-outline", "", "Address", "Adresse,Anschrift", "Adresse", "Dirección", "住所", "عنوان"),
    _c("postcode", 0.6, "email-outline", "", "Postcode,zip,zip code,postal code", "Postleitzahl,PLZ", "Code postal", "Código postal", "郵便番号", "رمز بريدي"),
    _c("crossing", 0.55, "call-split", "", "Crossing,intersection,junction,corner", "Kreuzung,Ecke", "Croisement,carrefour,angle", "Cruce,intersección,esquina", "交差点", "تقاطع"),
    _c("coordinate", 1.0, "crosshairs", "", "Position,coordinates", "Position,Koordinaten", "Position,coordonnées", "Posición,coordenadas", "位置,座標", "موقع,إحداثيات"),
)
# fmt: on
"""In the order in which they are tried; a category without tags is given by other means."""

BY_ID: dict[str, Category] = {category.id: category for category in CATEGORIES}

NAMELESS = frozenset(
    [
        "charging_station",
        "fuel",
        "parking",
        "toilets",
        "rest_area",
        "car_wash",
        "hospital",
        "pharmacy",
        "police",
        "atm",
        "supermarket",
        "exit",
        "restaurant",
        "cafe",
        "fast_food",
        "bank",
        "post_office",
        "bakery",
        "drinking_water",
        "recycling",
        "picnic",
        "campsite",
        "playground",
        "milestone",
        "hotel",
        "fire_station",
        "taxi",
        "car_rental",
        "car_repair",
        "post_box",
    ]
)
"""Worth finding even without a name of their own."""

SETTLEMENTS = ("city", "town", "village", "suburb", "hamlet", "region", "country", "island")
UNTYPED = frozenset(
    [
        "country",
        "region",
        "city",
        "town",
        "village",
        "hamlet",
        "suburb",
        "island",
        "square",
        "street",
        "address",
        "postcode",
        "crossing",
        "coordinate",
        "building",
        "amenity",
        "leisure",
        "nature",
        "feature",
        "area",
        "milestone",
        "sea",
    ]
)
"""Kinds that nobody looks for by their kind: typed, they are part of a name."""

_NEVER = ("no", "none", "vacant", "disused", "abandoned", "razed", "demolished")
_FURNITURE = {
    "amenity": frozenset(
        {"bench", "waste_basket", "parking_space", "bicycle_parking", "hunting_stand", "vending_machine",
         "telephone", "grit_bin", "clock", "motorcycle_parking", "waste_disposal", "bbq", "letter_box",
         "loading_dock", "lounger", "feeding_place", "game_feeding"}
    ),
    "emergency": frozenset({"fire_hydrant", "yes", "designated", "fire_extinguisher", "defibrillator"}),
    "historic": frozenset({"boundary_stone", "yes"}),
    "natural": frozenset({"tree", "tree_row", "coastline", "shrub"}),
    "man_made": frozenset({"survey_point", "manhole", "street_cabinet", "surveillance", "utility_pole"}),
    "railway": frozenset({"rail", "tram", "subway", "switch", "signal", "level_crossing", "buffer_stop",
                          "crossing", "railway_crossing", "milestone", "light_rail", "narrow_gauge"}),
    "public_transport": frozenset({"stop_position"}),
    "waterway": frozenset({"drain", "ditch"}),
    "building": frozenset({"no"}),
}  # fmt: skip
"""Small things that are found by their name only."""

KEYS: tuple[str, ...] = tuple(dict.fromkeys(key for category in CATEGORIES for key, _ in category.tags))
"""The tag keys that any category looks at."""


@cache
def _by_tag() -> dict[tuple[str, str], int]:
    """The first row for a key and value, or for a key and any value ("")."""
    found: dict[tuple[str, str], int] = {}
    for row, category in enumerate(CATEGORIES):
        for key, values in category.tags:
            for value in values or ("",):
                found.setdefault((key, value), row)
    return found


def category_of(tags: Mapping[str, str]) -> Category | None:
    """The category of a thing with these tags."""
    rows = _by_tag()
    best = len(CATEGORIES)
    for key in KEYS:
        value = tags.get(key)
        if value is None or value in _NEVER:
            continue
        row = rows.get((key, value))
        if row is None and (value not in _FURNITURE.get(key, ()) or "name" in tags):
            row = rows.get((key, ""))
        if row is not None and row < best:
            best = row
    return CATEGORIES[best] if best < len(CATEGORIES) else None
