<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>StatusLine</name>
  <message numerus="yes">
   <source>%n change(s) wait for the cloud</source>
   <translation>
    <numerusform>%n change waits for the cloud</numerusform>
    <numerusform>%n changes wait for the cloud</numerusform>
   </translation>
  </message>
 </context>
</TS>
