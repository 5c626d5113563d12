<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
 <context>
  <name>Alerts</name>
  <message>
   <source>Destination</source>
   <translation>目的地</translation>
  </message>
  <message>
   <source>It is set aside. Please install it again.</source>
   <translation>使用を中止しました。インストールし直してください。</translation>
  </message>
  <message>
   <source>It keeps failing to load. Please install it again.</source>
   <translation>読み込みに繰り返し失敗します。インストールし直してください。</translation>
  </message>
  <message>
   <source>Navigate</source>
   <translation>案内開始</translation>
  </message>
  <message>
   <source>No data from the car</source>
   <translation>車両からのデータがありません</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>実行できません</translation>
  </message>
  <message>
   <source>Sent from a phone</source>
   <translation>スマートフォンから送信</translation>
  </message>
  <message>
   <source>Sent from a phone, by way of {names}</source>
   <translation>スマートフォンから送信、{names} 経由</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>設定</translation>
  </message>
  <message>
   <source>The map {name} cannot be read</source>
   <translation>地図「{name}」を読み込めません</translation>
  </message>
  <message>
   <source>The map {name} is damaged</source>
   <translation>地図「{name}」が壊れています</translation>
  </message>
  <message>
   <source>The screen shows dashes until they are back.</source>
   <translation>復帰するまで画面には横線が表示されます。</translation>
  </message>
 </context>
 <context>
  <name>ArrivalCard</name>
  <message>
   <source>Destination</source>
   <translation>目的地</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完了</translation>
  </message>
  <message>
   <source>You have arrived</source>
   <translation>目的地に到着しました</translation>
  </message>
 </context>
 <context>
  <name>ArrivalRow</name>
  <message>
   <source>%1 on arrival</source>
   <translation>到着時 %1</translation>
  </message>
  <message>
   <source>Arrival %1, %2, %3</source>
   <translation>到着 %1、%2、%3</translation>
  </message>
 </context>
 <context>
  <name>AvoidSheet</name>
  <message>
   <source>Allowed</source>
   <translation>通る</translation>
  </message>
  <message>
   <source>Avoid</source>
   <translation>避ける</translation>
  </message>
  <message>
   <source>Avoided</source>
   <translation>避ける</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>戻る</translation>
  </message>
  <message>
   <source>Ferries</source>
   <translation>フェリー</translation>
  </message>
  <message>
   <source>Motorways</source>
   <translation>高速道路</translation>
  </message>
  <message>
   <source>Tolls</source>
   <translation>有料道路</translation>
  </message>
  <message>
   <source>Unpaved roads</source>
   <translation>未舗装路</translation>
  </message>
 </context>
 <context>
  <name>BrowseBar</name>
  <message>
   <source>Drive home</source>
   <translation>自宅へ帰る</translation>
  </message>
  <message>
   <source>Drive to work</source>
   <translation>職場へ向かう</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>行き先は？</translation>
  </message>
 </context>
 <context>
  <name>Car</name>
  <message>
   <source>12 V battery</source>
   <translation>12 V バッテリー</translation>
  </message>
  <message>
   <source>Air filter</source>
   <translation>エアフィルター</translation>
  </message>
  <message>
   <source>All doors unlocked</source>
   <translation>全ドアが未施錠です</translation>
  </message>
  <message>
   <source>All locked</source>
   <translation>すべて施錠済み</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>自動</translation>
  </message>
  <message>
   <source>Beam</source>
   <translation>前照灯</translation>
  </message>
  <message>
   <source>Below 70 % of new: ask about the warranty before it ends</source>
   <translation>新品の70％未満：保証期間内に相談を</translation>
  </message>
  <message>
   <source>Bonnet open</source>
   <translation>ボンネットが開いています</translation>
  </message>
  <message>
   <source>Boot open</source>
   <translation>トランクが開いています</translation>
  </message>
  <message>
   <source>Cabin filter</source>
   <translation>キャビンフィルター</translation>
  </message>
  <message>
   <source>Coolant</source>
   <translation>冷却水</translation>
  </message>
  <message>
   <source>Counted from the day on which it is changed</source>
   <translation>交換した日から数えます</translation>
  </message>
  <message>
   <source>Engine oil</source>
   <translation>エンジンオイル</translation>
  </message>
  <message>
   <source>Fill all four tyres cold, to the pressure on the door</source>
   <translation>4本とも冷間時にドア表示の空気圧まで補充してください</translation>
  </message>
  <message>
   <source>Front brake pads</source>
   <translation>前ブレーキパッド</translation>
  </message>
  <message>
   <source>Front left</source>
   <translation>左前</translation>
  </message>
  <message>
   <source>Front left tyre leaks</source>
   <translation>左前タイヤの空気漏れ</translation>
  </message>
  <message>
   <source>Front right</source>
   <translation>右前</translation>
  </message>
  <message>
   <source>Front right tyre leaks</source>
   <translation>右前タイヤの空気漏れ</translation>
  </message>
  <message>
   <source>Have it read out by a workshop.</source>
   <translation>整備工場で診断を受けてください。</translation>
  </message>
  <message>
   <source>Inspection</source>
   <translation>車検</translation>
  </message>
  <message>
   <source>Lock status unknown</source>
   <translation>施錠状態は不明です</translation>
  </message>
  <message>
   <source>Mon – Fri</source>
   <translation>月〜金</translation>
  </message>
  <message>
   <source>New tyres</source>
   <translation>タイヤ交換</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>Otherwise: a flat tyre on the road</source>
   <translation>放置すると走行中にパンクします</translation>
  </message>
  <message>
   <source>Otherwise: a smeared view in the rain</source>
   <translation>放置すると雨の日に視界が悪くなります</translation>
  </message>
  <message>
   <source>Otherwise: corrosion, and an engine that overheats</source>
   <translation>放置すると腐食や過熱が起こります</translation>
  </message>
  <message>
   <source>Otherwise: less power, more consumption</source>
   <translation>放置すると出力が落ち、燃費が悪化します</translation>
  </message>
  <message>
   <source>Otherwise: more wear, more consumption, longer braking</source>
   <translation>放置すると摩耗、消費、制動距離が増えます</translation>
  </message>
  <message>
   <source>Otherwise: one morning the car does not start</source>
   <translation>放置するとある朝始動しなくなります</translation>
  </message>
  <message>
   <source>Otherwise: stale air and misted windows</source>
   <translation>放置すると空気がよどみ、窓が曇ります</translation>
  </message>
  <message>
   <source>Otherwise: the car may not be driven</source>
   <translation>過ぎると公道を走れません</translation>
  </message>
  <message>
   <source>Otherwise: the discs have to be changed too</source>
   <translation>放置するとディスクも交換が必要です</translation>
  </message>
  <message>
   <source>Otherwise: the engine wears faster</source>
   <translation>放置するとエンジンの摩耗が早まります</translation>
  </message>
  <message>
   <source>Otherwise: the warranty may end</source>
   <translation>放置すると保証が切れる場合があります</translation>
  </message>
  <message>
   <source>Otherwise: too little grip in the wet</source>
   <translation>放置すると濡れた路面で滑りやすくなります</translation>
  </message>
  <message>
   <source>Parking</source>
   <translation>車幅灯</translation>
  </message>
  <message>
   <source>Rear brake pads</source>
   <translation>後ブレーキパッド</translation>
  </message>
  <message>
   <source>Rear left</source>
   <translation>左後</translation>
  </message>
  <message>
   <source>Rear left tyre leaks</source>
   <translation>左後タイヤの空気漏れ</translation>
  </message>
  <message>
   <source>Rear right</source>
   <translation>右後</translation>
  </message>
  <message>
   <source>Rear right tyre leaks</source>
   <translation>右後タイヤの空気漏れ</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>点検</translation>
  </message>
  <message>
   <source>Software {version}</source>
   <translation>ソフトウェア {version}</translation>
  </message>
  <message>
   <source>Tell the workshop: change the coolant</source>
   <translation>整備工場へ：冷却水の交換</translation>
  </message>
  <message>
   <source>Tell the workshop: inspection</source>
   <translation>整備工場へ：車検</translation>
  </message>
  <message>
   <source>Tell the workshop: load test of the 12 V battery</source>
   <translation>整備工場へ：12Vバッテリーの負荷テスト</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the traction battery’s capacity</source>
   <translation>整備工場へ：駆動用バッテリーの容量測定</translation>
  </message>
  <message>
   <source>Tell the workshop: measure the tread of all tyres</source>
   <translation>整備工場へ：全タイヤの溝の測定</translation>
  </message>
  <message>
   <source>Tell the workshop: new wiper blades</source>
   <translation>整備工場へ：ワイパーブレードの交換</translation>
  </message>
  <message>
   <source>Tell the workshop: oil and oil filter</source>
   <translation>整備工場へ：オイルとオイルフィルター</translation>
  </message>
  <message>
   <source>Tell the workshop: pads of this axle, measure the discs too</source>
   <translation>整備工場へ：この軸のパッド、ディスクも測定</translation>
  </message>
  <message>
   <source>Tell the workshop: service as the car asks for it</source>
   <translation>整備工場へ：車の表示どおりの点検</translation>
  </message>
  <message>
   <source>Tell the workshop: the cabin filter</source>
   <translation>整備工場へ：キャビンフィルター</translation>
  </message>
  <message>
   <source>Tell the workshop: the engine’s air filter</source>
   <translation>整備工場へ：エンジンのエアフィルター</translation>
  </message>
  <message>
   <source>Tell the workshop: this tyre loses air, look for a nail, test the valve</source>
   <translation>整備工場へ：空気漏れ、釘とバルブの点検</translation>
  </message>
  <message>
   <source>The car does not report fault codes</source>
   <translation>車から故障コードが届いていません</translation>
  </message>
  <message>
   <source>Traction battery</source>
   <translation>駆動用バッテリー</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>タイヤ空気圧</translation>
  </message>
  <message>
   <source>Unknown fault</source>
   <translation>不明な故障</translation>
  </message>
  <message>
   <source>Wiper blades</source>
   <translation>ワイパーブレード</translation>
  </message>
  <message>
   <source>after 12 months</source>
   <translation>12か月以降</translation>
  </message>
  <message>
   <source>in {first} – 12+ months</source>
   <translation>{first}〜12か月以上後</translation>
  </message>
  <message>
   <source>in {first} – {last} days</source>
   <translation>{first}～{last}日後</translation>
  </message>
  <message>
   <source>in {first} – {last} months</source>
   <translation>{first}〜{last}か月後</translation>
  </message>
  <message>
   <source>not enough data yet</source>
   <translation>データ不足</translation>
  </message>
  <message>
   <source>now</source>
   <translation>現在</translation>
  </message>
  <message>
   <source>while plugged in</source>
   <translation>接続時のみ</translation>
  </message>
  <message>
   <source>{count} doors unlocked</source>
   <translation>ドア{count}枚が未施錠です</translation>
  </message>
  <message>
   <source>{door} open</source>
   <translation>{door}ドアが開いています</translation>
  </message>
  <message>
   <source>{door} unlocked</source>
   <translation>{door}ドアが未施錠です</translation>
  </message>
 </context>
 <context>
  <name>CarScreen</name>
  <message>
   <source>%1: lock not known</source>
   <translation>%1：施錠状態不明</translation>
  </message>
  <message>
   <source>%1: locked</source>
   <translation>%1：施錠</translation>
  </message>
  <message>
   <source>%1: unlocked</source>
   <translation>%1：未施錠</translation>
  </message>
  <message>
   <source>Clear faults</source>
   <translation>故障を消去</translation>
  </message>
  <message>
   <source>Climate %1</source>
   <translation>空調 %1</translation>
  </message>
  <message>
   <source>Climate schedule</source>
   <translation>空調の予約</translation>
  </message>
  <message>
   <source>Done today</source>
   <translation>本日実施</translation>
  </message>
  <message>
   <source>Lights</source>
   <translation>ライト</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>全ドア施錠</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>メンテナンス</translation>
  </message>
  <message>
   <source>Not enough data from the car yet.</source>
   <translation>車両のデータがまだ足りません。</translation>
  </message>
  <message>
   <source>Requested…</source>
   <comment>the car to lock or unlock</comment>
   <translation>要求中…</translation>
  </message>
  <message>
   <source>Unlock all</source>
   <translation>全ドア解錠</translation>
  </message>
  <message>
   <source>next 12 months</source>
   <translation>今後12か月</translation>
  </message>
 </context>
 <context>
  <name>ChargePlan</name>
  <message>
   <source>Charge to</source>
   <translation>充電目標</translation>
  </message>
  <message>
   <source>Departure</source>
   <translation>出発</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完了</translation>
  </message>
  <message>
   <source>Edit</source>
   <comment>the charge plan</comment>
   <translation>編集</translation>
  </message>
 </context>
 <context>
  <name>ChargingStop</name>
  <message>
   <source>Around here</source>
   <translation>周辺</translation>
  </message>
  <message>
   <source>Coffee</source>
   <translation>カフェ</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>走行</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>食事</translation>
  </message>
  <message>
   <source>Looking around</source>
   <translation>周辺を検索中</translation>
  </message>
  <message>
   <source>Nothing like that within a 15-minute walk.</source>
   <translation>徒歩15分以内に該当する場所はありません。</translation>
  </message>
  <message>
   <source>Plugged in</source>
   <translation>接続済み</translation>
  </message>
  <message>
   <source>Shops</source>
   <translation>買い物</translation>
  </message>
  <message>
   <source>Sights</source>
   <translation>名所</translation>
  </message>
  <message>
   <source>The car’s position is unknown.</source>
   <translation>車の位置が分かりません。</translation>
  </message>
  <message>
   <source>Toilets</source>
   <translation>トイレ</translation>
  </message>
  <message>
   <source>charged here</source>
   <translation>ここで充電</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>休業</translation>
  </message>
  <message>
   <source>closed today</source>
   <translation>本日休業</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>電費</translation>
  </message>
  <message>
   <source>driven</source>
   <translation>走行</translation>
  </message>
  <message>
   <source>highest speed</source>
   <translation>最高速度</translation>
  </message>
  <message>
   <source>holidays</source>
   <translation>祝日</translation>
  </message>
  <message>
   <source>mean speed</source>
   <translation>平均速度</translation>
  </message>
  <message>
   <source>on the road</source>
   <translation>走行時間</translation>
  </message>
  <message>
   <source>open</source>
   <translation>営業中</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>{time}まで営業</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>{time}開店</translation>
  </message>
  <message>
   <source>recovered by braking</source>
   <translation>回生</translation>
  </message>
  <message>
   <source>{energy} charged</source>
   <translation>{energy}充電済み</translation>
  </message>
  <message>
   <source>{minutes} on foot</source>
   <translation>徒歩{minutes}</translation>
  </message>
  <message>
   <source>{percent} at {time}</source>
   <translation>{time}に{percent}</translation>
  </message>
 </context>
 <context>
  <name>ChargingStops</name>
  <message>
   <source>Add charging stops</source>
   <translation>充電地点を追加</translation>
  </message>
  <message>
   <source>Charging on the way</source>
   <translation>途中の充電</translation>
  </message>
  <message>
   <source>Charging station</source>
   <translation>充電スタンド</translation>
  </message>
  <message>
   <source>Looking for chargers on the way</source>
   <translation>経路上の充電器を検索中</translation>
  </message>
  <message>
   <source>Too far: no charger on the way is known</source>
   <translation>遠すぎます：経路上の充電器が不明です</translation>
  </message>
  <message>
   <source>{duration} charging, {percent} on arrival</source>
   <translation>充電{duration}、到着時{percent}</translation>
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
   <translation>エアコン</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Driver's seat heat</source>
   <translation>運転席シートヒーター</translation>
  </message>
  <message>
   <source>Driver's temperature</source>
   <translation>運転席の温度</translation>
  </message>
  <message>
   <source>Fan: less</source>
   <translation>風量を下げる</translation>
  </message>
  <message>
   <source>Fan: more</source>
   <translation>風量を上げる</translation>
  </message>
  <message>
   <source>More climate</source>
   <translation>その他の空調</translation>
  </message>
  <message>
   <source>Passenger's seat heat</source>
   <translation>助手席シートヒーター</translation>
  </message>
  <message>
   <source>Passenger's temperature</source>
   <translation>助手席の温度</translation>
  </message>
  <message>
   <source>Rear window</source>
   <translation>リアガラス</translation>
  </message>
  <message>
   <source>Rear window defrost</source>
   <translation>リアデフォッガー</translation>
  </message>
  <message>
   <source>Recirculated air</source>
   <translation>内気循環</translation>
  </message>
  <message>
   <source>Recirculation</source>
   <translation>内気循環</translation>
  </message>
  <message>
   <source>Windscreen defrost</source>
   <translation>フロントデフロスター</translation>
  </message>
 </context>
 <context>
  <name>ConsumptionPanel</name>
  <message>
   <source>forecast</source>
   <translation>予測</translation>
  </message>
  <message>
   <source>now</source>
   <translation>現在</translation>
  </message>
  <message>
   <source>used</source>
   <translation>実績</translation>
  </message>
 </context>
 <context>
  <name>Drive</name>
  <message>
   <source>Anti-lock brakes</source>
   <translation>ABS</translation>
  </message>
  <message>
   <source>Cruise control</source>
   <translation>クルーズコントロール</translation>
  </message>
  <message>
   <source>Front left tyre</source>
   <translation>左前タイヤ</translation>
  </message>
  <message>
   <source>Front right tyre</source>
   <translation>右前タイヤ</translation>
  </message>
  <message>
   <source>High beam</source>
   <translation>ハイビーム</translation>
  </message>
  <message>
   <source>Low beam</source>
   <translation>ロービーム</translation>
  </message>
  <message>
   <source>Parking brake</source>
   <translation>パーキングブレーキ</translation>
  </message>
  <message>
   <source>Rear fog light</source>
   <translation>リアフォグランプ</translation>
  </message>
  <message>
   <source>Rear left tyre</source>
   <translation>左後タイヤ</translation>
  </message>
  <message>
   <source>Rear right tyre</source>
   <translation>右後タイヤ</translation>
  </message>
  <message>
   <source>Seat belt</source>
   <translation>シートベルト</translation>
  </message>
  <message>
   <source>Stability control</source>
   <translation>横滑り防止装置</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>タイヤ空気圧</translation>
  </message>
  <message>
   <source>Washer fluid</source>
   <translation>ウォッシャー液</translation>
  </message>
  <message>
   <source>Wheels slipping</source>
   <translation>車輪がスリップしています</translation>
  </message>
  <message>
   <source>low</source>
   <translation>低い</translation>
  </message>
  <message>
   <source>since {time}</source>
   <translation>{time} から</translation>
  </message>
 </context>
 <context>
  <name>DriveScreen</name>
  <message>
   <source>%1 likely</source>
   <translation>おそらく %1</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 走行可能</translation>
  </message>
  <message>
   <source>Gear %1</source>
   <translation>シフト %1</translation>
  </message>
  <message>
   <source>Gear unknown</source>
   <translation>シフト位置不明</translation>
  </message>
  <message>
   <source>Reset</source>
   <comment>the trip computer</comment>
   <translation>リセット</translation>
  </message>
  <message>
   <source>Speed %1</source>
   <translation>速度 %1</translation>
  </message>
  <message>
   <source>Trip A</source>
   <translation>トリップ A</translation>
  </message>
  <message>
   <source>battery</source>
   <translation>バッテリー</translation>
  </message>
  <message>
   <source>consumption</source>
   <translation>電費</translation>
  </message>
  <message>
   <source>distance</source>
   <translation>距離</translation>
  </message>
  <message>
   <source>fuel</source>
   <translation>燃料</translation>
  </message>
  <message>
   <source>power</source>
   <translation>出力</translation>
  </message>
  <message>
   <source>regeneration</source>
   <translation>回生</translation>
  </message>
  <message>
   <source>speed</source>
   <comment>mean over the trip</comment>
   <translation>平均速度</translation>
  </message>
  <message>
   <source>time</source>
   <translation>時間</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>現在不明</translation>
  </message>
 </context>
 <context>
  <name>Energy</name>
  <message>
   <source>battery</source>
   <translation>電池</translation>
  </message>
  <message>
   <source>battery level unknown</source>
   <translation>電池残量は現在不明</translation>
  </message>
  <message>
   <source>begins when it is plugged in</source>
   <translation>接続すると始まります</translation>
  </message>
  <message>
   <source>charges as soon as it is plugged in</source>
   <translation>接続するとすぐ充電します</translation>
  </message>
  <message>
   <source>charges at once up to {percent}</source>
   <translation>{percent}まですぐに充電</translation>
  </message>
  <message>
   <source>charges at once: all the time is needed</source>
   <translation>すぐに充電：出発までの全時間が必要です</translation>
  </message>
  <message>
   <source>charges for some minutes to learn what the socket gives</source>
   <translation>コンセントの出力を測るため数分充電します</translation>
  </message>
  <message>
   <source>charges until {time}</source>
   <translation>{time}まで充電</translation>
  </message>
  <message>
   <source>charges until {time} at {now} per kWh</source>
   <translation>{time}まで1kWhあたり{now}で充電</translation>
  </message>
  <message>
   <source>charges while electricity is clean, until {time}</source>
   <translation>電気がクリーンな{time}まで充電</translation>
  </message>
  <message>
   <source>charges with your own solar power until {time}</source>
   <translation>{time}まで自家太陽光で充電</translation>
  </message>
  <message>
   <source>charging</source>
   <translation>充電中</translation>
  </message>
  <message>
   <source>fast charging on the way</source>
   <translation>移動中の急速充電</translation>
  </message>
  <message>
   <source>feeds the house until {time}</source>
   <translation>{time}まで家に給電</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>未接続</translation>
  </message>
  <message>
   <source>nothing to charge</source>
   <translation>充電の必要なし</translation>
  </message>
  <message>
   <source>plugged in</source>
   <translation>接続済み</translation>
  </message>
  <message>
   <source>price not known</source>
   <translation>料金不明</translation>
  </message>
  <message>
   <source>prices are not known: charges as late as it can</source>
   <translation>料金不明：できるだけ遅く充電</translation>
  </message>
  <message>
   <source>range as planned</source>
   <translation>航続距離は予定どおり</translation>
  </message>
  <message>
   <source>set a time to be ready, and it charges when it is cheap</source>
   <translation>出発時刻を設定すると安い時間に充電します</translation>
  </message>
  <message>
   <source>the car did not do it; tried again soon</source>
   <translation>車両が応じませんでした。まもなく再試行します</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>現在不明</translation>
  </message>
  <message>
   <source>waiting for the car's plan</source>
   <translation>車両の計画を待っています</translation>
  </message>
  <message>
   <source>waits for cleaner electricity until {time}</source>
   <translation>よりクリーンな電気を{time}まで待機</translation>
  </message>
  <message>
   <source>waits for your own solar power until {time}</source>
   <translation>{time}まで自家太陽光を待機</translation>
  </message>
  <message>
   <source>waits until {time}</source>
   <translation>{time}まで待機</translation>
  </message>
  <message>
   <source>waits until {time}: {then} instead of {now} per kWh</source>
   <translation>{time}まで待機：1kWhあたり{now}ではなく{then}</translation>
  </message>
  <message>
   <source>wheels</source>
   <translation>車輪</translation>
  </message>
  <message>
   <source>{distance} ago</source>
   <translation>{distance} 前</translation>
  </message>
  <message>
   <source>{distance} less than planned</source>
   <translation>予定より {distance} 少ない</translation>
  </message>
  <message>
   <source>{distance} more than planned</source>
   <translation>予定より {distance} 多い</translation>
  </message>
  <message>
   <source>{percent} by {time}</source>
   <translation>{time} までに {percent}</translation>
  </message>
 </context>
 <context>
  <name>EnergyFlow</name>
  <message>
   <source>motor</source>
   <translation>モーター</translation>
  </message>
 </context>
 <context>
  <name>EnergyScreen</name>
  <message>
   <source>Consumption</source>
   <translation>電費</translation>
  </message>
  <message>
   <source>What is around here</source>
   <translation>周辺にあるもの</translation>
  </message>
 </context>
 <context>
  <name>Facts</name>
  <message>
   <source>24 h</source>
   <translation>24時間</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>休業</translation>
  </message>
  <message>
   <source>fee</source>
   <translation>有料</translation>
  </message>
  <message>
   <source>free of charge</source>
   <translation>無料</translation>
  </message>
  <message>
   <source>open</source>
   <translation>営業中</translation>
  </message>
  <message>
   <source>open until {time}</source>
   <translation>{time}まで営業</translation>
  </message>
  <message>
   <source>opens at {time}</source>
   <translation>{time}開店</translation>
  </message>
  <message>
   <source>{count} spaces</source>
   <translation>{count}台</translation>
  </message>
 </context>
 <context>
  <name>JamCard</name>
  <message>
   <source>Jam here</source>
   <translation>ここは渋滞</translation>
  </message>
  <message>
   <source>avoid the next</source>
   <translation>この先を回避</translation>
  </message>
 </context>
 <context>
  <name>Keyboard</name>
  <message>
   <source>Erase</source>
   <translation>消去</translation>
  </message>
  <message>
   <source>More characters</source>
   <translation>その他の文字</translation>
  </message>
  <message>
   <source>Other script</source>
   <translation>文字種の切替</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>検索</translation>
  </message>
  <message>
   <source>Speak</source>
   <translation>話す</translation>
  </message>
  <message>
   <source>space</source>
   <translation>空白</translation>
  </message>
 </context>
 <context>
  <name>LaneStrip</name>
  <message>
   <source>Lanes</source>
   <translation>車線</translation>
  </message>
 </context>
 <context>
  <name>ManeuverCard</name>
  <message>
   <source>In %1: %2</source>
   <translation>%1 先、%2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>次に</translation>
  </message>
 </context>
 <context>
  <name>ManeuverStrip</name>
  <message>
   <source>In %1: %2</source>
   <translation>%1 先、%2</translation>
  </message>
  <message>
   <source>Then</source>
   <translation>次に</translation>
  </message>
 </context>
 <context>
  <name>MapButtons</name>
  <message>
   <source>Back to the car</source>
   <translation>現在地に戻る</translation>
  </message>
  <message>
   <source>Jam here</source>
   <translation>ここは渋滞</translation>
  </message>
  <message>
   <source>Map direction</source>
   <translation>地図の向き</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>検索</translation>
  </message>
  <message>
   <source>Voice off</source>
   <translation>音声オフ</translation>
  </message>
  <message>
   <source>Voice on</source>
   <translation>音声オン</translation>
  </message>
  <message>
   <source>Whole route</source>
   <translation>ルート全体</translation>
  </message>
 </context>
 <context>
  <name>MapScreen</name>
  <message>
   <source>Close the preview</source>
   <translation>プレビューを閉じる</translation>
  </message>
 </context>
 <context>
  <name>MapView</name>
  <message>
   <source>Map</source>
   <translation>地図</translation>
  </message>
  <message>
   <source>© OpenStreetMap contributors</source>
   <translation>© OpenStreetMap contributors</translation>
  </message>
 </context>
 <context>
  <name>Media</name>
  <message>
   <source>Unknown title</source>
   <translation>不明なタイトル</translation>
  </message>
 </context>
 <context>
  <name>MediaScreen</name>
  <message>
   <source>Next title</source>
   <translation>次の曲</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>再生中のものはありません</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>一時停止</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>再生</translation>
  </message>
  <message>
   <source>Position in the title</source>
   <translation>再生位置</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>前の曲</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>再生リスト</translation>
  </message>
  <message>
   <source>Shuffle</source>
   <translation>シャッフル</translation>
  </message>
  <message>
   <source>Start a player, connect a phone or plug in a USB stick.</source>
   <translation>プレーヤーを起動するか、電話または USB メモリーを接続してください。</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>音量</translation>
  </message>
 </context>
 <context>
  <name>Pairing</name>
  <message>
   <source>A driver may find, open and use the car and see its trips.</source>
   <translation>運転者は車の位置確認、解錠、使用と走行記録の閲覧ができます。</translation>
  </message>
  <message>
   <source>A guest may open and lock the car and set its climate.</source>
   <translation>ゲストは車の解錠・施錠とエアコンの設定ができます。</translation>
  </message>
  <message>
   <source>An owner may do everything, also invite others and erase data.</source>
   <translation>所有者は招待やデータの消去を含むすべての操作ができます。</translation>
  </message>
  <message>
   <source>Scan with a phone</source>
   <translation>スマートフォンで読み取る</translation>
  </message>
  <message>
   <source>Sign in on the new phone with a new account. The lost phone loses this car.</source>
   <translation>新しい電話で新しいアカウントを作成してください。紛失した電話はこの車を使えなくなります。</translation>
  </message>
  <message>
   <source>{name} takes the place of the owner who lost a phone</source>
   <translation>{name}さんが、電話を紛失した所有者に代わります</translation>
  </message>
  <message>
   <source>{name} wants to be an owner of this car</source>
   <translation>{name} がこの車の所有者になろうとしています</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a driver</source>
   <translation>{name} が運転者としてこの車を使おうとしています</translation>
  </message>
  <message>
   <source>{name} wants to use this car as a guest</source>
   <translation>{name} がゲストとしてこの車を使おうとしています</translation>
  </message>
 </context>
 <context>
  <name>PairingSheet</name>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>No</source>
   <translation>いいえ</translation>
  </message>
  <message>
   <source>Or open %1 and type</source>
   <translation>または %1 を開いて入力</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>はい</translation>
  </message>
 </context>
 <context>
  <name>Phone</name>
  <message>
   <source>Bluetooth is off.</source>
   <translation>Bluetooth はオフです。</translation>
  </message>
  <message>
   <source>Calling…</source>
   <translation>発信中…</translation>
  </message>
  <message>
   <source>Contacts that cannot be read: {count}</source>
   <translation>読み取れない連絡先: {count}</translation>
  </message>
  <message>
   <source>Incoming</source>
   <translation>着信</translation>
  </message>
  <message>
   <source>Incoming call</source>
   <translation>着信</translation>
  </message>
  <message>
   <source>Missed</source>
   <translation>不在着信</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>ペアリング済みの電話はありません。</translation>
  </message>
  <message>
   <source>No phone is connected.</source>
   <translation>電話が接続されていません。</translation>
  </message>
  <message>
   <source>No phone is in reach.</source>
   <translation>近くに電話がありません。</translation>
  </message>
  <message>
   <source>On hold</source>
   <translation>保留中</translation>
  </message>
  <message>
   <source>Outgoing</source>
   <translation>発信</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>電話</translation>
  </message>
  <message>
   <source>The phone does not do that.</source>
   <translation>電話がそれを行いません。</translation>
  </message>
  <message>
   <source>The phone does not hand over its contacts. Allow it on the phone.</source>
   <translation>電話が連絡先を渡しません。電話側で許可してください。</translation>
  </message>
  <message>
   <source>There is no Bluetooth in this car.</source>
   <translation>この車にはBluetoothがありません。</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>現在 Bluetooth を使用できません。</translation>
  </message>
  <message>
   <source>Unknown number</source>
   <translation>非通知</translation>
  </message>
 </context>
 <context>
  <name>PhoneScreen</name>
  <message>
   <source>Allow contacts for this car in the phone's Bluetooth settings.</source>
   <translation>電話の Bluetooth 設定でこの車に連絡先を許可してください。</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>応答</translation>
  </message>
  <message>
   <source>Calls made or missed stand here.</source>
   <translation>発信・不在着信がここに表示されます。</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>連絡先</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>拒否</translation>
  </message>
  <message>
   <source>Hang up</source>
   <translation>終了</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>ミュート</translation>
  </message>
  <message>
   <source>Muted</source>
   <translation>ミュート中</translation>
  </message>
  <message>
   <source>No calls yet</source>
   <translation>通話履歴はまだありません</translation>
  </message>
  <message>
   <source>No contacts from this phone</source>
   <translation>この電話の連絡先はありません</translation>
  </message>
  <message>
   <source>Phones are paired in Settings while parked.</source>
   <translation>電話のペアリングは停車中に設定で行います。</translation>
  </message>
  <message>
   <source>Recents</source>
   <translation>履歴</translation>
  </message>
  <message>
   <source>Swap</source>
   <translation>切替</translation>
  </message>
 </context>
 <context>
  <name>PlaceSheet</name>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Favourite</source>
   <translation>お気に入り</translation>
  </message>
  <message>
   <source>Not a favourite</source>
   <translation>お気に入り解除</translation>
  </message>
  <message>
   <source>Pass by here</source>
   <translation>ここを経由</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>リストから外す</translation>
  </message>
  <message>
   <source>This is home</source>
   <translation>自宅に設定</translation>
  </message>
  <message>
   <source>This is work</source>
   <translation>職場に設定</translation>
  </message>
 </context>
 <context>
  <name>ProblemNote</name>
  <message>
   <source>Allow more under route options.</source>
   <translation>ルート設定で許可を増やしてください。</translation>
  </message>
  <message>
   <source>Choose a place on a street.</source>
   <translation>道路沿いの場所を選んでください。</translation>
  </message>
  <message>
   <source>Choose another place or fewer stops.</source>
   <translation>別の場所を選ぶか経由地を減らしてください。</translation>
  </message>
  <message>
   <source>It needs a clear view of the sky.</source>
   <translation>空が開けた場所で取得できます。</translation>
  </message>
  <message>
   <source>It starts again by itself.</source>
   <translation>自動的に再起動します。</translation>
  </message>
  <message>
   <source>Looking for a new way</source>
   <translation>別のルートを探しています</translation>
  </message>
  <message>
   <source>Looking for ways</source>
   <translation>ルートを探しています</translation>
  </message>
  <message>
   <source>No map for this area</source>
   <translation>この地域の地図がありません</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>地図がインストールされていません</translation>
  </message>
  <message>
   <source>No road leads there</source>
   <translation>そこへ行く道がありません</translation>
  </message>
  <message>
   <source>No road near this place</source>
   <translation>近くに道路がありません</translation>
  </message>
  <message>
   <source>No way could be computed</source>
   <translation>ルートを計算できませんでした</translation>
  </message>
  <message>
   <source>Settings, Maps says what is there and how more is made.</source>
   <translation>設定の「地図」で確認・追加方法が分かります。</translation>
  </message>
  <message>
   <source>The map does not answer</source>
   <translation>地図が応答しません</translation>
  </message>
  <message>
   <source>Try again or choose another place.</source>
   <translation>もう一度試すか別の場所を選んでください。</translation>
  </message>
  <message>
   <source>Waiting for the position</source>
   <translation>位置を取得しています</translation>
  </message>
 </context>
 <context>
  <name>Question</name>
  <message>
   <source>Delete</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>残す</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>残す</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Car</source>
   <translation>車両</translation>
  </message>
  <message>
   <source>Drive</source>
   <translation>走行</translation>
  </message>
  <message>
   <source>Energy</source>
   <translation>エネルギー</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>地図</translation>
  </message>
  <message>
   <source>Media</source>
   <translation>メディア</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>電話</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>画面一覧</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>設定</translation>
  </message>
 </context>
 <context>
  <name>Refusals</name>
  <message>
   <source>The car does not answer.</source>
   <translation>車両が応答しません。</translation>
  </message>
  <message>
   <source>The car has not done it in time.</source>
   <translation>時間内に実行されませんでした。</translation>
  </message>
  <message>
   <source>This car cannot do that.</source>
   <translation>この車では実行できません。</translation>
  </message>
 </context>
 <context>
  <name>ReverseView</name>
  <message>
   <source>Camera behind the car</source>
   <translation>リアカメラ</translation>
  </message>
  <message>
   <source>Look behind you</source>
   <translation>後方を目視してください</translation>
  </message>
  <message>
   <source>No picture from the camera</source>
   <translation>カメラの映像がありません</translation>
  </message>
 </context>
 <context>
  <name>RoutePreview</name>
  <message>
   <source>Add a stop</source>
   <translation>経由地を追加</translation>
  </message>
  <message>
   <source>No other way is worth its detour</source>
   <translation>遠回りに見合う別のルートはありません</translation>
  </message>
  <message>
   <source>Route options</source>
   <translation>ルートの条件</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>開始</translation>
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
   <translation>%2件中%1件</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>戻る</translation>
  </message>
  <message>
   <source>By way of?</source>
   <translation>経由地は？</translation>
  </message>
  <message>
   <source>Charge</source>
   <translation>充電</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>クリア</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>食事</translation>
  </message>
  <message>
   <source>Fuel</source>
   <translation>給油</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>自宅</translation>
  </message>
  <message>
   <source>I am the passenger</source>
   <translation>私は同乗者です</translation>
  </message>
  <message>
   <source>No charger on the map near here.</source>
   <translation>付近の地図に充電器はありません。</translation>
  </message>
  <message>
   <source>Not on the map: %1</source>
   <translation>地図にありません: %1</translation>
  </message>
  <message>
   <source>Nothing found. Fewer letters or another spelling find more.</source>
   <translation>見つかりません。文字を減らすか別の表記をお試しください。</translation>
  </message>
  <message>
   <source>Nothing like that along the route. Touch On route again to look around the car.</source>
   <translation>ルート沿いにはありません。「ルート沿い」をもう一度押すと車の周辺を探します。</translation>
  </message>
  <message>
   <source>Nothing of that kind on the map near here.</source>
   <translation>付近の地図に該当する場所はありません。</translation>
  </message>
  <message>
   <source>On route</source>
   <translation>ルート沿い</translation>
  </message>
  <message>
   <source>Park</source>
   <translation>駐車場</translation>
  </message>
  <message>
   <source>Pharmacy</source>
   <translation>薬局</translation>
  </message>
  <message>
   <source>Places found</source>
   <translation>見つかった場所</translation>
  </message>
  <message>
   <source>Places you drive to will stand here</source>
   <translation>訪れた場所がここに表示されます</translation>
  </message>
  <message>
   <source>Searching</source>
   <translation>検索中</translation>
  </message>
  <message>
   <source>Typing waits until you stand</source>
   <translation>入力は停車中に</translation>
  </message>
  <message>
   <source>Where to?</source>
   <translation>行き先は？</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>職場</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>Add</source>
   <translation>追加</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>警告のみ</translation>
  </message>
  <message>
   <source>Animations</source>
   <translation>アニメーション</translation>
  </message>
  <message>
   <source>App</source>
   <translation>アプリ</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>外観</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>自動</translation>
  </message>
  <message>
   <source>Avoid ferries</source>
   <translation>フェリーを避ける</translation>
  </message>
  <message>
   <source>Avoid motorways</source>
   <translation>高速道路を避ける</translation>
  </message>
  <message>
   <source>Avoid tolls</source>
   <translation>有料道路を避ける</translation>
  </message>
  <message>
   <source>Avoid unpaved roads</source>
   <translation>未舗装道路を避ける</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>明るさ</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Choose this car on your phone.</source>
   <translation>電話でこの車を選択してください。</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>時計</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>接続</translation>
  </message>
  <message>
   <source>Consumption</source>
   <translation>電費</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>昼</translation>
  </message>
  <message>
   <source>Dimmest</source>
   <translation>最小</translation>
  </message>
  <message>
   <source>Disconnect</source>
   <translation>切断</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>表示</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>距離</translation>
  </message>
  <message>
   <source>Does the phone show {passkey}?</source>
   <translation>電話に {passkey} と表示されていますか？</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>取得</translation>
  </message>
  <message>
   <source>Driver</source>
   <translation>運転者</translation>
  </message>
  <message>
   <source>Driver {number}</source>
   <translation>運転者 {number}</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>消去</translation>
  </message>
  <message>
   <source>Erase everything that was sent?</source>
   <translation>送信したすべてを消去しますか？</translation>
  </message>
  <message>
   <source>Everything is exported</source>
   <translation>すべて書き出しました</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>書き出す</translation>
  </message>
  <message>
   <source>Fault codes</source>
   <translation>故障コード</translation>
  </message>
  <message>
   <source>Favourites and profiles</source>
   <translation>お気に入りとプロフィール</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>登録解除</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>ゲスト</translation>
  </message>
  <message>
   <source>Height of the car</source>
   <translation>車の高さ</translation>
  </message>
  <message>
   <source>It is deleted here and in the cloud and cannot be brought back.</source>
   <translation>本機とクラウドから消去され、元に戻せません。</translation>
  </message>
  <message>
   <source>It is erased in the car</source>
   <translation>車内のデータを消去しました</translation>
  </message>
  <message>
   <source>Its settings, favourites and places are gone.</source>
   <translation>設定、お気に入り、場所が失われます。</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>言語</translation>
  </message>
  <message>
   <source>Larger sign</source>
   <translation>標識を拡大</translation>
  </message>
  <message>
   <source>Lost phone</source>
   <translation>電話を紛失</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>メンテナンス</translation>
  </message>
  <message>
   <source>Maps</source>
   <translation>地図</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>夜</translation>
  </message>
  <message>
   <source>No</source>
   <translation>いいえ</translation>
  </message>
  <message>
   <source>No map is installed</source>
   <translation>地図がインストールされていません</translation>
  </message>
  <message>
   <source>No phone has been paired yet.</source>
   <translation>ペアリング済みの電話はありません。</translation>
  </message>
  <message>
   <source>Nothing sent</source>
   <translation>送信なし</translation>
  </message>
  <message>
   <source>Nothing sent today</source>
   <translation>本日の送信なし</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>On</source>
   <translation>オン</translation>
  </message>
  <message>
   <source>One chime</source>
   <translation>警告音 1 回</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>所有者</translation>
  </message>
  <message>
   <source>Pair</source>
   <translation>ペアリング</translation>
  </message>
  <message>
   <source>Pairing</source>
   <translation>ペアリング</translation>
  </message>
  <message>
   <source>Phones</source>
   <translation>電話</translation>
  </message>
  <message>
   <source>Position</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>プライバシー</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>プロフィール</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>Remove this map?</source>
   <translation>この地図を削除しますか？</translation>
  </message>
  <message>
   <source>Remove this profile?</source>
   <translation>このプロフィールを削除しますか？</translation>
  </message>
  <message>
   <source>Spoken guidance</source>
   <translation>音声案内</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>温度</translation>
  </message>
  <message>
   <source>That did not work</source>
   <translation>うまくいきませんでした</translation>
  </message>
  <message>
   <source>There is no guidance there until it is loaded again.</source>
   <translation>再取得するまで、その地域では案内できません。</translation>
  </message>
  <message>
   <source>This unit has no Bluetooth at the moment.</source>
   <translation>現在 Bluetooth を使用できません。</translation>
  </message>
  <message>
   <source>Trips and places</source>
   <translation>走行履歴と場所</translation>
  </message>
  <message>
   <source>Tyre pressure</source>
   <translation>タイヤ空気圧</translation>
  </message>
  <message>
   <source>Units</source>
   <translation>単位</translation>
  </message>
  <message>
   <source>Update</source>
   <translation>更新</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>使用</translation>
  </message>
  <message>
   <source>Vehicle health</source>
   <translation>車両の状態</translation>
  </message>
  <message>
   <source>Visible to phones</source>
   <translation>電話から検出可能</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>音声</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>音量</translation>
  </message>
  <message>
   <source>Weight of the car</source>
   <translation>車の重量</translation>
  </message>
  <message>
   <source>What leaves the car</source>
   <translation>車外に送られる情報</translation>
  </message>
  <message>
   <source>Who is driving</source>
   <translation>運転者</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>はい</translation>
  </message>
  <message>
   <source>and in the cloud as soon as it is reached.</source>
   <translation>クラウドは接続され次第消去されます。</translation>
  </message>
  <message>
   <source>as built</source>
   <translation>標準</translation>
  </message>
  <message>
   <source>connected</source>
   <translation>接続済み</translation>
  </message>
  <message>
   <source>headunit-maps build makes one from an OpenStreetMap extract.</source>
   <translation>headunit-maps build で OpenStreetMap の抽出データから作成できます。</translation>
  </message>
  <message>
   <source>invite as</source>
   <translation>招待</translation>
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
   <translation>{date} の地図</translation>
  </message>
  <message>
   <source>miles, feet</source>
   <translation>マイル、フィート</translation>
  </message>
  <message>
   <source>miles, yards</source>
   <translation>マイル、ヤード</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>未接続</translation>
  </message>
  <message>
   <source>only while the car stands</source>
   <translation>停車中のみ</translation>
  </message>
  <message>
   <source>over the limit by</source>
   <translation>制限速度の超過</translation>
  </message>
  <message>
   <source>with trailer and load</source>
   <translation>けん引と荷物を含む</translation>
  </message>
  <message>
   <source>with what is on the roof</source>
   <translation>屋根の荷物を含む</translation>
  </message>
  <message>
   <source>{count} values sent at {time}</source>
   <translation>{time} に {count} 件送信</translation>
  </message>
  <message>
   <source>{count} values today · {size}</source>
   <translation>本日 {count} 件 · {size}</translation>
  </message>
 </context>
 <context>
  <name>SettingsScreen</name>
  <message>
   <source>I am the passenger</source>
   <translation>私は同乗者です</translation>
  </message>
  <message>
   <source>The rest can be set when the car stands.</source>
   <translation>その他の設定は停車中に行えます。</translation>
  </message>
 </context>
 <context>
  <name>SpeedRow</name>
  <message>
   <source>Speed %1 %2</source>
   <translation>速度 %1 %2</translation>
  </message>
  <message>
   <source>over the limit</source>
   <translation>制限速度超過</translation>
  </message>
 </context>
 <context>
  <name>SpeedSign</name>
  <message>
   <source>No speed limit</source>
   <translation>速度制限なし</translation>
  </message>
  <message>
   <source>Speed limit %1</source>
   <translation>制限速度 %1</translation>
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message numerus="yes">
   <source>%n change(s) wait for the cloud</source>
   <translation>
    <numerusform>%n 件の変更がクラウドを待っています</numerusform>
   </translation>
  </message>
  <message>
   <source>Cloud connected</source>
   <translation>クラウド接続中</translation>
  </message>
  <message>
   <source>Cloud off</source>
   <translation>クラウドはオフ</translation>
  </message>
  <message>
   <source>Driver %1</source>
   <translation>運転者 %1</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>接続中</translation>
  </message>
  <message>
   <source>No car data</source>
   <translation>車両データなし</translation>
  </message>
  <message>
   <source>No position</source>
   <translation>位置不明</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>Outside %1</source>
   <translation>外気温 %1</translation>
  </message>
  <message>
   <source>Phone connected</source>
   <translation>電話接続中</translation>
  </message>
  <message>
   <source>Position within %1</source>
   <translation>位置の誤差 %1</translation>
  </message>
  <message>
   <source>The car does not report</source>
   <translation>車両からの応答がありません</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>手順</translation>
  </message>
 </context>
 <context>
  <name>Stepper</name>
  <message>
   <source>%1: less</source>
   <translation>%1：下げる</translation>
  </message>
  <message>
   <source>%1: more</source>
   <translation>%1：上げる</translation>
  </message>
 </context>
 <context>
  <name>StopPanel</name>
  <message>
   <source>Call</source>
   <translation>電話する</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Drive there</source>
   <translation>車で行く</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>営業時間</translation>
  </message>
  <message>
   <source>Places within a walk</source>
   <translation>徒歩圏内の場所</translation>
  </message>
 </context>
 <context>
  <name>StopRow</name>
  <message>
   <source>Earlier</source>
   <translation>前へ</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>後へ</translation>
  </message>
  <message>
   <source>Point on the map</source>
   <translation>地図上の地点</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>Your position</source>
   <translation>現在地</translation>
  </message>
  <message>
   <source>now</source>
   <translation>現在</translation>
  </message>
 </context>
 <context>
  <name>Telltale</name>
  <message>
   <source>%1: off</source>
   <translation>%1：消灯</translation>
  </message>
  <message>
   <source>%1: on</source>
   <translation>%1：点灯</translation>
  </message>
  <message>
   <source>%1: unknown</source>
   <translation>%1：不明</translation>
  </message>
 </context>
 <context>
  <name>Toggle</name>
  <message>
   <source>Off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>On</source>
   <translation>オン</translation>
  </message>
 </context>
 <context>
  <name>TripCard</name>
  <message>
   <source>End guidance</source>
   <translation>案内を終了</translation>
  </message>
  <message>
   <source>Trip</source>
   <translation>ルート</translation>
  </message>
 </context>
 <context>
  <name>TripMenu</name>
  <message>
   <source>Add a stop</source>
   <translation>経由地を追加</translation>
  </message>
  <message>
   <source>All steps</source>
   <translation>すべての手順</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>戻る</translation>
  </message>
  <message>
   <source>End guidance</source>
   <translation>案内を終了</translation>
  </message>
  <message>
   <source>Say again</source>
   <translation>もう一度</translation>
  </message>
  <message>
   <source>Skip the next stop</source>
   <translation>次の経由地をとばす</translation>
  </message>
 </context>
 <context>
  <name>VehicleAlerts</name>
  <message>
   <source>A brake light does not light</source>
   <translation>ブレーキランプが点灯しません</translation>
  </message>
  <message>
   <source>A low beam does not light</source>
   <translation>ロービームが点灯しません</translation>
  </message>
  <message>
   <source>ABS does not work</source>
   <translation>ABS が作動しません</translation>
  </message>
  <message>
   <source>Battery almost empty</source>
   <translation>バッテリーがほぼ空です</translation>
  </message>
  <message>
   <source>Battery below 15 %</source>
   <translation>バッテリー残量 15 % 未満</translation>
  </message>
  <message>
   <source>Brake pads are worn</source>
   <translation>ブレーキパッドが摩耗しています</translation>
  </message>
  <message>
   <source>Brake with care; have it checked.</source>
   <translation>慎重に制動し、点検を受けてください。</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>今すぐ充電してください。</translation>
  </message>
  <message>
   <source>Check the pressure soon.</source>
   <translation>早めに空気圧を確認してください。</translation>
  </message>
  <message>
   <source>Drive gently.</source>
   <translation>穏やかに運転してください。</translation>
  </message>
  <message>
   <source>Drive with care; have it checked.</source>
   <translation>慎重に運転し、点検を受けてください。</translation>
  </message>
  <message>
   <source>Driver's door is open</source>
   <translation>運転席ドアが開いています</translation>
  </message>
  <message>
   <source>Fasten the seat belt</source>
   <translation>シートベルトを締めてください</translation>
  </message>
  <message>
   <source>Fuel is low</source>
   <translation>燃料が少なくなっています</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>点検を受けてください。</translation>
  </message>
  <message>
   <source>Have it replaced.</source>
   <translation>交換してください。</translation>
  </message>
  <message>
   <source>Have them replaced.</source>
   <translation>交換してください。</translation>
  </message>
  <message>
   <source>Leave the road if you can.</source>
   <translation>できれば道路の外へ移動してください。</translation>
  </message>
  <message>
   <source>Oil level critically low</source>
   <translation>オイルが極端に不足しています</translation>
  </message>
  <message>
   <source>Passenger's door is open</source>
   <translation>助手席ドアが開いています</translation>
  </message>
  <message>
   <source>Plan a charging stop.</source>
   <translation>充電を計画してください。</translation>
  </message>
  <message>
   <source>Power and charging are reduced.</source>
   <translation>出力と充電が制限されます。</translation>
  </message>
  <message>
   <source>Rear door, driver's side is open</source>
   <translation>運転席側の後部ドアが開いています</translation>
  </message>
  <message>
   <source>Rear door, passenger's side is open</source>
   <translation>助手席側の後部ドアが開いています</translation>
  </message>
  <message>
   <source>Refill it.</source>
   <translation>補充してください。</translation>
  </message>
  <message>
   <source>Refuel soon.</source>
   <translation>早めに給油してください。</translation>
  </message>
  <message>
   <source>Release it.</source>
   <translation>解除してください。</translation>
  </message>
  <message>
   <source>See Car, faults.</source>
   <translation>「車両」の故障を確認してください。</translation>
  </message>
  <message>
   <source>Service is due</source>
   <translation>点検時期です</translation>
  </message>
  <message>
   <source>Stability control does not work</source>
   <translation>横滑り防止装置が作動しません</translation>
  </message>
  <message>
   <source>Stop and close it.</source>
   <translation>停車して閉めてください。</translation>
  </message>
  <message>
   <source>Stop and switch it off.</source>
   <translation>停車して停止してください。</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>停車してエンジンを切ってください。</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>安全な場所に停車し、車から離れてください。</translation>
  </message>
  <message>
   <source>Stop where it is safe.</source>
   <translation>安全な場所に停車してください。</translation>
  </message>
  <message>
   <source>The 12-volt battery is weak</source>
   <translation>12 V バッテリーが弱っています</translation>
  </message>
  <message>
   <source>The battery is cold</source>
   <translation>バッテリーが低温です</translation>
  </message>
  <message>
   <source>The battery is too hot</source>
   <translation>バッテリーが高温です</translation>
  </message>
  <message>
   <source>The bonnet is open</source>
   <translation>ボンネットが開いています</translation>
  </message>
  <message>
   <source>The boot is open</source>
   <translation>トランクが開いています</translation>
  </message>
  <message>
   <source>The car has broken down</source>
   <translation>車両が故障しました</translation>
  </message>
  <message>
   <source>The car reports a fault</source>
   <translation>車両が故障を検知しました</translation>
  </message>
  <message>
   <source>The engine is too hot</source>
   <translation>エンジンが高温です</translation>
  </message>
  <message>
   <source>The motor is hot</source>
   <translation>モーターが高温です</translation>
  </message>
  <message>
   <source>The parking brake is on</source>
   <translation>パーキングブレーキがかかっています</translation>
  </message>
  <message>
   <source>The road may be icy</source>
   <translation>路面凍結のおそれ</translation>
  </message>
  <message>
   <source>Tyre front left is flat</source>
   <translation>左前タイヤがパンクしています</translation>
  </message>
  <message>
   <source>Tyre front left is low</source>
   <translation>左前タイヤの空気圧低下</translation>
  </message>
  <message>
   <source>Tyre front right is flat</source>
   <translation>右前タイヤがパンクしています</translation>
  </message>
  <message>
   <source>Tyre front right is low</source>
   <translation>右前タイヤの空気圧低下</translation>
  </message>
  <message>
   <source>Tyre rear left is flat</source>
   <translation>左後タイヤがパンクしています</translation>
  </message>
  <message>
   <source>Tyre rear left is low</source>
   <translation>左後タイヤの空気圧低下</translation>
  </message>
  <message>
   <source>Tyre rear right is flat</source>
   <translation>右後タイヤがパンクしています</translation>
  </message>
  <message>
   <source>Tyre rear right is low</source>
   <translation>右後タイヤの空気圧低下</translation>
  </message>
  <message>
   <source>Washer fluid is low</source>
   <translation>ウォッシャー液が少なくなっています</translation>
  </message>
 </context>
 <context>
  <name>VehicleFaults</name>
  <message>
   <source>A body control unit has an internal fault</source>
   <translation>ボディ制御ユニットの内部故障</translation>
  </message>
  <message>
   <source>A little fuel vapour leaks</source>
   <translation>燃料蒸気がわずかに漏れています</translation>
  </message>
  <message>
   <source>ABS may not work; have it checked soon.</source>
   <translation>ABS が作動しないおそれ。早めに点検を。</translation>
  </message>
  <message>
   <source>Brake with care; have it checked soon.</source>
   <translation>慎重に制動し、早めに点検を。</translation>
  </message>
  <message>
   <source>Call for service.</source>
   <translation>サービスに連絡してください。</translation>
  </message>
  <message>
   <source>Charge elsewhere with DC; have it checked.</source>
   <translation>別の場所で急速充電し、点検を。</translation>
  </message>
  <message>
   <source>Charge now.</source>
   <translation>今すぐ充電してください。</translation>
  </message>
  <message>
   <source>Charge now; have it checked.</source>
   <translation>今すぐ充電し、点検を受けてください。</translation>
  </message>
  <message>
   <source>Charging was interrupted by the station</source>
   <translation>充電器側で充電が中断されました</translation>
  </message>
  <message>
   <source>Check the oil level at once.</source>
   <translation>すぐにオイル量を確認してください。</translation>
  </message>
  <message>
   <source>Check the pressure by hand.</source>
   <translation>空気圧を手動で確認してください。</translation>
  </message>
  <message>
   <source>Close the fuel cap until it clicks; else have it checked.</source>
   <translation>給油キャップを確実に閉め、改善しなければ点検を。</translation>
  </message>
  <message>
   <source>Control units cannot talk with each other</source>
   <translation>制御ユニット間の通信ができません</translation>
  </message>
  <message>
   <source>Cruise control and the display of speed may fail; have it checked.</source>
   <translation>クルーズと速度表示が使えないおそれ。点検を。</translation>
  </message>
  <message>
   <source>Cylinder 1 misfires</source>
   <translation>1 番気筒が失火しています</translation>
  </message>
  <message>
   <source>Cylinder 2 misfires</source>
   <translation>2 番気筒が失火しています</translation>
  </message>
  <message>
   <source>Cylinder 3 misfires</source>
   <translation>3 番気筒が失火しています</translation>
  </message>
  <message>
   <source>Cylinder 4 misfires</source>
   <translation>4 番気筒が失火しています</translation>
  </message>
  <message>
   <source>Do not touch orange cables; have it checked before driving.</source>
   <translation>オレンジ色のケーブルに触れず、走行前に点検を。</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon.</source>
   <translation>穏やかに運転し、早めに点検を。</translation>
  </message>
  <message>
   <source>Drive gently and have it checked soon: the catalyst may be damaged.</source>
   <translation>穏やかに運転し早めに点検を。触媒が損傷するおそれがあります。</translation>
  </message>
  <message>
   <source>Fuel pressure is too low</source>
   <translation>燃圧が低すぎます</translation>
  </message>
  <message>
   <source>Fuel vapour leaks</source>
   <translation>燃料蒸気が漏れています</translation>
  </message>
  <message>
   <source>Have battery and charger checked.</source>
   <translation>バッテリーと充電器の点検を。</translation>
  </message>
  <message>
   <source>Have it checked at once.</source>
   <translation>すぐに点検を受けてください。</translation>
  </message>
  <message>
   <source>Have it checked at the next service.</source>
   <translation>次回の点検時に確認してください。</translation>
  </message>
  <message>
   <source>Have it checked soon.</source>
   <translation>早めに点検を受けてください。</translation>
  </message>
  <message>
   <source>Have it checked soon; the engine may lose power.</source>
   <translation>早めに点検を。出力が低下するおそれがあります。</translation>
  </message>
  <message>
   <source>Have it checked.</source>
   <translation>点検を受けてください。</translation>
  </message>
  <message>
   <source>Have it checked; an air leak is likely.</source>
   <translation>点検を。空気漏れの可能性があります。</translation>
  </message>
  <message>
   <source>It may not fire in a crash; have it checked at once.</source>
   <translation>衝突時に作動しないおそれ。すぐに点検を。</translation>
  </message>
  <message>
   <source>Much fuel vapour leaks</source>
   <translation>燃料蒸気が大量に漏れています</translation>
  </message>
  <message>
   <source>Power is reduced; have it checked.</source>
   <translation>出力が制限されています。点検を。</translation>
  </message>
  <message>
   <source>Power may be cut; have it checked at once.</source>
   <translation>出力が失われるおそれ。すぐに点検を。</translation>
  </message>
  <message>
   <source>Range is reduced; have it checked.</source>
   <translation>航続距離が低下しています。点検を。</translation>
  </message>
  <message>
   <source>Refuel; have it checked.</source>
   <translation>給油し、点検を受けてください。</translation>
  </message>
  <message>
   <source>Several systems may fail; have it checked at once.</source>
   <translation>複数の機能が停止するおそれ。すぐに点検を。</translation>
  </message>
  <message>
   <source>Stop and let it cool.</source>
   <translation>停車して冷ましてください。</translation>
  </message>
  <message>
   <source>Stop and switch the engine off.</source>
   <translation>停車してエンジンを切ってください。</translation>
  </message>
  <message>
   <source>Stop where it is safe and leave the car.</source>
   <translation>安全な場所に停車し、車から離れてください。</translation>
  </message>
  <message>
   <source>The 12-volt battery will run empty; have it checked at once.</source>
   <translation>12 V バッテリーが上がります。すぐに点検を。</translation>
  </message>
  <message>
   <source>The ABS control unit does not answer</source>
   <translation>ABS 制御ユニットが応答しません</translation>
  </message>
  <message>
   <source>The DC/DC converter does not work</source>
   <translation>DC/DC コンバーターが作動しません</translation>
  </message>
  <message>
   <source>The air flow sensor reads wrongly</source>
   <translation>エアフローセンサーの値が不正です</translation>
  </message>
  <message>
   <source>The body control unit does not answer</source>
   <translation>ボディ制御ユニットが応答しません</translation>
  </message>
  <message>
   <source>The camshaft position sensor does not work</source>
   <translation>カム角センサーが作動しません</translation>
  </message>
  <message>
   <source>The catalyst of bank 2 works poorly</source>
   <translation>バンク 2 の触媒の性能が低下しています</translation>
  </message>
  <message>
   <source>The catalyst works poorly</source>
   <translation>触媒の浄化性能が低下しています</translation>
  </message>
  <message>
   <source>The coolant pump of the power electronics does not work</source>
   <translation>パワーエレクトロニクスの冷却ポンプが作動しません</translation>
  </message>
  <message>
   <source>The coolant stays too cold</source>
   <translation>冷却水の温度が上がりません</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too high</source>
   <translation>水温センサーの値が高すぎます</translation>
  </message>
  <message>
   <source>The coolant temperature sensor reads too low</source>
   <translation>水温センサーの値が低すぎます</translation>
  </message>
  <message>
   <source>The crankshaft position sensor does not work</source>
   <translation>クランク角センサーが作動しません</translation>
  </message>
  <message>
   <source>The drive motor is too hot</source>
   <translation>駆動モーターが高温です</translation>
  </message>
  <message>
   <source>The drive motor's control unit does not answer</source>
   <translation>駆動モーター制御ユニットが応答しません</translation>
  </message>
  <message>
   <source>The drive motor's control unit has a fault</source>
   <translation>駆動モーター制御ユニットの故障</translation>
  </message>
  <message>
   <source>The driver's airbag has a fault</source>
   <translation>運転席エアバッグの故障</translation>
  </message>
  <message>
   <source>The electric drive cannot start</source>
   <translation>電動駆動が始動できません</translation>
  </message>
  <message>
   <source>The engine does not get enough fuel</source>
   <translation>燃料の供給が不足しています</translation>
  </message>
  <message>
   <source>The engine may not start again; have it checked at once.</source>
   <translation>再始動できないおそれ。すぐに点検を。</translation>
  </message>
  <message>
   <source>The engine may stop; have it checked at once.</source>
   <translation>エンジンが停止するおそれ。すぐに点検を。</translation>
  </message>
  <message>
   <source>The engine misfires in several cylinders</source>
   <translation>複数の気筒で失火しています</translation>
  </message>
  <message>
   <source>The engine overheats</source>
   <translation>エンジンが過熱しています</translation>
  </message>
  <message>
   <source>The engine's control unit does not answer</source>
   <translation>エンジン制御ユニットが応答しません</translation>
  </message>
  <message>
   <source>The engine's control unit has an internal fault</source>
   <translation>エンジン制御ユニットの内部故障</translation>
  </message>
  <message>
   <source>The fast CAN bus does not work</source>
   <translation>高速 CAN バスが作動しません</translation>
  </message>
  <message>
   <source>The gear does not match</source>
   <translation>ギア段が一致しません</translation>
  </message>
  <message>
   <source>The heater of the oxygen sensor before the catalyst does not work</source>
   <translation>触媒前の O2 センサーヒーターが作動しません</translation>
  </message>
  <message>
   <source>The high-voltage insulation is faulty</source>
   <translation>高電圧の絶縁不良</translation>
  </message>
  <message>
   <source>The high-voltage interlock is open</source>
   <translation>高電圧インターロックが開いています</translation>
  </message>
  <message>
   <source>The idle speed cannot be held</source>
   <translation>アイドリングを維持できません</translation>
  </message>
  <message>
   <source>The intake air temperature sensor reads too high</source>
   <translation>吸気温センサーの値が高すぎます</translation>
  </message>
  <message>
   <source>The knock sensor does not work</source>
   <translation>ノックセンサーが作動しません</translation>
  </message>
  <message>
   <source>The mixture is too lean</source>
   <translation>混合気が薄すぎます</translation>
  </message>
  <message>
   <source>The mixture is too rich</source>
   <translation>混合気が濃すぎます</translation>
  </message>
  <message>
   <source>The oil pressure sensor reads implausibly</source>
   <translation>油圧センサーの値が不自然です</translation>
  </message>
  <message>
   <source>The on-board charger has a fault</source>
   <translation>車載充電器の故障</translation>
  </message>
  <message>
   <source>The oxygen sensor before the catalyst is slow</source>
   <translation>触媒前の O2 センサーの反応が遅いです</translation>
  </message>
  <message>
   <source>The passenger's airbag has a fault</source>
   <translation>助手席エアバッグの故障</translation>
  </message>
  <message>
   <source>The pressure sensor of the front left tyre does not answer</source>
   <translation>左前タイヤの空気圧センサーが応答しません</translation>
  </message>
  <message>
   <source>The speed sensor at the transmission's input does not work</source>
   <translation>変速機の入力回転センサーが作動しません</translation>
  </message>
  <message>
   <source>The speed sensor of the front left wheel does not work</source>
   <translation>左前輪の速度センサーが作動しません</translation>
  </message>
  <message>
   <source>The speed sensor of the front right wheel does not work</source>
   <translation>右前輪の速度センサーが作動しません</translation>
  </message>
  <message>
   <source>The speed sensor of the rear left wheel does not work</source>
   <translation>左後輪の速度センサーが作動しません</translation>
  </message>
  <message>
   <source>The speed sensor of the rear right wheel does not work</source>
   <translation>右後輪の速度センサーが作動しません</translation>
  </message>
  <message>
   <source>The thermostat may be stuck open; have it checked.</source>
   <translation>サーモスタットの開固着の可能性。点検を。</translation>
  </message>
  <message>
   <source>The traction battery has aged</source>
   <translation>駆動用バッテリーが劣化しています</translation>
  </message>
  <message>
   <source>The traction battery is almost empty</source>
   <translation>駆動用バッテリーがほぼ空です</translation>
  </message>
  <message>
   <source>The traction battery is too hot</source>
   <translation>駆動用バッテリーが高温です</translation>
  </message>
  <message>
   <source>The traction battery needs replacement</source>
   <translation>駆動用バッテリーの交換が必要です</translation>
  </message>
  <message>
   <source>The traction battery's control unit does not answer</source>
   <translation>駆動用バッテリー制御ユニットが応答しません</translation>
  </message>
  <message>
   <source>The traction battery's voltage is low</source>
   <translation>駆動用バッテリーの電圧が低下しています</translation>
  </message>
  <message>
   <source>The transmission reports a fault</source>
   <translation>変速機が故障を検知しました</translation>
  </message>
  <message>
   <source>The transmission's control unit does not answer</source>
   <translation>変速機制御ユニットが応答しません</translation>
  </message>
  <message>
   <source>The turbocharger delivers too little pressure</source>
   <translation>ターボの過給圧が低すぎます</translation>
  </message>
  <message>
   <source>The turbocharger delivers too much pressure</source>
   <translation>ターボの過給圧が高すぎます</translation>
  </message>
  <message>
   <source>The vehicle speed sensor does not work</source>
   <translation>車速センサーが作動しません</translation>
  </message>
  <message>
   <source>The voltage of the 12-volt system is low</source>
   <translation>12 V 系の電圧が低下しています</translation>
  </message>
  <message>
   <source>Too little exhaust gas is recirculated</source>
   <translation>排気再循環量が不足しています</translation>
  </message>
  <message>
   <source>Try another station.</source>
   <translation>別の充電器を試してください。</translation>
  </message>
  <message>
   <source>Watch the engine temperature; have it checked.</source>
   <translation>水温に注意し、点検を受けてください。</translation>
  </message>
 </context>
 <context>
  <name>WayRow</name>
  <message>
   <source>ferry</source>
   <translation>フェリー</translation>
  </message>
  <message>
   <source>tolls</source>
   <translation>有料</translation>
  </message>
 </context>
 <context>
  <name>WideCard</name>
  <message>
   <source>%1 likely</source>
   <translation>おそらく %1</translation>
  </message>
  <message>
   <source>%1 range</source>
   <comment>after a number: km range</comment>
   <translation>%1 走行可能</translation>
  </message>
  <message>
   <source>Next title</source>
   <translation>次の曲</translation>
  </message>
  <message>
   <source>Nothing is playing</source>
   <translation>再生中のものはありません</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>一時停止</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>再生</translation>
  </message>
  <message>
   <source>Previous title</source>
   <translation>前の曲</translation>
  </message>
  <message>
   <source>into the battery</source>
   <translation>バッテリーへ</translation>
  </message>
  <message>
   <source>out of the battery</source>
   <translation>バッテリーから</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>現在不明</translation>
  </message>
 </context>
</TS>
