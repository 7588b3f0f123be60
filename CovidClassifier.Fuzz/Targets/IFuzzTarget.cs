using CovidClassifier.Foundation;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>One kind of input that the library takes from outside, and what it makes of it.</summary>
internal interface IFuzzTarget
{
    /// <summary>One word, as the command line has it.</summary>
    string Name { get; }

    /// <summary>Whole inputs, and some that once failed; the first is whole.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Makes checksums fit a damaged input again, now and then, so that the damage gets behind them.</summary>
    byte[] Mend(byte[] damaged, RandomStream random) => damaged;

    /// <summary>Reads an input, and says in text what was made of it: equal texts are equal answers.</summary>
    string Answer(byte[] input);

    /// <summary>Whether an error is the one that the library documents for such an input.</summary>
    bool IsNamed(Exception error);

    /// <summary>Whether an input with one bit changed may give this answer.</summary>
    /// <param name="whole">Of the input as it was.</param>
    /// <param name="changed">Of the changed one.</param>
    bool IsSame(string whole, string changed) => whole == changed;
}
