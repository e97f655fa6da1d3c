//! Templates, expressions and inline scripts of the dialects to one AST
