//! What is known of contacts where the conseiller works, and the document leaves open.
