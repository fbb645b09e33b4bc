"""MUC-3 and MUC-4: incident templates of news from Latin America (Sundheim 1992), by three published metrics."""
