//! Style sheets, selectors, the cascade and computed values
