"""What car, phone and cloud agree on: the messages between them and the rule by which edits merge. No I/O.

Invariants: a message is refused as a whole or understood as a whole; merging is commutative, associative and
idempotent, so records may arrive in any order, twice, or through a third party; nothing here reads a clock.
"""
