"""What a historian decided, in files that git keeps; applied at every build."""
