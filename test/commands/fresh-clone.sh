#!/usr/bin/env bash
# Runs `npm ci` and `npm start` in a clone of its own, as somebody on a bare machine does: asks the server, stops it as
# Ctrl-C does, kills it with -9, starts it again with its data. Leaves nothing behind. Says what it does; ends with 0 when
# all of it held.
#
#   fresh-clone.sh root-open      as root, in a folder that everybody may enter
#   fresh-clone.sh root-closed    as root, below a folder that only root may enter
#   fresh-clone.sh ordinary       as an ordinary user: `nobody` when called by root, else whoever calls
set -u
# Each job a process group of its own, which gets SIGINT as from a terminal.
set -m

how=${1:?root-open, root-closed or ordinary}
source=$(cd "$(dirname "$0")" && git rev-parse --show-toplevel)
copies_before=$(ls -d /var/tmp/kengash-pg18-* 2>/dev/null)
run=0
relocated=

case $how in
  root-open | ordinary) base=$(mktemp -d /tmp/kengash-fresh-XXXXXX) && chmod 755 "$base" ;;
  # mktemp lets its owner alone in, and so does the home of root.
  root-closed) base=$(mktemp -d "$([ -w /root ] && echo /root || echo /tmp)/kengash-fresh-XXXXXX") ;;
  *) echo "no such case: $how" && exit 2 ;;
esac
clone=$base/kengash

# What belongs to another user is set free of the rights of root, home and cache included.
as_user() {
  local become=()
  if [ "$how" = ordinary ] && [ "$(id -u)" -eq 0 ]; then
    become=(setpriv "--reuid=$(id -u nobody)" "--regid=$(id -g nobody)" --clear-groups)
  fi
  "${become[@]}" env -u DATABASE_URL -u NATS_URL -u KENGASH_SECRET -u KENGASH_DATA_DIR \
    HOME="$home" PORT=0 npm_config_registry="$registry" npm_config_update_notifier=false "$@"
}

# The processes that run in the clone, from it, or on its data, this script apart.
processes() {
  local entry pid
  for entry in /proc/[0-9]*; do
    pid=${entry#/proc/}
    if [ "$pid" != $$ ] && [ "$pid" != "$BASHPID" ] &&
      { readlink "$entry/cwd"; tr '\0' '\n' <"$entry/cmdline"; } 2>/dev/null |
      grep -F -e "$clone" ${relocated:+-e "$relocated"} >/dev/null; then
      echo "$pid"
    fi
  done
}

# Waits until none of these processes is left; fails after so many seconds.
none_left_within() {
  local end=$((SECONDS + $1))
  while [ -n "$(processes)" ]; do
    if [ "$SECONDS" -gt "$end" ]; then
      ps -o pid,args -p "$(processes | paste -sd,)"
      return 1
    fi
    sleep 0.1
  done
}

clean() {
  local left
  left=$(processes)
  [ -n "$left" ] && kill -9 $left 2>/dev/null
  note_relocated
  rm -rf "$base" ${relocated:+"$relocated"}
  for copy in /var/tmp/kengash-pg18-*; do
    # One that was there before, or that somebody runs by now, is not ours to delete.
    if [ -e "$copy" ] && ! grep -qxF "$copy" <<<"$copies_before" && ! readlink /proc/[0-9]*/exe | grep -F "$copy/" >/dev/null; then
      rm -rf "$copy"
    fi
  done
}
trap clean EXIT

# Where the data are when PostgreSQL's user cannot get to the clone.
note_relocated() {
  relocated=$(grep -Ex '/var/lib/kengash/[0-9a-f]{16}' "$clone/.kengash/WHERE-THE-DATA-ARE.txt" 2>/dev/null)
}

fail() {
  echo "    FAILED: $*"
  [ -f "$base/log" ] && tail -n 30 "$base/log" | sed 's/^/    | /'
  exit 1
}

say() {
  echo "    $*"
}

# Starts the server and waits for its word that it runs; sets `run` and `url`.
start() {
  : >"$base/log"
  (cd "$clone" && as_user npm start >>"$base/log" 2>&1) &
  run=$!
  local end=$((SECONDS + 480))
  until grep -q 'Kengash is running' "$base/log" && url=$(grep -oE 'http://[^ ]+/graphql' "$base/log" | head -n 1) && [ -n "$url" ]; do
    kill -0 "$run" 2>/dev/null || fail 'npm start has ended by itself'
    [ "$SECONDS" -le "$end" ] || fail 'npm start was not ready within eight minutes'
    sleep 0.2
  done
  note_relocated
}

# Sends a query, with a token where one is given, and gives the data.
ask() {
  node -e '
    const [url, query, token] = process.argv.slice(1);
    const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
    fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) })
      .then((response) => response.json())
      .then(({ data, errors }) => console.log(JSON.stringify(errors ?? data)))' "$url" "$@"
}

expect_councils() {
  local told
  told=$(ask '{ councils { totalCount } }')
  [ "$told" = '{"councils":{"totalCount":14}}' ] || fail "councils were answered by $told"
}

# Stops it as Ctrl-C does, which reaches npm, the shell and Node alike.
interrupt() {
  kill -INT -- "-$run"
  wait "$run" 2>/dev/null
  local status=$?
  none_left_within 30 || fail 'processes are left after Ctrl-C'
  # The claim on the data is given up by the last act of an orderly stop.
  [ ! -e "${relocated:-$clone/.kengash}/kengash.pid" ] || fail 'the stop was not brought to its end'
  grep -qE '"msg":"stopping"|stopping' "$base/log" || fail 'the server was not told to stop'
  ! grep -qE 'the stop failed|uncaught exception|unhandled rejection' "$base/log" || fail 'the stop was not clean'
  # 130 is how a shell tells of SIGINT.
  [ "$status" -eq 0 ] || [ "$status" -eq 130 ] || fail "npm start ended with $status"
  say "Ctrl-C: ended with $status, no process is left"
}

home=$base/home
mkdir "$home"
registry=$(npm config get registry)
git clone --quiet --no-hardlinks "$source" "$clone" || fail 'git clone'
if [ "$how" = ordinary ] && [ "$(id -u)" -eq 0 ]; then
  chown -R "$(id -u nobody):$(id -g nobody)" "$base"
fi
# What was fetched before need not be fetched again; a bare machine fetches it.
cache=$(npm config get cache)
if [ "$how" != ordinary ] || [ "$(id -u)" -ne 0 ]; then
  export npm_config_cache=$cache
else
  export npm_config_cache=$home/.npm
fi
cd "$clone" || exit 1

say "$(as_user id -un) in $clone ($(stat -c %A "$base"))"
as_user npm ci --prefer-offline --no-audit --no-fund >"$base/log" 2>&1 || fail 'npm ci'
say "npm ci: done after $SECONDS s"

pinned=$(node -p 'Object.entries(require("./package.json").optionalDependencies).find(([name]) => name.startsWith("node-"))[1]')
used=$(as_user npm exec --offline --call 'node --version')
[ "$used" = "v$pinned" ] || fail "npm scripts run on $used instead of v$pinned"
say "npm scripts run on Node $used; the machine has $(node --version)"

start
expect_councils
say "npm start: ready after $SECONDS s, 14 councils${relocated:+, data in $relocated}"
interrupt

start
token=$(ask 'mutation { sessionCreate(input: { email: "auditor@demo.kengash.example", password: "kengash-demo" }) { session { token } } }' |
  grep -oE 'kgs_[A-Za-z0-9_-]+')
server=$(for pid in $(processes); do { tr '\0' ' ' <"/proc/$pid/cmdline" | grep -E '^[^ ]*node dist/src/main\.js'; } >/dev/null 2>&1 && echo "$pid"; done)
[ -n "$server" ] || fail 'the Node process was not found'
kill -9 $server
none_left_within 3 || fail 'processes are left three seconds after kill -9 of Node'
wait "$run" 2>/dev/null
say 'kill -9 of Node: no process is left'

start
expect_councils
told=$(ask '{ viewer { email } }' "$token")
[ "$told" = '{"viewer":{"email":"auditor@demo.kengash.example"}}' ] || fail "what was written before kill -9 is lost: $told"
say 'started again: what was written before kill -9 is there'
interrupt
say "all of it after $SECONDS s"
