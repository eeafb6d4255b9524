"""The handbook without a network: kept by the browser, and as a folder to take along."""
