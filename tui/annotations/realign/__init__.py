"""Finding highlights again in a text that has changed: pure, no store, no screen."""
