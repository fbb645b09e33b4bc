"""What all rooms' tests share: `codings` (hand-built codings) can be imported from every test."""
