package routes

// Substitutions is who stands in for whom in a unit.
const Substitutions = "/substitutions"

// EndSubstitution ends one.
const EndSubstitution = Substitutions + "/end"
