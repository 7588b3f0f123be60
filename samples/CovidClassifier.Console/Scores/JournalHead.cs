using System.Security.Cryptography;

namespace CovidClassifier.Console.Scores;

/// <summary>What a scoring is of, as far as its rows do not say it themselves: only the same may be gone on with.</summary>
/// <param name="ModelHash">SHA-256 of the model's file.</param>
/// <param name="ClassNames">In the order of the probabilities.</param>
internal sealed record JournalHead(string ModelHash, IReadOnlyList<string> ClassNames)
{
    public const int CurrentFormat = 2;

    /// <summary>Version of the journal's layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Whether images that the guard does not accept get no label.</summary>
    public bool Rejects { get; init; }

    /// <exception cref="IOException">The model's file cannot be read.</exception>
    public static JournalHead Of(string modelPath, IReadOnlyList<string> classNames)
    {
        using FileStream model = File.OpenRead(modelPath);
        return new JournalHead(Convert.ToHexStringLower(SHA256.HashData(model)), classNames);
    }
}
