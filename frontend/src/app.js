// Loaded on every page; keep it tiny.
