"""The models of the frame round every screen: status, notes, locks."""
