"""Forms: they read what a person typed; services decide."""
