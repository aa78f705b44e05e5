"""The commands: thin, at the top. One file a command in `commands/`."""
