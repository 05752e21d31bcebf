#!/bin/sh
# collect.sh FOLDER: puts what the image runs into that folder, after the build: the jars, how Java is started, the scripts.
set -eu

folder=$1
own=$(ls wal-standalone/target/wal-standalone-*.jar)
mkdir -p "$folder/lib" "$folder/cache" "$folder/bin"
# Each file name once: two jars of one name would become one.
[ -z "$(tr ':' '\n' < wal-standalone/target/classpath | sed 's|.*/||' | sort | uniq -d)" ]
tr ':' '\n' < wal-standalone/target/classpath | xargs cp -t "$folder/lib" "$own"
cp config/container/*.sh "$folder/bin/"

cat > "$folder/jvm.options" << END
-cp $folder/lib/$(basename "$own"):$(tr ':' '\n' < wal-standalone/target/classpath | sed "s|.*/|$folder/lib/|" | paste -sd:)
-XX:+UseParallelGC
-XX:+ExitOnOutOfMemoryError
-Xms160m
-Xmx288m
-Xmn112m
-XX:MaxDirectMemorySize=512m
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-Dlogback.configurationFile=io/walgateway/standalone/part-logback.xml
END
