//! Termbases, inflection-aware term matching and terminology checks
