"""The gazetteer: place names found in a text, and the places they mean."""
