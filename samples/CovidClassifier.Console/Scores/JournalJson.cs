using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Scores;

/// <summary>The first line of a journal; its code is made at compile time.</summary>
[JsonSerializable(typeof(JournalHead))]
internal sealed partial class JournalJson : JsonSerializerContext;
