"""Values in, sentences out."""
