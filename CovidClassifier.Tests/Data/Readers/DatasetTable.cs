using System.Globalization;

namespace CovidClassifier.Tests.Data.Readers;

/// <summary>What reading gives of every fixture and of all real data at hand, as a table.</summary>
[Explicit("prints a table")]
public sealed class DatasetTable
{
    private static readonly DatasetOptions Lenient = new() { AllowProblems = true };

    [Test]
    public void Print()
    {
        TestContext.Out.WriteLine("| dataset | rows and files met | read | left out, by reason | problems, by kind | classes | patients known |");
        TestContext.Out.WriteLine("|---|---|---|---|---|---|---|");
        string[] real = ["covid-chestxray-dataset", "darkcovidnet", "covid-19-image-repository", "coronahack", "covidx-ct-2"];
        foreach (string path in real.Select(r => SharedFolder.Path($"data/{r}")))
        {
            Print($"{Path.GetFileName(path)} (real)", path);
        }

        foreach (DatasetFixture fixture in DatasetFixtures.All)
        {
            using TempFolder folder = new();
            fixture.Write(folder);
            Print($"{fixture.Format} (fixture)", folder.Root);
        }
    }

    private static void Print(string name, string path)
    {
        try
        {
            XRayDataset dataset = XRayDataset.Open(path, options: Lenient);
            TestContext.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {dataset.Counts.Rows} | {dataset.Count} | {Join(dataset.LeftOut.Select(l => $"{l.Count} {l.Reason}"))} | "
                    + $"{Problems(dataset.Problems)} | {DatasetFixture.Describe(dataset)} | {DatasetFixture.PatientsOf(dataset)} "
                    + $"({100 * dataset.KnownPatientShare:0.#} % of images) |"));
        }
        catch (DatasetException e)
        {
            TestContext.Out.WriteLine($"| {name} | {e.Problems.Count} | 0 | | {Problems(e.Problems)} | | |");
        }
    }

    private static string Problems(IReadOnlyList<DatasetProblem> problems) => Join(problems.GroupBy(p => p.Kind).OrderBy(k => k.Key).Select(k =>
        FormattableString.Invariant($"{k.Count()} {k.Key}")));

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts);
}
