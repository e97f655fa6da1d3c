//! Archive bytes to a checked list of files, manifests and size limits
