"""A coach's group: the energy of many people, and room in their weeks for a plan."""
