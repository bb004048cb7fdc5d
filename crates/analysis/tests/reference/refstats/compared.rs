//! One variable, two groups, weights, quality of the answers.
