<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
 <context>
  <name>Alerts</name>
  <message>
   <source>Destination</source>
   <translation>الوجهة</translation>
  </message>
  <message>
   <source>It is set aside. Please install it again.</source>
   <translation>تم استبعادها. يرجى تثبيتها من جديد.</translation>
  </message>
  <message>
   <source>It keeps failing to load. Please install it again.</source>
   <translation>تفشل قراءتها مرارًا. يرجى تثبيتها من جديد.</translation>
  </message>
  <message>
   <source>Navigate</source>
   <translation>انطلق</translation>
  </message>
  <message>
   <source>No data from the car</source>
   <translation>لا توجد بيانات من السيارة</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>لم يُنفَّذ</translation>
  </message>
  <message>
   <source>Sent from a phone</source>
   <translation>أُرسل من هاتف</translation>
  </message>
  <message>
   <source>Sent from a phone, by way of {names}</source>
   <translation>أُرسل من هاتف، مرورًا بـ {names}</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>الإعدادات</translation>
  </message>
  <message>
   <source>The map {name} cannot be read</source>
   <translation>تتعذر قراءة خريطة {name}</translation>
  </message>
  <message>
   <source>The map {name} is damaged</source>
   <translation>خريطة {name} تالفة</translation>
  </message>
  <message>
   <source>The screen shows dashes until they are back.</source>
   <translation>تظهر شرطات على الشاشة حتى تعود.</translation>
  </message>
 </context>
 <context>
  <name>ArrivalCard</name>
  <message>
   <source>Destination</source>
   <translation>الوجهة</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>تم</translation>
  </message>
  <message>
   <source>You have arrived</source>
   <translation>لقد وصلت</translation>
  </message>
 </context>
 <context>
  <name>ArrivalRow</name>
  <message>
   <source>%1 on arrival</source>
   <translation>%1 عند الوصول</translation>
  </message>
  <message>
   <source>Arrival %1, %2, %3</source>
   <translation>الوصول %1، %2، %3</translation>
  </message>
 </context>
 <context>
  <name>AvoidSheet</name>
  <message>
   <source>Allowed</source>
   <translation>مسموحة</translation>
  </message>
  <message>
   <source>Avoid</source>
   <translation>تجنّب</translation>
  </message>
  <message>
   <source>Avoided</source>
   <translation>متجنَّبة</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>رجوع</translation>
  </message>
  <message>
   <source>Ferries</source>
   <translation>العبّارات</translation>
  </message>
  <message>
   <source>Motorways</source>
   <translation>الطرق السريعة</translation>
  </message>
  <message>
   <source>Tolls</source>
   <translation>رسوم المرور</translation>
  </message>
  <message>
   <source>Unpaved roads</source>
   <translation>طرق غير معبّدة</translation>
  </message>
 </context>
 <context>
  <name>BrowseBar</name>
  <message>
   <source>Drive home</source>
   <translation>القيادة إلى المنزل</translation>
  </message>
  <message>
   <source>Drive to work</source>
   <translation>القيادة إلى العمل</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>إلى أين؟</translation>
  </message>
 </context>
 <context>
  <name>Car</name>
  <message>
   <source>12 V battery</source>
   <translation>بطارية 12 فولت</translation>
  </message>
  <message>
   <source>Air filter</source>
   <translation>مرشح الهواء</translation>
  </message>
  <message>
   <source>All doors unlocked</source>
   <translation>جميع الأبواب غير مقفلة</translation>
  </message>
  <message>
   <source>All locked</source>
   <translation>الكل مقفل</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>تلقائي</translation>
  </message>
  <message>
   <source>Beam</source>
   <translation>منخفض</translation>
  </message>
  <message>
   <source>Below 70 % of new: ask about the warranty before it ends</source>
   <translation>أقل من 70٪ من الجديد: اسأل عن الضمان قبل انتهائه</translation>
  </message>
  <message>
   <source>Bonnet open</source>
   <translation>غطاء المحرك مفتوح</translation>
  </message>
  <message>
   <source>Boot open</source>
   <translation>صندوق الأمتعة مفتوح</translation>
  </message>
  <message>
   <source>Cabin filter</source>
   <translation>مرشح المقصورة</translation>
  </message>
  <message>
   <source>Coolant</source>
   <translation>سائل التبريد</translation>
  </message>
  <message>
   <source>Counted from the day on which it is changed</source>
   <translation>يُحسب من يوم التغيير</translation>
  </message>
  <message>
   <source>Engine oil</source>
   <translation>زيت المحرك</translation>
  </message>
  <message>
   <source>Fill all four tyres cold, to the pressure on the door</source>
   <translation>املأ الإطارات الأربعة باردة حتى الضغط المبيّن على الباب</translation>
  </message>
  <message>
   <source>Front brake pads</source>
   <translation>فحمات الفرامل الأمامية</translation>
  </message>
  <message>
   <source>Front left</source>
   <translation>الأمامي الأيسر</translation>
  </message>
  <message>
   <source>Front left tyre leaks</source>
   <translation>تسريب في الإطار الأمامي الأيسر</translation>
  </message>
  <message>
   <source>Front right</source>
   <translation>الأمامي الأيمن</translation>
  </message>
  <message>
   <source>Front right tyre leaks</source>
   <translation>تسريب في الإطار الأمامي الأيمن</translation>
  </message>
  <message>
   <source>Have it read out by a workshop.</source>
   <translation>اطلب قراءته في ورشة.</translation>
  </message>
  <message>
   <source>Inspection</source>
   <translation>الفحص الفني</translation>
  </message>
  <message>
   <source>Lock status unknown</source>
   <translation>حالة الأقفال غير معروفة الآن</translation>
  </message>
  <message>
   <source>Mon – Fri</source>
   <translation>الإثنين – الجمعة</translation>
  </message>
  <message>
   <source>New tyres</source>
   <translation>إطارات جديدة</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>إيقاف</translation>
  </message>
  <message>
   <source>Otherwise: a flat tyre on the road</source>
   <translation>وإلا: إطار فارغ على الطريق</translation>
  </message>
  <message>
   <source>Otherwise: a smeared view in the rain</source>
   <translation>وإلا: رؤية مشوشة في المطر</translation>
  </message>
  <message>
   <source>Otherwise: corrosion, and an engine that overheats</source>
   <translation>وإلا: تآكل وارتفاع حرارة المحرك</translation>
  </message>
  <message>
   <source>Otherwise: less power, more consumption</source>
   <translation>وإلا: قوة أقل واستهلاك أكبر</translation>
  </message>
  <message>
   <source>Otherwise: more wear, more consumption, longer braking</source>
   <translation>وإلا: تآكل واستهلاك أكبر وكبح أطول</translation>
  </message>
  <message>
   <source>Otherwise: one morning the car does not start</source>
   <translation>وإلا: لن تعمل السيارة ذات صباح</translation>
  </message>
  <message>
   <source>Otherwise: stale air and misted windows</source>
   <translation>وإلا: هواء فاسد ونوافذ ضبابية</translation>
  </message>
  <message>
   <source>Otherwise: the car may not be driven</source>
   <translation>وإلا: لا يجوز قيادة السيارة</translation>
  </message>
  <message>
   <source>Otherwise: the discs have to be changed too</source>
   <translation>وإلا: يجب تغيير الأقراص أيضًا</translation>
  </message>
  <message>
   <source>Otherwise: the engine wears faster</source>
   <translation>وإلا: يتآكل المحرك أسرع</translation>
  </message>
  <message>
   <source>Otherwise: the warranty may end</source>
   <translation>وإلا: قد ينتهي الضمان</translation>
  </message>
  <message>
   <source>Otherwise: too little grip in the wet</source>
   <translation>وإلا: تماسك ضعيف على البلل</translation>
  </message>
  <message>
   <source>Parking</source>
   <translation>مواقف</translation>
  </message>
  <message>
   <source>Rear brake pads</source>
   <translation>فحمات الفرامل الخلفية</translation>
  </message>
  <message>
   <source>Rear left</source>
   <translation>الخلفي الأيسر</translation>
  </message>
  <message>
   <source>Rear left tyre leaks</source>
   <translation>تسريب في الإطار الخلفي الأيسر</translation>
  </message>
  <message>
   <source>Rear right</source>
   <translation>الخلفي الأيمن</translation>
  </message>
  <message>
   <source>Rear right tyre leaks</source>
   <translation>تسريب في الإطار الخلفي الأيمن</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>الصيانة الدورية</translation>
  </message>
  <message>
   <source>Software {version}</source>
   <translation>البرنامج {version}</translation>
  </message>
  <message>
   <source>Tell the workshop: change the coolant</source>
   <translation>للورشة: تغيير سائل التبريد</translation>
  </message>
  <message>
   <source>Tell the workshop: inspection</source>
   <translation>للورشة: الفحص الفني</translation>
  </message>
  <message>
   <source>Tell the workshop: load test of the 12 V battery</source>
   <translation>للورشة: اختبار تحميل بطارية 12 فولت</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the traction battery’s capacity</source>
   <translation>للورشة: قياس سعة بطارية الدفع</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the tread of all tyres</source>
   <translation>للورشة: قياس مداس كل الإطارات</translation>
  </message>
  <message>
   <source>Tell the workshop: new wiper blades</source>
   <translation>للورشة: شفرات مساحات جديدة</translation>
  </message>
  <message>
   <source>Tell the workshop: oil and oil filter</source>
   <translation>للورشة: الزيت ومرشح الزيت</translation>
  </message>
  <message>
   <source>Tell the workshop: pads of this axle, measure the discs too</source>
   <translation>للورشة: تيل هذا المحور، مع قياس الأقراص</translation>
  </message>
  <message>
   <source>Tell the workshop: service as the car asks for it</source>
   <translation>للورشة: صيانة كما تطلبها السيارة</translation>
  </message>
  <message>
   <source>Tell the workshop: the cabin filter</source>
   <translation>للورشة: مرشح المقصورة</translation>
  </message>
  <message>
   <source>Tell the workshop: the engine’s air filter</source>
   <translation>للورشة: مرشح هواء المحرك</translation>
  </message>
  <message>
   <source>Tell the workshop: this tyre loses air, look for a nail, test the valve</source>
   <translation>للورشة: هذا الإطار يفقد الهواء، ابحثوا عن مسمار وافحصوا الصمام</translation>
  </message>
  <message>
   <source>The car does not report fault codes</source>
   <translation>السيارة لا تُبلغ عن رموز أعطالها</translation>
  </message>
  <message>
   <source>Traction battery</source>
   <translation>بطارية الدفع</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>ضغط الإطارات</translation>
  </message>
  <message>
   <source>Unknown fault</source>
   <translation>عطل غير معروف</translation>
  </message>
  <message>
   <source>Wiper blades</source>
   <translation>شفرات المساحات</translation>
  </message>
  <message>
   <source>after 12 months</source>
   <translation>بعد 12 شهرًا</translation>
  </message>
  <message>
   <source>in {first} – 12+ months</source>
   <translation>خلال {first} – 12+ شهرًا</translation>
  </message>
  <message>
   <source>in {first} – {last} days</source>
   <translation>خلال {first} – {last} أيام</translation>
  </message>
  <message>
   <source>in {first} – {last} months</source>
   <translation>خلال {first} – {last} أشهر</translation>
  </message>
  <message>
   <source>not enough data yet</source>
   <translation>لا توجد بيانات كافية بعد</translation>
  </message>
  <message>
   <source>now</source>
   <translation>الآن</translation>
  </message>
  <message>
   <source>while plugged in</source>
   <translation>عند التوصيل</translation>
  </message>
  <message>
   <source>{count} doors unlocked</source>
   <translation>{count} أبواب غير مقفلة</translation>
  </message>
  <message>
   <source>{door} open</source>
   <translation>{door} مفتوح</translation>
  </message>
  <message>
   <source>{door} unlocked</source>
   <translation>{door} غير مقفل</translation>
  </message>
 </context>
 <context>
  <name>CarScreen</name>
  <message>
   <source>%1: lock not known</source>
   <translation>%1: حالة القفل غير معروفة</translation>
  </message>
  <message>
   <source>%1: locked</source>
   <translation>%1: مقفل</translation>
  </message>
  <message>
   <source>%1: unlocked</source>
   <translation>%1: غير مقفل</translation>
  </message>
  <message>
   <source>Clear faults</source>
   <translation>مسح الأعطال</translation>
  </message>
  <message>
   <source>Climate %1</source>
   <translation>المكيف %1</translation>
  </message>
  <message>
   <source>Climate schedule</source>
   <translation>جدول المكيف</translation>
  </message>
  <message>
   <source>Done today</source>
   <translation>أُنجز اليوم</translation>
  </message>
  <message>
   <source>Lights</source>
   <translation>الأضواء</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>قفل الكل</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>الصيانة</translation>
  </message>
  <message>
   <source>Not enough data from the car yet.</source>
   <translation>لم توفّر السيارة بيانات كافية بعد.</translation>
  </message>
  <message>
   <source>Requested…</source>
   <comment>the car to lock or unlock</comment>
   <translation>تم الطلب…</translation>
  </message>
  <message>
   <source>Unlock all</source>
   <translation>فتح الأقفال</translation>
  </message>
  <message>
   <source>next 12 months</source>
   <translation>الأشهر الـ12 القادمة</translation>
  </message>
 </context>
 <context>
  <name>ChargePlan</name>
  <message>
   <source>Charge to</source>
   <translation>الشحن حتى</translation>
  </message>
  <message>
   <source>Departure</source>
   <translation>المغادرة</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>تم</translation>
  </message>
  <message>
   <source>Edit</source>
   <comment>the charge plan</comment>
   <translation>تعديل</translation>
  </message>
 </context>
 <context>
  <name>ChargingStop</name>
  <message>
   <source>Around here</source>
   <translation>في الجوار</translation>
  </message>
  <message>
   <source>Coffee</source>
   <translation>قهوة</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>الرحلة</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>طعام</translation>
  </message>
  <message>
   <source>Looking around</source>
   <translation>جارٍ البحث في الجوار</translation>
  </message>
  <message>
   <source>Nothing like that within a 15-minute walk.</source>
   <translation>لا شيء من هذا على بُعد ربع ساعة سيراً.</translation>
  </message>
  <message>
   <source>Plugged in</source>
   <translation>موصولة</translation>
  </message>
  <message>
   <source>Shops</source>
   <translation>متاجر</translation>
  </message>
  <message>
   <source>Sights</source>
   <translation>معالم</translation>
  </message>
  <message>
   <source>The car’s position is unknown.</source>
   <translation>موقع السيارة غير معروف.</translation>
  </message>
  <message>
   <source>Toilets</source>
   <translation>مراحيض</translation>
  </message>
  <message>
   <source>charged here</source>
   <translation>شُحنت هنا</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>مغلق</translation>
  </message>
  <message>
   <source>closed today</source>
   <translation>مغلق اليوم</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>الاستهلاك</translation>
  </message>
  <message>
   <source>driven</source>
   <translation>مقطوعة</translation>
  </message>
  <message>
   <source>highest speed</source>
   <translation>أعلى سرعة</translation>
  </message>
  <message>
   <source>holidays</source>
   <translation>العطل</translation>
  </message>
  <message>
   <source>mean speed</source>
   <translation>متوسط السرعة</translation>
  </message>
  <message>
   <source>on the road</source>
   <translation>على الطريق</translation>
  </message>
  <message>
   <source>open</source>
   <translation>مفتوح</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>مفتوح حتى {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>يفتح الساعة {time}</translation>
  </message>
  <message>
   <source>recovered by braking</source>
   <translation>مستعادة بالكبح</translation>
  </message>
  <message>
   <source>{energy} charged</source>
   <translation>شُحن {energy}</translation>
  </message>
  <message>
   <source>{minutes} on foot</source>
   <translation>{minutes} سيراً</translation>
  </message>
  <message>
   <source>{percent} at {time}</source>
   <translation>{percent} الساعة {time}</translation>
  </message>
 </context>
 <context>
  <name>ChargingStops</name>
  <message>
   <source>Add charging stops</source>
   <translation>أضف توقفات الشحن</translation>
  </message>
  <message>
   <source>Charging on the way</source>
   <translation>الشحن على الطريق</translation>
  </message>
  <message>
   <source>Charging station</source>
   <translation>محطة شحن</translation>
  </message>
  <message>
   <source>Looking for chargers on the way</source>
   <translation>البحث عن محطات شحن على الطريق</translation>
  </message>
  <message>
   <source>Too far: no charger on the way is known</source>
   <translation>بعيد جدًا: لا توجد محطة شحن معروفة على الطريق</translation>
  </message>
  <message>
   <source>{duration} charging, {percent} on arrival</source>
   <translation>شحن {duration}، {percent} عند الوصول</translation>
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
   <translation>تكييف الهواء</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>إغلاق</translation>
  </message>
  <message>
   <source>Driver's seat heat</source>
   <translation>تدفئة مقعد السائق</translation>
  </message>
  <message>
   <source>Driver's temperature</source>
   <translation>حرارة جهة السائق</translation>
  </message>
  <message>
   <source>Fan: less</source>
   <translation>المروحة: أقل</translation>
  </message>
  <message>
   <source>Fan: more</source>
   <translation>المروحة: أكثر</translation>
  </message>
  <message>
   <source>More climate</source>
   <translation>المزيد من إعدادات المكيف</translation>
  </message>
  <message>
   <source>Passenger's seat heat</source>
   <translation>تدفئة مقعد الراكب</translation>
  </message>
  <message>
   <source>Passenger's temperature</source>
   <translation>حرارة جهة الراكب</translation>
  </message>
  <message>
   <source>Rear window</source>
   <translation>الزجاج الخلفي</translation>
  </message>
  <message>
   <source>Rear window defrost</source>
   <translation>إزالة ضباب الزجاج الخلفي</translation>
  </message>
  <message>
   <source>Recirculated air</source>
   <translation>هواء مُعاد تدويره</translation>
  </message>
  <message>
   <source>Recirculation</source>
   <translation>تدوير الهواء</translation>
  </message>
  <message>
   <source>Windscreen defrost</source>
   <translation>إزالة ضباب الزجاج الأمامي</translation>
  </message>
 </context>
 <context>
  <name>ConsumptionPanel</name>
  <message>
   <source>forecast</source>
   <translation>التوقع</translation>
  </message>
  <message>
   <source>now</source>
   <translation>الآن</translation>
  </message>
  <message>
   <source>used</source>
   <translation>المستهلك</translation>
  </message>
 </context>
 <context>
  <name>Drive</name>
  <message>
   <source>Anti-lock brakes</source>
   <translation>نظام منع انغلاق الفرامل</translation>
  </message>
  <message>
   <source>Cruise control</source>
   <translation>مثبّت السرعة</translation>
  </message>
  <message>
   <source>Front left tyre</source>
   <translation>الإطار الأمامي الأيسر</translation>
  </message>
  <message>
   <source>Front right tyre</source>
   <translation>الإطار الأمامي الأيمن</translation>
  </message>
  <message>
   <source>High beam</source>
   <translation>الضوء العالي</translation>
  </message>
  <message>
   <source>Low beam</source>
   <translation>الضوء المنخفض</translation>
  </message>
  <message>
   <source>Parking brake</source>
   <translation>فرامل اليد</translation>
  </message>
  <message>
   <source>Rear fog light</source>
   <translation>ضوء الضباب الخلفي</translation>
  </message>
  <message>
   <source>Rear left tyre</source>
   <translation>الإطار الخلفي الأيسر</translation>
  </message>
  <message>
   <source>Rear right tyre</source>
   <translation>الإطار الخلفي الأيمن</translation>
  </message>
  <message>
   <source>Seat belt</source>
   <translation>حزام الأمان</translation>
  </message>
  <message>
   <source>Stability control</source>
   <translation>نظام الثبات</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>ضغط الإطارات</translation>
  </message>
  <message>
   <source>Washer fluid</source>
   <translation>سائل غسيل الزجاج</translation>
  </message>
  <message>
   <source>Wheels slipping</source>
   <translation>انزلاق العجلات</translation>
  </message>
  <message>
   <source>low</source>
   <translation>منخفض</translation>
  </message>
  <message>
   <source>since {time}</source>
   <translation>منذ {time}</translation>
  </message>
 </context>
 <context>
  <name>DriveScreen</name>
  <message>
   <source>%1 likely</source>
   <translation>%1 على الأرجح</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 مدى</translation>
  </message>
  <message>
   <source>Gear %1</source>
   <translation>وضع ناقل الحركة %1</translation>
  </message>
  <message>
   <source>Gear unknown</source>
   <translation>وضع ناقل الحركة غير معروف</translation>
  </message>
  <message>
   <source>Reset</source>
   <comment>the trip computer</comment>
   <translation>تصفير</translation>
  </message>
  <message>
   <source>Speed %1</source>
   <translation>السرعة %1</translation>
  </message>
  <message>
   <source>Trip A</source>
   <translation>الرحلة A</translation>
  </message>
  <message>
   <source>battery</source>
   <translation>البطارية</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>الاستهلاك</translation>
  </message>
  <message>
   <source>distance</source>
   <translation>المسافة</translation>
  </message>
  <message>
   <source>fuel</source>
   <translation>الوقود</translation>
  </message>
  <message>
   <source>power</source>
   <translation>القدرة</translation>
  </message>
  <message>
   <source>regeneration</source>
   <translation>استرجاع</translation>
  </message>
  <message>
   <source>speed</source>
   <comment>mean over the trip</comment>
   <translation>السرعة</translation>
  </message>
  <message>
   <source>time</source>
   <translation>الزمن</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>غير معروف الآن</translation>
  </message>
 </context>
 <context>
  <name>Energy</name>
  <message>
   <source>battery</source>
   <translation>البطارية</translation>
  </message>
  <message>
   <source>battery level unknown</source>
   <translation>مستوى البطارية غير معروف الآن</translation>
  </message>
  <message>
   <source>begins when it is plugged in</source>
   <translation>تبدأ عند التوصيل</translation>
  </message>
  <message>
   <source>charges as soon as it is plugged in</source>
   <translation>تشحن فور توصيلها</translation>
  </message>
  <message>
   <source>charges at once up to {percent}</source>
   <translation>تشحن فورًا حتى {percent}</translation>
  </message>
  <message>
   <source>charges at once: all the time is needed</source>
   <translation>تشحن فورًا: كل الوقت لازم</translation>
  </message>
  <message>
   <source>charges for some minutes to learn what the socket gives</source>
   <translation>تشحن بضع دقائق لمعرفة قدرة المقبس</translation>
  </message>
  <message>
   <source>charges until {time}</source>
   <translation>تشحن حتى {time}</translation>
  </message>
  <message>
   <source>charges until {time} at {now} per kWh</source>
   <translation>تشحن حتى {time} بسعر {now} لكل ك.و.س</translation>
  </message>
  <message>
   <source>charges while electricity is clean, until {time}</source>
   <translation>تشحن ما دامت الكهرباء نظيفة حتى {time}</translation>
  </message>
  <message>
   <source>charges with your own solar power until {time}</source>
   <translation>تشحن بطاقتك الشمسية حتى {time}</translation>
  </message>
  <message>
   <source>charging</source>
   <translation>قيد الشحن</translation>
  </message>
  <message>
   <source>fast charging on the way</source>
   <translation>شحن سريع على الطريق</translation>
  </message>
  <message>
   <source>feeds the house until {time}</source>
   <translation>تغذي المنزل حتى {time}</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>غير متصل</translation>
  </message>
  <message>
   <source>nothing to charge</source>
   <translation>لا حاجة للشحن</translation>
  </message>
  <message>
   <source>plugged in</source>
   <translation>موصول</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>السعر غير معروف</translation>
  </message>
  <message>
   <source>prices are not known: charges as late as it can</source>
   <translation>الأسعار غير معروفة: تشحن في آخر وقت ممكن</translation>
  </message>
  <message>
   <source>range as planned</source>
   <translation>المدى كما هو مخطط</translation>
  </message>
  <message>
   <source>set a time to be ready, and it charges when it is cheap</source>
   <translation>حدد وقت الجاهزية لتشحن عندما يكون السعر منخفضًا</translation>
  </message>
  <message>
   <source>the car did not do it; tried again soon</source>
   <translation>لم تنفذ السيارة ذلك؛ ستعاد المحاولة قريبًا</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>غير معروف الآن</translation>
  </message>
  <message>
   <source>waiting for the car's plan</source>
   <translation>بانتظار خطة السيارة</translation>
  </message>
  <message>
   <source>waits for cleaner electricity until {time}</source>
   <translation>تنتظر كهرباء أنظف حتى {time}</translation>
  </message>
  <message>
   <source>waits for your own solar power until {time}</source>
   <translation>تنتظر طاقتك الشمسية حتى {time}</translation>
  </message>
  <message>
   <source>waits until {time}</source>
   <translation>تنتظر حتى {time}</translation>
  </message>
  <message>
   <source>waits until {time}: {then} instead of {now} per kWh</source>
   <translation>تنتظر حتى {time}: {then} بدلًا من {now} لكل ك.و.س</translation>
  </message>
  <message>
   <source>wheels</source>
   <translation>العجلات</translation>
  </message>
  <message>
   <source>{distance} ago</source>
   <translation>قبل {distance}</translation>
  </message>
  <message>
   <source>{distance} less than planned</source>
   <translation>{distance} أقل من المخطط</translation>
  </message>
  <message>
   <source>{distance} more than planned</source>
   <translation>{distance} أكثر من المخطط</translation>
  </message>
  <message>
   <source>{percent} by {time}</source>
   <translation>{percent} بحلول {time}</translation>
  </message>
 </context>
 <context>
  <name>EnergyFlow</name>
  <message>
   <source>motor</source>
   <translation>المحرك</translation>
  </message>
 </context>
 <context>
  <name>EnergyScreen</name>
  <message>
   <source>Consumption</source>
   <translation>الاستهلاك</translation>
  </message>
  <message>
   <source>What is around here</source>
   <translation>ما يوجد في الجوار</translation>
  </message>
 </context>
 <context>
  <name>Facts</name>
  <message>
   <source>24 h</source>
   <translation>24 ساعة</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>مغلق</translation>
  </message>
  <message>
   <source>fee</source>
   <translation>برسوم</translation>
  </message>
  <message>
   <source>free of charge</source>
   <translation>مجاني</translation>
  </message>
  <message>
   <source>open</source>
   <translation>مفتوح</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>مفتوح حتى {time}</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>يفتح الساعة {time}</translation>
  </message>
  <message>
   <source>{count} spaces</source>
   <translation>{count} موقفًا</translation>
  </message>
 </context>
 <context>
  <name>JamCard</name>
  <message>
   <source>Jam here</source>
   <translation>ازدحام هنا</translation>
  </message>
  <message>
   <source>avoid the next</source>
   <translation>تجنب التالي</translation>
  </message>
 </context>
 <context>
  <name>Keyboard</name>
  <message>
   <source>Erase</source>
   <translation>مسح</translation>
  </message>
  <message>
   <source>More characters</source>
   <translation>أحرف أخرى</translation>
  </message>
  <message>
   <source>Other script</source>
   <translation>كتابة أخرى</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>بحث</translation>
  </message>
  <message>
   <source>Speak</source>
   <translation>تحدث</translation>
  </message>
  <message>
   <source>space</source>
   <translation>مسافة</translation>
  </message>
 </context>
 <context>
  <name>LaneStrip</name>
  <message>
   <source>Lanes</source>
   <translation>المسارات</translation>
  </message>
 </context>
 <context>
  <name>ManeuverCard</name>
  <message>
   <source>In %1: %2</source>
   <translation>بعد %1: %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>ثم</translation>
  </message>
 </context>
 <context>
  <name>ManeuverStrip</name>
  <message>
   <source>In %1: %2</source>
   <translation>بعد %1: %2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>ثم</translation>
  </message>
 </context>
 <context>
  <name>MapButtons</name>
  <message>
   <source>Back to the car</source>
   <translation>العودة إلى السيارة</translation>
  </message>
  <message>
   <source>Jam here</source>
   <translation>ازدحام هنا</translation>
  </message>
  <message>
   <source>Map direction</source>
   <translation>اتجاه الخريطة</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>بحث</translation>
  </message>
  <message>
   <source>Voice off</source>
   <translation>الصوت متوقف</translation>
  </message>
  <message>
   <source>Voice on</source>
   <translation>الصوت مفعّل</translation>
  </message>
  <message>
   <source>Whole route</source>
   <translation>كامل المسار</translation>
  </message>
 </context>
 <context>
  <name>MapScreen</name>
  <message>
   <source>Close the preview</source>
   <translation>إغلاق المعاينة</translation>
  </message>
 </context>
 <context>
  <name>MapView</name>
  <message>
   <source>Map</source>
   <translation>الخريطة</translation>
  </message>
  <message>
   <source>© OpenStreetMap contributors</source>
   <translation>© المساهمون في OpenStreetMap</translation>
  </message>
 </context>
 <context>
  <name>Media</name>
  <message>
   <source>Unknown title</source>
   <translation>عنوان غير معروف</translation>
  </message>
 </context>
 <context>
  <name>MediaScreen</name>
  <message>
   <source>Next title</source>
   <translation>المقطع التالي</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>لا شيء قيد التشغيل</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>إيقاف مؤقت</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>تشغيل</translation>
  </message>
  <message>
   <source>Position in the title</source>
   <translation>الموضع في المقطع</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>المقطع السابق</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>القائمة</translation>
  </message>
  <message>
   <source>Shuffle</source>
   <translation>عشوائي</translation>
  </message>
  <message>
   <source>Start a player, connect a phone or plug in a USB stick.</source>
   <translation>شغّل مشغّلًا أو صِل هاتفًا أو ذاكرة USB.</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>مستوى الصوت</translation>
  </message>
 </context>
 <context>
  <name>Pairing</name>
  <message>
   <source>A driver may find, open and use the car and see its trips.</source>
   <translation>يمكن للسائق تحديد موقع السيارة وفتحها واستخدامها ورؤية رحلاتها.</translation>
  </message>
  <message>
   <source>A guest may open and lock the car and set its climate.</source>
   <translation>يمكن للضيف فتح السيارة وقفلها وضبط مكيفها.</translation>
  </message>
  <message>
   <source>An owner may do everything, also invite others and erase data.</source>
   <translation>يمكن للمالك فعل كل شيء، حتى دعوة آخرين ومسح البيانات.</translation>
  </message>
  <message>
   <source>Scan with a phone</source>
   <translation>امسح الرمز بهاتف</translation>
  </message>
  <message>
   <source>Sign in on the new phone with a new account. The lost phone loses this car.</source>
   <translation>أنشئ حسابًا جديدًا على الهاتف الجديد. يفقد الهاتف الضائع هذه السيارة.</translation>
  </message>
  <message>
   <source>{name} takes the place of the owner who lost a phone</source>
   <translation>{name} يحل محل المالك الذي فقد هاتفًا</translation>
  </message>
  <message>
   <source>{name} wants to be an owner of this car</source>
   <translation>يريد {name} أن يكون مالكًا لهذه السيارة</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a driver</source>
   <translation>يريد {name} استخدام هذه السيارة كسائق</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a guest</source>
   <translation>يريد {name} استخدام هذه السيارة كضيف</translation>
  </message>
 </context>
 <context>
  <name>PairingSheet</name>
  <message>
   <source>Close</source>
   <translation>إغلاق</translation>
  </message>
  <message>
   <source>No</source>
   <translation>لا</translation>
  </message>
  <message>
   <source>Or open %1 and type</source>
   <translation>أو افتح %1 واكتب</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>نعم</translation>
  </message>
 </context>
 <context>
  <name>Phone</name>
  <message>
   <source>Bluetooth is off.</source>
   <translation>البلوتوث متوقف.</translation>
  </message>
  <message>
   <source>Calling…</source>
   <translation>جارٍ الاتصال…</translation>
  </message>
  <message>
   <source>Contacts that cannot be read: {count}</source>
   <translation>جهات اتصال لا يمكن قراءتها: {count}</translation>
  </message>
  <message>
   <source>Incoming</source>
   <translation>واردة</translation>
  </message>
  <message>
   <source>Incoming call</source>
   <translation>مكالمة واردة</translation>
  </message>
  <message>
   <source>Missed</source>
   <translation>فائتة</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>لم يُقرن أي هاتف بعد.</translation>
  </message>
  <message>
   <source>No phone is connected.</source>
   <translation>لا يوجد هاتف متصل.</translation>
  </message>
  <message>
   <source>No phone is in reach.</source>
   <translation>لا يوجد هاتف في النطاق.</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>قيد الانتظار</translation>
  </message>
  <message>
   <source>Outgoing</source>
   <translation>صادرة</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>الهاتف</translation>
  </message>
  <message>
   <source>The phone does not do that.</source>
   <translation>لا ينفّذ الهاتف ذلك.</translation>
  </message>
  <message>
   <source>The phone does not hand over its contacts. Allow it on the phone.</source>
   <translation>لا يسلّم الهاتف جهات اتصاله. اسمح بذلك على الهاتف.</translation>
  </message>
  <message>
   <source>There is no Bluetooth in this car.</source>
   <translation>لا يوجد بلوتوث في هذه السيارة.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>البلوتوث غير متاح حاليًا.</translation>
  </message>
  <message>
   <source>Unknown number</source>
   <translation>رقم غير معروف</translation>
  </message>
 </context>
 <context>
  <name>PhoneScreen</name>
  <message>
   <source>Allow contacts for this car in the phone's Bluetooth settings.</source>
   <translation>اسمح بجهات الاتصال لهذه السيارة في إعدادات بلوتوث الهاتف.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>رد</translation>
  </message>
  <message>
   <source>Calls made or missed stand here.</source>
   <translation>تظهر هنا المكالمات الصادرة والفائتة.</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>جهات الاتصال</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>رفض</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>إنهاء</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>كتم</translation>
  </message>
  <message>
   <source>Muted</source>
   <translation>مكتوم</translation>
  </message>
  <message>
   <source>No calls yet</source>
   <translation>لا مكالمات بعد</translation>
  </message>
  <message>
   <source>No contacts from this phone</source>
   <translation>لا جهات اتصال من هذا الهاتف</translation>
  </message>
  <message>
   <source>Phones are paired in Settings while parked.</source>
   <translation>يُقرن الهاتف من الإعدادات أثناء الوقوف.</translation>
  </message>
  <message>
   <source>Recents</source>
   <translation>الأخيرة</translation>
  </message>
  <message>
   <source>Swap</source>
   <translation>تبديل</translation>
  </message>
 </context>
 <context>
  <name>PlaceSheet</name>
  <message>
   <source>Close</source>
   <translation>إغلاق</translation>
  </message>
  <message>
   <source>Favourite</source>
   <translation>مفضّل</translation>
  </message>
  <message>
   <source>Not a favourite</source>
   <translation>ليس من المفضلة</translation>
  </message>
  <message>
   <source>Pass by here</source>
   <translation>المرور من هنا</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>إزالة من القائمة</translation>
  </message>
  <message>
   <source>This is home</source>
   <translation>هذا هو المنزل</translation>
  </message>
  <message>
   <source>This is work</source>
   <translation>هذا هو العمل</translation>
  </message>
 </context>
 <context>
  <name>ProblemNote</name>
  <message>
   <source>Allow more under route options.</source>
   <translation>اسمح بالمزيد في خيارات المسار.</translation>
  </message>
  <message>
   <source>Choose a place on a street.</source>
   <translation>اختر مكاناً على شارع.</translation>
  </message>
  <message>
   <source>Choose another place or fewer stops.</source>
   <translation>اختر مكاناً آخر أو محطات أقل.</translation>
  </message>
  <message>
   <source>It needs a clear view of the sky.</source>
   <translation>يظهر تحت السماء المكشوفة.</translation>
  </message>
  <message>
   <source>It starts again by itself.</source>
   <translation>تعيد التشغيل تلقائياً.</translation>
  </message>
  <message>
   <source>Looking for a new way</source>
   <translation>جارٍ البحث عن طريق جديد</translation>
  </message>
  <message>
   <source>Looking for ways</source>
   <translation>جارٍ البحث عن طرق</translation>
  </message>
  <message>
   <source>No map for this area</source>
   <translation>لا توجد خريطة لهذه المنطقة</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>لا توجد خريطة مثبتة</translation>
  </message>
  <message>
   <source>No road leads there</source>
   <translation>لا يوجد طريق يؤدي إلى هناك</translation>
  </message>
  <message>
   <source>No road near this place</source>
   <translation>لا يوجد طريق قريب من هذا المكان</translation>
  </message>
  <message>
   <source>No way could be computed</source>
   <translation>تعذّر حساب الطريق</translation>
  </message>
  <message>
   <source>Settings, Maps says what is there and how more is made.</source>
   <translation>الإعدادات، الخرائط: الموجود وكيفية إضافة المزيد.</translation>
  </message>
  <message>
   <source>The map does not answer</source>
   <translation>الخريطة لا تستجيب</translation>
  </message>
  <message>
   <source>Try again or choose another place.</source>
   <translation>أعد المحاولة أو اختر مكاناً آخر.</translation>
  </message>
  <message>
   <source>Waiting for the position</source>
   <translation>في انتظار الموقع</translation>
  </message>
 </context>
 <context>
  <name>Question</name>
  <message>
   <source>Delete</source>
   <translation>حذف</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>احتفاظ</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>الاحتفاظ به</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Car</source>
   <translation>السيارة</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>القيادة</translation>
  </message>
  <message>
   <source>Energy</source>
   <translation>الطاقة</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>الخريطة</translation>
  </message>
  <message>
   <source>Media</source>
   <translation>الوسائط</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>الهاتف</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>الشاشات</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>الإعدادات</translation>
  </message>
 </context>
 <context>
  <name>Refusals</name>
  <message>
   <source>The car does not answer.</source>
   <translation>السيارة لا تستجيب.</translation>
  </message>
  <message>
   <source>The car has not done it in time.</source>
   <translation>لم تنفّذه السيارة في الوقت المحدد.</translation>
  </message>
  <message>
   <source>This car cannot do that.</source>
   <translation>لا تستطيع هذه السيارة فعل ذلك.</translation>
  </message>
 </context>
 <context>
  <name>ReverseView</name>
  <message>
   <source>Camera behind the car</source>
   <translation>الكاميرا الخلفية</translation>
  </message>
  <message>
   <source>Look behind you</source>
   <translation>انظر خلفك</translation>
  </message>
  <message>
   <source>No picture from the camera</source>
   <translation>لا توجد صورة من الكاميرا</translation>
  </message>
 </context>
 <context>
  <name>RoutePreview</name>
  <message>
   <source>Add a stop</source>
   <translation>إضافة محطة</translation>
  </message>
  <message>
   <source>No other way is worth its detour</source>
   <translation>لا يوجد طريق آخر يستحق الالتفاف</translation>
  </message>
  <message>
   <source>Route options</source>
   <translation>خيارات المسار</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>ابدأ</translation>
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
   <translation>%1 من %2</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>رجوع</translation>
  </message>
  <message>
   <source>By way of?</source>
   <translation>عبر أين؟</translation>
  </message>
  <message>
   <source>Charge</source>
   <translation>شحن</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>مسح</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>طعام</translation>
  </message>
  <message>
   <source>Fuel</source>
   <translation>وقود</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>المنزل</translation>
  </message>
  <message>
   <source>I am the passenger</source>
   <translation>أنا الراكب</translation>
  </message>
  <message>
   <source>No charger on the map near here.</source>
   <translation>لا يوجد شاحن على الخريطة قرب هنا.</translation>
  </message>
  <message>
   <source>Not on the map: %1</source>
   <translation>ليس على الخريطة: %1</translation>
  </message>
  <message>
   <source>Nothing found. Fewer letters or another spelling find more.</source>
   <translation>لا نتائج. حروف أقل أو إملاء آخر يجد أكثر.</translation>
  </message>
  <message>
   <source>Nothing like that along the route. Touch On route again to look around the car.</source>
   <translation>لا شيء من هذا على المسار. المس «على المسار» مجدداً للبحث حول السيارة.</translation>
  </message>
  <message>
   <source>Nothing of that kind on the map near here.</source>
   <translation>لا شيء من هذا النوع على الخريطة قرب هنا.</translation>
  </message>
  <message>
   <source>On route</source>
   <translation>على المسار</translation>
  </message>
  <message>
   <source>Park</source>
   <translation>موقف</translation>
  </message>
  <message>
   <source>Pharmacy</source>
   <translation>صيدلية</translation>
  </message>
  <message>
   <source>Places found</source>
   <translation>الأماكن التي عُثر عليها</translation>
  </message>
  <message>
   <source>Places you drive to will stand here</source>
   <translation>ستظهر هنا الأماكن التي تقصدها</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>جارٍ البحث</translation>
  </message>
  <message>
   <source>Typing waits until you stand</source>
   <translation>الكتابة تنتظر حتى تقف</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>إلى أين؟</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>العمل</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>Add</source>
   <translation>إضافة</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>تنبيهات</translation>
  </message>
  <message>
   <source>Animations</source>
   <translation>الحركات</translation>
  </message>
  <message>
   <source>App</source>
   <translation>تطبيق</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>المظهر</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>تلقائي</translation>
  </message>
  <message>
   <source>Avoid ferries</source>
   <translation>تجنّب العبّارات</translation>
  </message>
  <message>
   <source>Avoid motorways</source>
   <translation>تجنّب الطرق السريعة</translation>
  </message>
  <message>
   <source>Avoid tolls</source>
   <translation>تجنّب رسوم المرور</translation>
  </message>
  <message>
   <source>Avoid unpaved roads</source>
   <translation>تجنب الطرق غير المعبدة</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>السطوع</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>إلغاء</translation>
  </message>
  <message>
   <source>Choose this car on your phone.</source>
   <translation>اختر هذه السيارة على هاتفك.</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>الساعة</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>اتصال</translation>
  </message>
  <message>
   <source>Consumption</source>
   <translation>الاستهلاك</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>نهار</translation>
  </message>
  <message>
   <source>Dimmest</source>
   <translation>الأدنى</translation>
  </message>
  <message>
   <source>Disconnect</source>
   <translation>قطع الاتصال</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>العرض</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>المسافة</translation>
  </message>
  <message>
   <source>Does the phone show {passkey}?</source>
   <translation>هل يعرض الهاتف {passkey}؟</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>تنزيل</translation>
  </message>
  <message>
   <source>Driver</source>
   <translation>سائق</translation>
  </message>
  <message>
   <source>Driver {number}</source>
   <translation>السائق {number}</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>مسح</translation>
  </message>
  <message>
   <source>Erase everything that was sent?</source>
   <translation>هل تريد مسح كل ما أُرسل؟</translation>
  </message>
  <message>
   <source>Everything is exported</source>
   <translation>تم تصدير كل شيء</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>تصدير</translation>
  </message>
  <message>
   <source>Fault codes</source>
   <translation>رموز الأعطال</translation>
  </message>
  <message>
   <source>Favourites and profiles</source>
   <translation>المفضلة والملفات</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>نسيان</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>ضيف</translation>
  </message>
  <message>
   <source>Height of the car</source>
   <translation>ارتفاع السيارة</translation>
  </message>
  <message>
   <source>It is deleted here and in the cloud and cannot be brought back.</source>
   <translation>سيُحذف هنا وفي السحابة ولا يمكن استعادته.</translation>
  </message>
  <message>
   <source>It is erased in the car</source>
   <translation>تم المسح في السيارة</translation>
  </message>
  <message>
   <source>Its settings, favourites and places are gone.</source>
   <translation>ستُفقد إعداداته ومفضلاته وأماكنه.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>اللغة</translation>
  </message>
  <message>
   <source>Larger sign</source>
   <translation>إشارة أكبر</translation>
  </message>
  <message>
   <source>Lost phone</source>
   <translation>هاتف مفقود</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>الصيانة</translation>
  </message>
  <message>
   <source>Maps</source>
   <translation>الخرائط</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>ليل</translation>
  </message>
  <message>
   <source>No</source>
   <translation>لا</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>لا توجد خريطة مثبتة</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>لم يُقرن أي هاتف بعد.</translation>
  </message>
  <message>
   <source>Nothing sent</source>
   <translation>لم يُرسل شيء</translation>
  </message>
  <message>
   <source>Nothing sent today</source>
   <translation>لم يُرسل شيء اليوم</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>إيقاف</translation>
  </message>
  <message>
   <source>On</source>
   <translation>تشغيل</translation>
  </message>
  <message>
   <source>One chime</source>
   <translation>تنبيه صوتي واحد</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>مالك</translation>
  </message>
  <message>
   <source>Pair</source>
   <translation>إقران</translation>
  </message>
  <message>
   <source>Pairing</source>
   <translation>الاقتران</translation>
  </message>
  <message>
   <source>Phones</source>
   <translation>الهواتف</translation>
  </message>
  <message>
   <source>Position</source>
   <translation>الموقع</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>الخصوصية</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>الملفات</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>إزالة</translation>
  </message>
  <message>
   <source>Remove this map?</source>
   <translation>هل تريد إزالة هذه الخريطة؟</translation>
  </message>
  <message>
   <source>Remove this profile?</source>
   <translation>هل تريد إزالة هذا الملف؟</translation>
  </message>
  <message>
   <source>Spoken guidance</source>
   <translation>التوجيه الصوتي</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>إيقاف</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>درجة الحرارة</translation>
  </message>
  <message>
   <source>That did not work</source>
   <translation>لم ينجح ذلك</translation>
  </message>
  <message>
   <source>There is no guidance there until it is loaded again.</source>
   <translation>لا يتوفر توجيه هناك حتى تُحمَّل من جديد.</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>البلوتوث غير متاح حاليًا.</translation>
  </message>
  <message>
   <source>Trips and places</source>
   <translation>الرحلات والأماكن</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>ضغط الإطارات</translation>
  </message>
  <message>
   <source>Units</source>
   <translation>الوحدات</translation>
  </message>
  <message>
   <source>Update</source>
   <translation>تحديث</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>استخدام</translation>
  </message>
  <message>
   <source>Vehicle health</source>
   <translation>حالة السيارة</translation>
  </message>
  <message>
   <source>Visible to phones</source>
   <translation>مرئية للهواتف</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>الصوت</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>مستوى الصوت</translation>
  </message>
  <message>
   <source>Weight of the car</source>
   <translation>وزن السيارة</translation>
  </message>
  <message>
   <source>What leaves the car</source>
   <translation>ما يغادر السيارة</translation>
  </message>
  <message>
   <source>Who is driving</source>
   <translation>من يقود</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>نعم</translation>
  </message>
  <message>
   <source>and in the cloud as soon as it is reached.</source>
   <translation>وفي السحابة فور الوصول إليها.</translation>
  </message>
  <message>
   <source>as built</source>
   <translation>كما صُنعت</translation>
  </message>
  <message>
   <source>connected</source>
   <translation>متصل</translation>
  </message>
  <message>
   <source>headunit-maps build makes one from an OpenStreetMap extract.</source>
   <translation>ينشئ headunit-maps build خريطة من مستخرج OpenStreetMap.</translation>
  </message>
  <message>
   <source>invite as</source>
   <translation>دعوة بصفة</translation>
  </message>
  <message>
   <source>km</source>
   <translation>كم</translation>
  </message>
  <message>
   <source>km/kWh</source>
   <translation>كم/ك.و.س</translation>
  </message>
  <message>
   <source>map of {date}</source>
   <translation>خريطة {date}</translation>
  </message>
  <message>
   <source>miles, feet</source>
   <translation>ميل، قدم</translation>
  </message>
  <message>
   <source>miles, yards</source>
   <translation>ميل، ياردة</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>غير متصل</translation>
  </message>
  <message>
   <source>only while the car stands</source>
   <translation>عند توقف السيارة فقط</translation>
  </message>
  <message>
   <source>over the limit by</source>
   <translation>فوق الحد بمقدار</translation>
  </message>
  <message>
   <source>with trailer and load</source>
   <translation>مع المقطورة والحمولة</translation>
  </message>
  <message>
   <source>with what is on the roof</source>
   <translation>مع ما على السقف</translation>
  </message>
  <message>
   <source>{count} values sent at {time}</source>
   <translation>أُرسلت {count} قيمة في {time}</translation>
  </message>
  <message>
   <source>{count} values today · {size}</source>
   <translation>{count} قيمة اليوم · {size}</translation>
  </message>
 </context>
 <context>
  <name>SettingsScreen</name>
  <message>
   <source>I am the passenger</source>
   <translation>أنا الراكب</translation>
  </message>
  <message>
   <source>The rest can be set when the car stands.</source>
   <translation>يمكن ضبط الباقي عند توقف السيارة.</translation>
  </message>
 </context>
 <context>
  <name>SpeedRow</name>
  <message>
   <source>Speed %1 %2</source>
   <translation>السرعة %1 %2</translation>
  </message>
  <message>
   <source>over the limit</source>
   <translation>فوق الحد</translation>
  </message>
 </context>
 <context>
  <name>SpeedSign</name>
  <message>
   <source>No speed limit</source>
   <translation>لا حد للسرعة</translation>
  </message>
  <message>
   <source>Speed limit %1</source>
   <translation>حد السرعة %1</translation>
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message numerus="yes">
   <source>%n change(s) wait for the cloud</source>
   <translation>
    <numerusform>لا تغييرات تنتظر السحابة</numerusform>
    <numerusform>تغيير واحد ينتظر السحابة</numerusform>
    <numerusform>تغييران ينتظران السحابة</numerusform>
    <numerusform>%n تغييرات تنتظر السحابة</numerusform>
    <numerusform>%n تغييرًا ينتظر السحابة</numerusform>
    <numerusform>%n تغيير ينتظر السحابة</numerusform>
   </translation>
  </message>
  <message>
   <source>Cloud connected</source>
   <translation>السحابة متصلة</translation>
  </message>
  <message>
   <source>Cloud off</source>
   <translation>السحابة متوقفة</translation>
  </message>
  <message>
   <source>Driver %1</source>
   <translation>السائق %1</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>مباشر</translation>
  </message>
  <message>
   <source>No car data</source>
   <translation>لا بيانات من السيارة</translation>
  </message>
  <message>
   <source>No position</source>
   <translation>لا يوجد موقع</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>إيقاف</translation>
  </message>
  <message>
   <source>Outside %1</source>
   <translation>الخارج %1</translation>
  </message>
  <message>
   <source>Phone connected</source>
   <translation>الهاتف متصل</translation>
  </message>
  <message>
   <source>Position within %1</source>
   <translation>الموقع بدقة %1</translation>
  </message>
  <message>
   <source>The car does not report</source>
   <translation>السيارة لا ترسل بيانات</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Close</source>
   <translation>إغلاق</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>الخطوات</translation>
  </message>
 </context>
 <context>
  <name>Stepper</name>
  <message>
   <source>%1: less</source>
   <translation>%1: أقل</translation>
  </message>
  <message>
   <source>%1: more</source>
   <translation>%1: أكثر</translation>
  </message>
 </context>
 <context>
  <name>StopPanel</name>
  <message>
   <source>Call</source>
   <translation>اتصال</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>إغلاق</translation>
  </message>
  <message>
   <source>Drive there</source>
   <translation>القيادة إلى هناك</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>مفتوح</translation>
  </message>
  <message>
   <source>Places within a walk</source>
   <translation>أماكن على مسافة سير</translation>
  </message>
 </context>
 <context>
  <name>StopRow</name>
  <message>
   <source>Earlier</source>
   <translation>أبكر</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>لاحقًا</translation>
  </message>
  <message>
   <source>Point on the map</source>
   <translation>نقطة على الخريطة</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>إزالة</translation>
  </message>
  <message>
   <source>Your position</source>
   <translation>موقعك</translation>
  </message>
  <message>
   <source>now</source>
   <translation>الآن</translation>
  </message>
 </context>
 <context>
  <name>Telltale</name>
  <message>
   <source>%1: off</source>
   <translation>%1: مطفأ</translation>
  </message>
  <message>
   <source>%1: on</source>
   <translation>%1: مضاء</translation>
  </message>
  <message>
   <source>%1: unknown</source>
   <translation>%1: غير معروف</translation>
  </message>
 </context>
 <context>
  <name>Toggle</name>
  <message>
   <source>Off</source>
   <translation>إيقاف</translation>
  </message>
  <message>
   <source>On</source>
   <translation>تشغيل</translation>
  </message>
 </context>
 <context>
  <name>TripCard</name>
  <message>
   <source>End guidance</source>
   <translation>إنهاء التوجيه</translation>
  </message>
  <message>
   <source>Trip</source>
   <translation>الرحلة</translation>
  </message>
 </context>
 <context>
  <name>TripMenu</name>
  <message>
   <source>Add a stop</source>
   <translation>إضافة محطة</translation>
  </message>
  <message>
   <source>All steps</source>
   <translation>كل الخطوات</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>رجوع</translation>
  </message>
  <message>
   <source>End guidance</source>
   <translation>إنهاء التوجيه</translation>
  </message>
  <message>
   <source>Say again</source>
   <translation>كرّر</translation>
  </message>
  <message>
   <source>Skip the next stop</source>
   <translation>تخطي المحطة التالية</translation>
  </message>
 </context>
 <context>
  <name>VehicleAlerts</name>
  <message>
   <source>A brake light does not light</source>
   <translation>أحد أضواء الفرامل لا يعمل</translation>
  </message>
  <message>
   <source>A low beam does not light</source>
   <translation>أحد الأضواء المنخفضة لا يعمل</translation>
  </message>
  <message>
   <source>ABS does not work</source>
   <translation>نظام ABS لا يعمل</translation>
  </message>
  <message>
   <source>Battery almost empty</source>
   <translation>البطارية شبه فارغة</translation>
  </message>
  <message>
   <source>Battery below 15 %</source>
   <translation>البطارية دون 15 %</translation>
  </message>
  <message>
   <source>Brake pads are worn</source>
   <translation>فحمات الفرامل متآكلة</translation>
  </message>
  <message>
   <source>Brake with care; have it checked.</source>
   <translation>افرمل بحذر وافحصه.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>اشحن الآن.</translation>
  </message>
  <message>
   <source>Check the pressure soon.</source>
   <translation>افحص الضغط قريبًا.</translation>
  </message>
  <message>
   <source>Drive gently.</source>
   <translation>قُد بلطف.</translation>
  </message>
  <message>
   <source>Drive with care; have it checked.</source>
   <translation>قُد بحذر وافحصه.</translation>
  </message>
  <message>
   <source>Driver's door is open</source>
   <translation>باب السائق مفتوح</translation>
  </message>
  <message>
   <source>Fasten the seat belt</source>
   <translation>اربط حزام الأمان</translation>
  </message>
  <message>
   <source>Fuel is low</source>
   <translation>الوقود منخفض</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>افحصها لدى ورشة.</translation>
  </message>
  <message>
   <source>Have it replaced.</source>
   <translation>استبدله.</translation>
  </message>
  <message>
   <source>Have them replaced.</source>
   <translation>استبدلها.</translation>
  </message>
  <message>
   <source>Leave the road if you can.</source>
   <translation>غادر الطريق إن أمكن.</translation>
  </message>
  <message>
   <source>Oil level critically low</source>
   <translation>مستوى الزيت منخفض جدًا</translation>
  </message>
  <message>
   <source>Passenger's door is open</source>
   <translation>باب الراكب مفتوح</translation>
  </message>
  <message>
   <source>Plan a charging stop.</source>
   <translation>خطّط لمحطة شحن.</translation>
  </message>
  <message>
   <source>Power and charging are reduced.</source>
   <translation>القدرة والشحن محدودان.</translation>
  </message>
  <message>
   <source>Rear door, driver's side is open</source>
   <translation>الباب الخلفي جهة السائق مفتوح</translation>
  </message>
  <message>
   <source>Rear door, passenger's side is open</source>
   <translation>الباب الخلفي جهة الراكب مفتوح</translation>
  </message>
  <message>
   <source>Refill it.</source>
   <translation>أعد ملأه.</translation>
  </message>
  <message>
   <source>Refuel soon.</source>
   <translation>تزوّد بالوقود قريبًا.</translation>
  </message>
  <message>
   <source>Release it.</source>
   <translation>حرّرها.</translation>
  </message>
  <message>
   <source>See Car, faults.</source>
   <translation>انظر السيارة، الأعطال.</translation>
  </message>
  <message>
   <source>Service is due</source>
   <translation>حان موعد الصيانة</translation>
  </message>
  <message>
   <source>Stability control does not work</source>
   <translation>نظام الثبات لا يعمل</translation>
  </message>
  <message>
   <source>Stop and close it.</source>
   <translation>توقف وأغلقه.</translation>
  </message>
  <message>
   <source>Stop and switch it off.</source>
   <translation>توقف وأطفئه.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>توقف وأطفئ المحرك.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>توقف في مكان آمن واخرج من السيارة.</translation>
  </message>
  <message>
   <source>Stop where it is safe.</source>
   <translation>توقف في مكان آمن.</translation>
  </message>
  <message>
   <source>The 12-volt battery is weak</source>
   <translation>بطارية 12 فولت ضعيفة</translation>
  </message>
  <message>
   <source>The battery is cold</source>
   <translation>البطارية باردة</translation>
  </message>
  <message>
   <source>The battery is too hot</source>
   <translation>البطارية ساخنة جدًا</translation>
  </message>
  <message>
   <source>The bonnet is open</source>
   <translation>غطاء المحرك مفتوح</translation>
  </message>
  <message>
   <source>The boot is open</source>
   <translation>صندوق الأمتعة مفتوح</translation>
  </message>
  <message>
   <source>The car has broken down</source>
   <translation>تعطّلت السيارة</translation>
  </message>
  <message>
   <source>The car reports a fault</source>
   <translation>السيارة تبلّغ عن عطل</translation>
  </message>
  <message>
   <source>The engine is too hot</source>
   <translation>المحرك ساخن جدًا</translation>
  </message>
  <message>
   <source>The motor is hot</source>
   <translation>المحرك ساخن</translation>
  </message>
  <message>
   <source>The parking brake is on</source>
   <translation>فرامل اليد مشدودة</translation>
  </message>
  <message>
   <source>The road may be icy</source>
   <translation>قد يكون الطريق متجمدًا</translation>
  </message>
  <message>
   <source>Tyre front left is flat</source>
   <translation>الإطار الأمامي الأيسر مثقوب</translation>
  </message>
  <message>
   <source>Tyre front left is low</source>
   <translation>ضغط الإطار الأمامي الأيسر منخفض</translation>
  </message>
  <message>
   <source>Tyre front right is flat</source>
   <translation>الإطار الأمامي الأيمن مثقوب</translation>
  </message>
  <message>
   <source>Tyre front right is low</source>
   <translation>ضغط الإطار الأمامي الأيمن منخفض</translation>
  </message>
  <message>
   <source>Tyre rear left is flat</source>
   <translation>الإطار الخلفي الأيسر مثقوب</translation>
  </message>
  <message>
   <source>Tyre rear left is low</source>
   <translation>ضغط الإطار الخلفي الأيسر منخفض</translation>
  </message>
  <message>
   <source>Tyre rear right is flat</source>
   <translation>الإطار الخلفي الأيمن مثقوب</translation>
  </message>
  <message>
   <source>Tyre rear right is low</source>
   <translation>ضغط الإطار الخلفي الأيمن منخفض</translation>
  </message>
  <message>
   <source>Washer fluid is low</source>
   <translation>سائل غسيل الزجاج منخفض</translation>
  </message>
 </context>
 <context>
  <name>VehicleFaults</name>
  <message>
   <source>A body control unit has an internal fault</source>
   <translation>عطل داخلي في وحدة تحكم الهيكل</translation>
  </message>
  <message>
   <source>A little fuel vapour leaks</source>
   <translation>تسرّب طفيف لبخار الوقود</translation>
  </message>
  <message>
   <source>ABS may not work; have it checked soon.</source>
   <translation>قد لا يعمل ABS؛ افحصه قريبًا.</translation>
  </message>
  <message>
   <source>Brake with care; have it checked soon.</source>
   <translation>افرمل بحذر وافحصه قريبًا.</translation>
  </message>
  <message>
   <source>Call for service.</source>
   <translation>اتصل بخدمة المساعدة.</translation>
  </message>
  <message>
   <source>Charge elsewhere with DC; have it checked.</source>
   <translation>اشحن في مكان آخر بتيار مستمر وافحصه.</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>اشحن الآن.</translation>
  </message>
  <message>
   <source>Charge now; have it checked.</source>
   <translation>اشحن الآن وافحصه.</translation>
  </message>
  <message>
   <source>Charging was interrupted by the station</source>
   <translation>قطعت المحطة عملية الشحن</translation>
  </message>
  <message>
   <source>Check the oil level at once.</source>
   <translation>افحص مستوى الزيت فورًا.</translation>
  </message>
  <message>
   <source>Check the pressure by hand.</source>
   <translation>افحص الضغط يدويًا.</translation>
  </message>
  <message>
   <source>Close the fuel cap until it clicks; else have it checked.</source>
   <translation>أغلق غطاء الوقود حتى الطقطقة وإلا فافحصه.</translation>
  </message>
  <message>
   <source>Control units cannot talk with each other</source>
   <translation>وحدات التحكم لا تتواصل</translation>
  </message>
  <message>
   <source>Cruise control and the display of speed may fail; have it checked.</source>
   <translation>قد يتعطل مثبّت السرعة وعرضها؛ افحصه.</translation>
  </message>
  <message>
   <source>Cylinder 1 misfires</source>
   <translation>اختلال إشعال في الأسطوانة 1</translation>
  </message>
  <message>
   <source>Cylinder 2 misfires</source>
   <translation>اختلال إشعال في الأسطوانة 2</translation>
  </message>
  <message>
   <source>Cylinder 3 misfires</source>
   <translation>اختلال إشعال في الأسطوانة 3</translation>
  </message>
  <message>
   <source>Cylinder 4 misfires</source>
   <translation>اختلال إشعال في الأسطوانة 4</translation>
  </message>
  <message>
   <source>Do not touch orange cables; have it checked before driving.</source>
   <translation>لا تلمس الكابلات البرتقالية؛ افحصه قبل القيادة.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon.</source>
   <translation>قُد بلطف وافحصه قريبًا.</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon: the catalyst may be damaged.</source>
   <translation>قُد بلطف وافحصه قريبًا: قد يتضرر المحفّز.</translation>
  </message>
  <message>
   <source>Fuel pressure is too low</source>
   <translation>ضغط الوقود منخفض جدًا</translation>
  </message>
  <message>
   <source>Fuel vapour leaks</source>
   <translation>تسرّب بخار الوقود</translation>
  </message>
  <message>
   <source>Have battery and charger checked.</source>
   <translation>افحص البطارية والشاحن.</translation>
  </message>
  <message>
   <source>Have it checked at once.</source>
   <translation>افحصه فورًا.</translation>
  </message>
  <message>
   <source>Have it checked at the next service.</source>
   <translation>افحصه في الصيانة القادمة.</translation>
  </message>
  <message>
   <source>Have it checked soon.</source>
   <translation>افحصه قريبًا.</translation>
  </message>
  <message>
   <source>Have it checked soon; the engine may lose power.</source>
   <translation>افحصه قريبًا؛ قد يفقد المحرك قدرته.</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>افحصها لدى ورشة.</translation>
  </message>
  <message>
   <source>Have it checked; an air leak is likely.</source>
   <translation>افحصه؛ يُرجَّح تسرّب هواء.</translation>
  </message>
  <message>
   <source>It may not fire in a crash; have it checked at once.</source>
   <translation>قد لا تعمل عند الاصطدام؛ افحصها فورًا.</translation>
  </message>
  <message>
   <source>Much fuel vapour leaks</source>
   <translation>تسرّب كبير لبخار الوقود</translation>
  </message>
  <message>
   <source>Power is reduced; have it checked.</source>
   <translation>القدرة محدودة؛ افحصه.</translation>
  </message>
  <message>
   <source>Power may be cut; have it checked at once.</source>
   <translation>قد تنقطع القدرة؛ افحصه فورًا.</translation>
  </message>
  <message>
   <source>Range is reduced; have it checked.</source>
   <translation>المدى منخفض؛ افحصه.</translation>
  </message>
  <message>
   <source>Refuel; have it checked.</source>
   <translation>تزوّد بالوقود وافحصه.</translation>
  </message>
  <message>
   <source>Several systems may fail; have it checked at once.</source>
   <translation>قد تتعطل عدة أنظمة؛ افحصه فورًا.</translation>
  </message>
  <message>
   <source>Stop and let it cool.</source>
   <translation>توقف ودعه يبرد.</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>توقف وأطفئ المحرك.</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>توقف في مكان آمن واخرج من السيارة.</translation>
  </message>
  <message>
   <source>The 12-volt battery will run empty; have it checked at once.</source>
   <translation>ستفرغ بطارية 12 فولت؛ افحصه فورًا.</translation>
  </message>
  <message>
   <source>The ABS control unit does not answer</source>
   <translation>وحدة تحكم ABS لا تستجيب</translation>
  </message>
  <message>
   <source>The DC/DC converter does not work</source>
   <translation>محوّل التيار المستمر لا يعمل</translation>
  </message>
  <message>
   <source>The air flow sensor reads wrongly</source>
   <translation>حساس تدفق الهواء يقرأ خطأً</translation>
  </message>
  <message>
   <source>The body control unit does not answer</source>
   <translation>وحدة تحكم الهيكل لا تستجيب</translation>
  </message>
  <message>
   <source>The camshaft position sensor does not work</source>
   <translation>حساس عمود الكامات لا يعمل</translation>
  </message>
  <message>
   <source>The catalyst of bank 2 works poorly</source>
   <translation>محفّز الصف 2 يعمل بشكل ضعيف</translation>
  </message>
  <message>
   <source>The catalyst works poorly</source>
   <translation>المحفّز يعمل بشكل ضعيف</translation>
  </message>
  <message>
   <source>The coolant pump of the power electronics does not work</source>
   <translation>مضخة تبريد إلكترونيات القدرة لا تعمل</translation>
  </message>
  <message>
   <source>The coolant stays too cold</source>
   <translation>المبرّد يبقى باردًا</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too high</source>
   <translation>حساس حرارة المبرّد يقرأ قيمة عالية</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too low</source>
   <translation>حساس حرارة المبرّد يقرأ قيمة منخفضة</translation>
  </message>
  <message>
   <source>The crankshaft position sensor does not work</source>
   <translation>حساس عمود المرفق لا يعمل</translation>
  </message>
  <message>
   <source>The drive motor is too hot</source>
   <translation>محرك الدفع ساخن جدًا</translation>
  </message>
  <message>
   <source>The drive motor's control unit does not answer</source>
   <translation>وحدة تحكم محرك الدفع لا تستجيب</translation>
  </message>
  <message>
   <source>The drive motor's control unit has a fault</source>
   <translation>عطل في وحدة تحكم محرك الدفع</translation>
  </message>
  <message>
   <source>The driver's airbag has a fault</source>
   <translation>عطل في وسادة السائق الهوائية</translation>
  </message>
  <message>
   <source>The electric drive cannot start</source>
   <translation>الدفع الكهربائي لا يبدأ</translation>
  </message>
  <message>
   <source>The engine does not get enough fuel</source>
   <translation>المحرك لا يصله وقود كافٍ</translation>
  </message>
  <message>
   <source>The engine may not start again; have it checked at once.</source>
   <translation>قد لا يعمل المحرك ثانيةً؛ افحصه فورًا.</translation>
  </message>
  <message>
   <source>The engine may stop; have it checked at once.</source>
   <translation>قد يتوقف المحرك؛ افحصه فورًا.</translation>
  </message>
  <message>
   <source>The engine misfires in several cylinders</source>
   <translation>اختلال إشعال في عدة أسطوانات</translation>
  </message>
  <message>
   <source>The engine overheats</source>
   <translation>المحرك يسخن بإفراط</translation>
  </message>
  <message>
   <source>The engine's control unit does not answer</source>
   <translation>وحدة تحكم المحرك لا تستجيب</translation>
  </message>
  <message>
   <source>The engine's control unit has an internal fault</source>
   <translation>عطل داخلي في وحدة تحكم المحرك</translation>
  </message>
  <message>
   <source>The fast CAN bus does not work</source>
   <translation>ناقل CAN السريع لا يعمل</translation>
  </message>
  <message>
   <source>The gear does not match</source>
   <translation>الترس غير متطابق</translation>
  </message>
  <message>
   <source>The heater of the oxygen sensor before the catalyst does not work</source>
   <translation>سخّان حساس الأكسجين قبل المحفّز لا يعمل</translation>
  </message>
  <message>
   <source>The high-voltage insulation is faulty</source>
   <translation>عزل الجهد العالي معيب</translation>
  </message>
  <message>
   <source>The high-voltage interlock is open</source>
   <translation>دائرة أمان الجهد العالي مفتوحة</translation>
  </message>
  <message>
   <source>The idle speed cannot be held</source>
   <translation>تعذّر الحفاظ على دوران الخمول</translation>
  </message>
  <message>
   <source>The intake air temperature sensor reads too high</source>
   <translation>حساس حرارة هواء السحب يقرأ قيمة عالية</translation>
  </message>
  <message>
   <source>The knock sensor does not work</source>
   <translation>حساس الطرق لا يعمل</translation>
  </message>
  <message>
   <source>The mixture is too lean</source>
   <translation>خليط الوقود فقير</translation>
  </message>
  <message>
   <source>The mixture is too rich</source>
   <translation>خليط الوقود غني</translation>
  </message>
  <message>
   <source>The oil pressure sensor reads implausibly</source>
   <translation>حساس ضغط الزيت يقرأ قيمة غير معقولة</translation>
  </message>
  <message>
   <source>The on-board charger has a fault</source>
   <translation>عطل في الشاحن الداخلي</translation>
  </message>
  <message>
   <source>The oxygen sensor before the catalyst is slow</source>
   <translation>حساس الأكسجين قبل المحفّز بطيء</translation>
  </message>
  <message>
   <source>The passenger's airbag has a fault</source>
   <translation>عطل في وسادة الراكب الهوائية</translation>
  </message>
  <message>
   <source>The pressure sensor of the front left tyre does not answer</source>
   <translation>حساس ضغط الإطار الأمامي الأيسر لا يستجيب</translation>
  </message>
  <message>
   <source>The speed sensor at the transmission's input does not work</source>
   <translation>حساس سرعة دخل ناقل الحركة لا يعمل</translation>
  </message>
  <message>
   <source>The speed sensor of the front left wheel does not work</source>
   <translation>حساس العجلة الأمامية اليسرى لا يعمل</translation>
  </message>
  <message>
   <source>The speed sensor of the front right wheel does not work</source>
   <translation>حساس العجلة الأمامية اليمنى لا يعمل</translation>
  </message>
  <message>
   <source>The speed sensor of the rear left wheel does not work</source>
   <translation>حساس العجلة الخلفية اليسرى لا يعمل</translation>
  </message>
  <message>
   <source>The speed sensor of the rear right wheel does not work</source>
   <translation>حساس العجلة الخلفية اليمنى لا يعمل</translation>
  </message>
  <message>
   <source>The thermostat may be stuck open; have it checked.</source>
   <translation>قد يكون منظّم الحرارة عالقًا مفتوحًا؛ افحصه.</translation>
  </message>
  <message>
   <source>The traction battery has aged</source>
   <translation>بطارية الدفع متقادمة</translation>
  </message>
  <message>
   <source>The traction battery is almost empty</source>
   <translation>بطارية الدفع شبه فارغة</translation>
  </message>
  <message>
   <source>The traction battery is too hot</source>
   <translation>بطارية الدفع ساخنة جدًا</translation>
  </message>
  <message>
   <source>The traction battery needs replacement</source>
   <translation>يجب استبدال بطارية الدفع</translation>
  </message>
  <message>
   <source>The traction battery's control unit does not answer</source>
   <translation>وحدة تحكم بطارية الدفع لا تستجيب</translation>
  </message>
  <message>
   <source>The traction battery's voltage is low</source>
   <translation>جهد بطارية الدفع منخفض</translation>
  </message>
  <message>
   <source>The transmission reports a fault</source>
   <translation>ناقل الحركة يبلّغ عن عطل</translation>
  </message>
  <message>
   <source>The transmission's control unit does not answer</source>
   <translation>وحدة تحكم ناقل الحركة لا تستجيب</translation>
  </message>
  <message>
   <source>The turbocharger delivers too little pressure</source>
   <translation>الشاحن التوربيني يعطي ضغطًا ضعيفًا</translation>
  </message>
  <message>
   <source>The turbocharger delivers too much pressure</source>
   <translation>الشاحن التوربيني يعطي ضغطًا زائدًا</translation>
  </message>
  <message>
   <source>The vehicle speed sensor does not work</source>
   <translation>حساس السرعة لا يعمل</translation>
  </message>
  <message>
   <source>The voltage of the 12-volt system is low</source>
   <translation>جهد نظام 12 فولت منخفض</translation>
  </message>
  <message>
   <source>Too little exhaust gas is recirculated</source>
   <translation>إعادة تدوير العادم غير كافية</translation>
  </message>
  <message>
   <source>Try another station.</source>
   <translation>جرّب محطة أخرى.</translation>
  </message>
  <message>
   <source>Watch the engine temperature; have it checked.</source>
   <translation>راقب حرارة المحرك وافحصه.</translation>
  </message>
 </context>
 <context>
  <name>WayRow</name>
  <message>
   <source>ferry</source>
   <translation>عبّارة</translation>
  </message>
  <message>
   <source>tolls</source>
   <translation>رسوم</translation>
  </message>
 </context>
 <context>
  <name>WideCard</name>
  <message>
   <source>%1 likely</source>
   <translation>%1 على الأرجح</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 مدى</translation>
  </message>
  <message>
   <source>Next title</source>
   <translation>المقطع التالي</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>لا شيء قيد التشغيل</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>إيقاف مؤقت</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>تشغيل</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>المقطع السابق</translation>
  </message>
  <message>
   <source>into the battery</source>
   <translation>إلى البطارية</translation>
  </message>
  <message>
   <source>out of the battery</source>
   <translation>من البطارية</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>غير معروف الآن</translation>
  </message>
 </context>
</TS>
