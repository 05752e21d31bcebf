# Arguments: a process id, and the signal that ends this process in its orderly way.
# The JVM that started both holds the other end of standard input for as long as it lives.
exec 2> /dev/null
trap '' HUP INT TERM
while read -r ignored; do :; done
kill -s CONT "$1" $(cat "/proc/$1/task/$1/children")
kill -s "$2" "$1"
waited=0
while [ "$waited" -lt 100 ] && kill -0 "$1"; do
    sleep 0.1
    waited=$((waited + 1))
done
kill -s KILL "$1"
