//! Which package bytes a host trusts
