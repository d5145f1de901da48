//! The shell: files, terminal, clock, worker threads, commands.
