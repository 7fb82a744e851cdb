"""From publishers to the register: fetch, keep, gate, write."""
