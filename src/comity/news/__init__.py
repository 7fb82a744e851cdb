"""Reading news: who does what about which measures, in whose words; claims held against records."""
