//! What hosts call: Host, Session, UsedList, Catalog
