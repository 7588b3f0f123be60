using System.IO.Compression;
using CovidClassifier.Guarding;
using CovidClassifier.Networks;
using CovidClassifier.Packaging.MlNet;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Guarding;

namespace CovidClassifier.Tests.Packaging.MlNet;

public class SavedChainTests
{
    private static IEnumerable<int> Sizes => InputSizes.All;

    [TestCaseSource(nameof(Sizes))]
    public void Zip_ButForTheNetwork_IsWhatMlNetWrites(int size) => RequireSame(size, guard: null);

    [TestCase(64)]
    [TestCase(299)]
    public void Zip_OfAGuardedNetwork_IsWhatMlNetWrites(int size) => RequireSame(size, SomeGuard.Guard);

    private static void RequireSame(int size, InputGuard? guard)
    {
        var rule = new DecisionRule(["COVID-19", "Normal", "Pneumonia"], "COVID-19", 0.5f);
        using MemoryStream own = SavedChain.Zip(size, guard is not null), theirs = ChainByMlNet.Save(size, rule, guard);
        Assert.That(Entries(own), Is.EqualTo(Entries(theirs)));
    }

    private static (string Name, string Content)[] Entries(MemoryStream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        return [.. archive.Entries.Select(e => (e.FullName.Replace('\\', '/'), e.Name == "OnnxModel" ? "" : ContentOf(e)))
            .OrderBy(e => e.Item1, StringComparer.Ordinal)];
    }

    private static string ContentOf(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Convert.ToHexString(bytes.ToArray());
    }
}
