# Read by scripts/test and scripts/bench: a PostgreSQL for one run, in the folder $work, which others may enter.

postgres_bin='' postgres_running=''

# as_postgres COMMAND…: PostgreSQL refuses to run as root.
as_postgres() {
	if ((EUID == 0)); then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

# find_postgres sets postgres_bin to the folder of the newest server on this machine; fails where there is none.
find_postgres() {
	local found
	found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1) || true
	if [[ ! -x $found/initdb ]] && command -v initdb >/dev/null; then
		found=$(dirname "$(command -v initdb)")
	fi
	[[ -x $found/initdb ]] && postgres_bin=$found
}

# start_postgres makes an empty server for this run: only on loopback, only for made-up people, so without
# password and without waiting for the disk.
start_postgres() {
	local port try
	[[ -z ${AUFWIND_TEST_POSTGRES:-} ]] || return 0
	if ! find_postgres; then
		[[ ${REQUIRE_POSTGRES:-} != 1 ]]
		return
	fi
	mkdir "$work/pg"
	((EUID != 0)) || chown postgres "$work/pg"
	as_postgres "$postgres_bin/initdb" -D "$work/pg/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
		>"$work/initdb.log" 2>&1 || { cat "$work/initdb.log"; return 1; }
	for try in 1 2 3 4 5 6 7 8; do
		port=$((20000 + RANDOM % 12000))
		if as_postgres "$postgres_bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w -t 60 start -o "-p $port \
			-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 \
			-c fsync=off -c synchronous_commit=off -c full_page_writes=off" >/dev/null 2>&1; then
			postgres_running=1
			export AUFWIND_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
			echo "$("$postgres_bin/postgres" --version) on 127.0.0.1:$port (try $try)"
			return 0
		fi
	done
	cat "$work/pg/log"
	return 1
}

stop_postgres() {
	if [[ $postgres_running ]]; then
		as_postgres "$postgres_bin/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1 || true
	fi
}
