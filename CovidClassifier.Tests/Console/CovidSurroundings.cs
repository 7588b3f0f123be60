namespace CovidClassifier.Tests.Console;

/// <summary>What a run of the console finds around it.</summary>
/// <param name="Environment">Variables that differ from the tests' own; null takes one away.</param>
/// <param name="Wrapper">The program, with its arguments, that starts the console; none where empty.</param>
internal sealed record CovidSurroundings(Dictionary<string, string?> Environment, params string[] Wrapper);
