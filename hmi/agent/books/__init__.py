"""What the agent keeps: the journal, trips and the synced records."""
