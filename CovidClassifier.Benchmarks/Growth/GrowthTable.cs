using System.Globalization;

namespace CovidClassifier.Benchmarks.Growth;

/// <summary>The table that a person reads; its rows are Markdown.</summary>
internal static class GrowthTable
{
    public static string Header => "| work | images | seconds | ms per image | private MB | with mapped files MB |\n|---|---|---|---|---|---|";

    public static string Row(GrowthResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {result.Work} | {result.Images:N0} | {result.Seconds:0.0} | {result.MillisecondsPerImage:0.00} | {Megabytes(result.PrivateBytes):0} | " +
            $"{Megabytes(result.ResidentBytes):0} |");

    private static double Megabytes(long bytes) => bytes / (1024.0 * 1024);
}
