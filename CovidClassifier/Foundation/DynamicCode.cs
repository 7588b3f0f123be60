using System.Runtime.CompilerServices;

namespace CovidClassifier.Foundation;

/// <summary>What ML.NET needs, and a natively compiled program does not have: code made while it runs.</summary>
internal static class DynamicCode
{
    /// <param name="what">What needs it, with its verb: "A head of ML.NET is trained".</param>
    /// <exception cref="NotSupportedException">This program makes no code while it runs.</exception>
    public static void Require(string what) => Require(what, RuntimeFeature.IsDynamicCodeSupported);

    /// <param name="what">As above.</param>
    /// <param name="isSupported">Whether this program makes code while it runs.</param>
    public static void Require(string what, bool isSupported)
    {
        if (!isSupported)
        {
            throw new NotSupportedException(
                $"{what} by ML.NET, which makes code while it runs, and this program cannot: it is compiled natively or for that (PublishAot, which 'dotnet " +
                    $"run file.cs' sets). Set PublishAot to false (#:property PublishAot=false in the file); predicting, explaining and evaluating a " +
                    $"network's model, training all of a network or its last blocks, and saving it work as they are.");
        }
    }
}
