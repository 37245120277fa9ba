"""Candidates from services on the network: asked politely, answers kept, nothing sent unless asked for."""
