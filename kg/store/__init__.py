"""The store on disk: documents' files, sealed generations of the index, who may read and write."""
