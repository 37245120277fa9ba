"""Training and measuring of the statistical recognisers of names; nothing here runs in a build."""
