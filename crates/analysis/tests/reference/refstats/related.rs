//! Several variables: reliability, drivers, importance and performance.
