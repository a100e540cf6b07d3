# Read by scripts/test and scripts/check: names the stages of a run and counts their seconds; those of the processor can be compared on a
# busy machine too.

stages_failed=()
TIMEFORMAT='   processor: %1U s, system: %1S s'

# stage NAME COMMAND…: runs the command, prints its name and its seconds. A failure is remembered, and the
# run goes on, so that one run shows everything that is wrong.
stage() {
	local name=$1 start=$SECONDS status=0
	shift
	printf '== %s\n' "$name"
	time "$@" || status=$?
	if ((status == 0)); then
		printf '== %s: ok, %d s\n' "$name" $((SECONDS - start))
	else
		printf '== %s: FAILED (exit %d), %d s\n' "$name" "$status" $((SECONDS - start))
		stages_failed+=("$name")
	fi
}
