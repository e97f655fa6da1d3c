//! Phones in a browser page, painted by the core
