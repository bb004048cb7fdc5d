//! Reading studies and kept responses from values that the browser has parsed.
