# Shared by the commands of ops/: `source` it, it does nothing by itself.
# shellcheck shell=bash disable=SC2034

# The project's own directory, whatever the directory a command was started from.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What is costly to make and belongs to no checkout: Asterisk's root, and programs of PostgreSQL.
CACHE=${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/helpline
ASTERISK_ROOT=$CACHE/asterisk
POSTGRESQL_CLIENT=$CACHE/postgresql-client

# The Java that the project is written in.
readonly JDK=25

COMMAND=${0##*/}
QUIET=${QUIET:-}

# The news of a run, on standard output; silent under --quiet.
say() {
  [[ -n $QUIET ]] || printf '%s\n' "$*"
}

# Something is not as it should be, but the run goes on.
warn() {
  printf '%s: %s\n' "$COMMAND" "$*" >&2
}

# The run cannot go on. Exit code 1: the work failed.
die() {
  warn "$@"
  exit 1
}

# The command was called wrongly. Exit code 2, as in GNU tools.
misuse() {
  printf '%s: %s\nTry "%s --help".\n' "$COMMAND" "$*" "$0" >&2
  exit 2
}

# Fails, naming every command that is absent at once, so that nobody installs them one by one.
need() {
  local name missing=()
  for name; do
    command -v "$name" > /dev/null || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || die "missing here: ${missing[*]}; run ops/setup, which installs them"
}

# Version $1 is $2 or later.
at_least() {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

# Prints the only path of the given ones that exists; fails when none does. For paths that differ by architecture.
first_existing() {
  local path
  for path; do
    if [[ -e $path ]]; then
      printf '%s\n' "$path"
      return
    fi
  done
  return 1
}

# Seconds since the moment $1 (a value of EPOCHREALTIME), with one decimal.
seconds_since() {
  awk -v from="${1/,/.}" -v to="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", to - from }'
}

# Each line of standard input, with the seconds since the moment $1.
progress() {
  local line
  while IFS= read -r line; do
    printf '[%3.0f s] %s\n' "$(seconds_since "$1")" "$line"
  done
}

# side_by_side [--to-the-end] FUNCTION...: runs these side by side. Fails when one fails, which ends the others, unless
# they are to go on to the end. Each has a process group of its own, so an interrupt ends all that they started.
side_by_side() {
  local to_the_end='' job groups=() status=0
  if [[ $1 == --to-the-end ]]; then
    to_the_end=yes
    shift
  fi
  set -m
  for job; do
    "$job" &
    groups+=("-$!")
  done
  set +m
  # shellcheck disable=SC2064
  trap "kill -- ${groups[*]} 2> /dev/null; exit 130" INT TERM
  for job; do
    wait -n || status=1
    if ((status > 0)) && [[ -z $to_the_end ]]; then
      kill -- "${groups[@]}" 2> /dev/null || true
      wait || true
      break
    fi
  done
  trap - INT TERM
  return "$status"
}

# Prints the home of a JDK that is new enough: JAVA_HOME if it is, else the first where JDKs are usually installed.
find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* ~/.sdkman/candidates/java/* ~/.jdks/* ~/.m2/jdks/*; do
    [[ -x $home/bin/javac && -r $home/release ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if ((${version:-0} >= JDK)); then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

# As find_jdk, but says what to install where there is none.
require_jdk() {
  find_jdk || die "no JDK $JDK here, and Debian 12 has none. Unpack or install Temurin $JDK (https://adoptium.net,
  package temurin-$JDK-jdk of its apt repository) so that it is below /usr/lib/jvm; the default Java may stay as it is."
}

# Runs Maven on that JDK, whichever `java` comes first in PATH, and without the JDK's warnings of Maven's own libraries.
# Migrations that the tree has no more go first: Maven leaves them where it copied them, and Flyway would run them.
maven() {
  local home copied
  home=$(require_jdk) || exit
  for copied in "$ROOT"/target/classes/db/migration/*.sql; do
    [[ ! -e $copied || -e $ROOT/sql/migration/${copied##*/} ]] || rm -f "$copied"
  done
  (cd "$ROOT" && JAVA_HOME=$home PATH=$home/bin:$PATH \
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    mvn --batch-mode -Dstyle.color=never "$@")
}

# Compiles everything unless nothing has changed since, and leaves the class path of the tests in $1/classpath.
build_tests() {
  local log=$1/build.log
  mkdir -p "$1"
  if [[ -s $1/classpath && -d $ROOT/target/test-classes && -e $1/built ]] &&
    [[ -z $(cd "$ROOT" && find pom.xml src sql asterisk-config/prompts -newer "$1/built" -print -quit) ]]; then
    say "Built already"
    return
  fi
  say "Building"
  touch "$1/begun"
  maven test-compile dependency:build-classpath -Dspotless.check.skip \
    -Dmdep.outputFile="$1/classpath" -Dmdep.includeScope=test > "$log" 2>&1 || {
    grep -m 20 ERROR "$log" >&2
    die "the build failed; all that Maven said is in $log"
  }
  mv "$1/begun" "$1/built"
  say "Built"
}

# Runs class $2 of the tests, built by build_tests into $1, with the further arguments, and exits with its exit code.
#
# It has a session of its own. Linux may share the processor out among sessions (sched_autogroup_enabled), and each
# process of PostgreSQL is a session: beside a busy program in the same session as this one, Linux 6.18 let them wait
# for more than a minute. The session has no terminal, so this shell passes an interrupt on.
run_tests_class() {
  local java class_path child status=0
  java=$(find_jdk)/bin/java
  class_path=$ROOT/target/test-classes:$ROOT/target/classes:$(< "$1/classpath")
  cd "$ROOT" || die "$ROOT is gone"
  setpriv --pdeathsig TERM setsid \
    "$java" -XX:TieredStopAtLevel=1 -Xmx1g -classpath "$class_path" "${@:2}" <&0 &
  child=$!
  # shellcheck disable=SC2064
  trap "kill $child 2> /dev/null" INT TERM HUP
  wait "$child" || status=$?
  # A trap ends the first wait.
  if kill -0 "$child" 2> /dev/null; then
    wait "$child" || status=$?
  fi
  exit "$status"
}
