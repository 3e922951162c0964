"""Quality, measured on texts that nobody here wrote, against floors that only rise."""
