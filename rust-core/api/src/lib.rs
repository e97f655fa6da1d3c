//! wx. and tt. on top of the ports, as tables
