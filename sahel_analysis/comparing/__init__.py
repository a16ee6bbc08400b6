"""Several reports of one event side by side, and who is heard in them."""
