"""The reference timeline of the Sahel, event data of others, and links to both."""
