using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier;

/// <summary>Verdicts in JSON are their names in lower case. Public, because JSON code that is made at compile time elsewhere names it.</summary>
public sealed class AuditVerdictWords() : JsonStringEnumConverter<AuditVerdict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
