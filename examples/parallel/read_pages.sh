#!/bin/sh
# An archive over several machines with GNU parallel: a block of the list a job, blocks that failed run again.
#   find archive -name '*.pdf' | sort | examples/parallel/read_pages.sh > rows.jsonl
# Exit code 4 says that some files were read in part or not at all: they are rows, and no reason to run the block again.
exec parallel --pipe --block 64k --keep-order --joblog foldline.log --retries 3 --sshloginfile "${MACHINES:-:}" \
    'foldline export --from - --format jsonl --rows story || [ $? -eq 4 ]'
